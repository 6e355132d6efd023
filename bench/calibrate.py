"""Measures the offline grader on labelled exchanges, and fits its points.

    python -m bench.calibrate [--set FILE ...] [--part tuned|kept|all] [--fit] [--each] [--onto FILE]

For each pillar, the recommendation and each STAR+L element: kappa (quadratic weights) of the shipped rules with the
labels; the same out of fold (its errors: "folded"), with all points and thresholds fitted anew without the fold they
are measured on (inner folds choose how strongly points are drawn together); the 95 % interval of that by bootstrap;
and a floor that knows only the number of words, under the same folds. `--onto` fits on the sets and measures on
another. `kept` are the ids with sha256(id) % 4 == 0, which the rules were not tuned on.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

import yaml

from app.content.rubrics import load_rubrics
from app.domain.exchange import Exchange
from app.domain.grade import Grade
from app.domain.rubric import Points, Rubrics, Scale
from app.domain.scale import ELEMENTS, PILLARS
from app.grading.aggregate import recommend
from app.grading.agreement import quadratic_kappa
from app.grading.lines import read_line
from app.grading.offline import OfflineGrader
from app.grading.weights import targets_of
from app.signals.found import ExchangeSignals
from app.signals.reader import Reader
from bench.ordinal import Case, Model, case_of, fitted, level_of, rounded_model, shares

RUBRICS = Path(__file__).resolve().parent.parent / "rubrics"
CANDIDATES = Path(__file__).with_name("candidates.yaml")
CALIBRATION = RUBRICS / "calibration" / "exchanges.jsonl"
PARTED = ("exchanges.jsonl", "varied.jsonl")  # a quarter of these is kept out
NAMES = (*PILLARS, "recommendation", *ELEMENTS)
FOLDS = 5
SEEDS = (1, 2, 3)
DRAWS = 400
BAR = 3  # a recommendation of hire
COLUMNS = (
    *("rated", "scored", "kappa", "out of fold", "interval", "words", "error", "at bottom", "folded", "its bottom"),
    *("at top", "within 1"),
)
Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """One labelled exchange, graded."""

    id: str
    exchange: Exchange
    labels: Mapping[str, int | None]
    scores: Mapping[str, int | None]
    signals: ExchangeSignals
    kind: str
    floored: bool


def kept(identifier: str) -> bool:
    """Whether an id is kept out of tuning."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 4 == 0


def load_rules() -> Rubrics:
    """The shipped rubrics."""
    return load_rubrics(RUBRICS, frozenset(yaml.safe_load((RUBRICS / "gaps.yaml").read_text())["gaps"]))


def load_scales(rubrics: Rubrics) -> dict[str, Scale]:
    """The scales to fit: the shipped ceilings and levels with every signal that a scale may draw on."""
    shapes = yaml.safe_load(CANDIDATES.read_text(encoding="utf-8"))["scales"]
    shipped = {r.id: r.scale for r in (*rubrics.pillars.values(), *rubrics.elements.values())}
    return {
        name: replace(shipped[name], points=tuple(Points(s, tuple(w)) for s, w in p.items()))
        for name, p in shapes.items()
    }


def load_rows(paths: Sequence[Path], part: str, rubrics: Rubrics) -> list[Row]:
    """The labelled exchanges of a part, graded. A quarter of two of the sets is kept out."""
    reader = Reader(rubrics)
    grader = OfflineGrader(reader, rubrics)
    rows = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if part == "all" or (path.name in PARTED and kept(item["id"])) == (part == "kept"):
                rows.append(_row(line, item, reader, grader))
    return rows


def _row(line: str, item: Mapping[str, object], reader: Reader, grader: OfflineGrader) -> Row:
    exchange = read_line(line)
    grade, signals = grader.grade(exchange), reader.exchange(exchange)
    floored = all(not s.evidence for s in grade.pillars.values())
    labels = flat_labels(item["labels"])  # type: ignore[arg-type]
    return Row(exchange.id, exchange, labels, flat_scores(grade), signals, reader.kind_of(exchange), floored)


def flat_labels(labels: Mapping[str, object]) -> dict[str, int | None]:
    """Labels of one exchange under one name each; an element is None where there is no block."""
    pillars, starl = dict(labels["pillars"]), dict(labels["starl"] or {})  # type: ignore[call-overload]
    everything = pillars | starl | {"recommendation": labels["recommendation"]}
    return {name: everything.get(name) for name in NAMES}


def flat_scores(grade: Grade) -> dict[str, int | None]:
    """Scores of a grade under the same names."""
    scores: dict[str, int | None] = {name: item.score for name, item in grade.pillars.items()}
    scores |= {name: item.score for name, item in (grade.starl or {}).items()}
    return {name: scores.get(name) for name in NAMES} | {"recommendation": grade.recommendation}


def folds(rows: Sequence[Row], seed: int) -> list[set[str]]:
    """The ids in folds, shuffled by the seed: the same for every scale and for the floor."""
    ids = sorted(r.id for r in rows)
    random.Random(seed).shuffle(ids)
    return [set(ids[i::FOLDS]) for i in range(FOLDS)]


def models(rows: Sequence[Row], scales: Mapping[str, Scale]) -> dict[str, Model]:
    """Every scale fitted to the rows that carry a label for it."""
    return {name: fitted(cases(rows, name, scale), sorted(scale.levels)) for name, scale in scales.items()}


def cases(rows: Sequence[Row], name: str, scale: Scale) -> list[Case]:
    """The labelled rows of a scale; what stays at the floor is no matter of points."""
    usable = [r for r in rows if not r.floored]
    return [case_of(scale, r.signals.counts, label) for r in usable if (label := r.labels[name]) is not None]


def predicted(row: Row, fits: Mapping[str, Model], scales: Mapping[str, Scale], rubrics: Rubrics) -> dict[str, int]:
    """A row's levels by fitted models, for what the shipped rules score at all, and the recommendation from them."""
    scored = {n: s for n, s in row.scores.items() if s is not None and n != "recommendation"}
    if not row.floored:
        scored |= {n: fits[n].level(case_of(scales[n], row.signals.counts, 0)) for n in scored if n in fits}
    pillars = {p: float(scored[p]) for p in PILLARS if p in scored}
    asked = targets_of(row.exchange, row.kind, rubrics)
    verdict = recommend(pillars, asked, rubrics.recommendation)
    return scored | ({} if verdict is None else {"recommendation": verdict})


def out_of_fold(
    rows: Sequence[Row], scales: Mapping[str, Scale], rubrics: Rubrics, seed: int
) -> tuple[dict[str, Pairs], dict[str, Pairs]]:
    """Pairs of (level, label) by name, each from models that never saw the row; and those of the floor of words."""
    ours: dict[str, Pairs] = {n: [] for n in NAMES}
    floor: dict[str, Pairs] = {n: [] for n in NAMES}
    for fold in folds(rows, seed):
        train, test = [r for r in rows if r.id not in fold], [r for r in rows if r.id in fold]
        fits = models(train, scales)
        limits = {n: _words(train, n) for n in NAMES}
        for row in test:
            levels = predicted(row, fits, scales, rubrics)
            for name, label in ((n, y) for n, y in row.labels.items() if y is not None):
                if name in levels:
                    ours[name].append((levels[name], label))
                floor[name].append((level_of(row.signals.words, limits[name]), label))
    return ours, floor


def _words(rows: Sequence[Row], name: str) -> dict[int, float]:
    labelled = [(float(r.signals.words), y) for r in rows if (y := r.labels[name]) is not None]
    levels = {*range(min(y for _, y in labelled) + 1, max(y for _, y in labelled) + 1)} or {2}
    return shares([w for w, _ in labelled], [y for _, y in labelled], sorted(levels))


def interval(pairs: Pairs) -> tuple[float, float]:
    """The 95 % interval of kappa over resampled pairs."""
    draw = random.Random(0)
    found = sorted(quadratic_kappa(draw.choices(pairs, k=len(pairs))) or 0.0 for _ in range(DRAWS))
    return found[DRAWS // 40], found[-1 - DRAWS // 40]


def line(name: str, rows: Sequence[Row], ours: Sequence[Pairs], floor: Sequence[Pairs]) -> str:
    """The figures of one scale, in the order of the columns."""
    rated = [r for r in rows if r.labels[name] is not None]
    pairs = [(s, y) for r in rated if (s := r.scores[name]) is not None and (y := r.labels[name]) is not None]
    folded = [pair for run in ours for pair in run]
    top = [a - b for a, b in pairs if b >= (4 if name in PILLARS or name == "recommendation" else 3)]
    low, high = interval(ours[0]) if ours and len(ours[0]) > 2 else (float("nan"), float("nan"))
    cells = [f"{len(rated):13}", f"{len(pairs):13}", _cell(quadratic_kappa(pairs)), _cell(_kappas(ours))]
    cells += [f"{low:7.2f}-{high:.2f} ", _cell(_kappas(floor)), _cell(_mean([a - b for a, b in pairs]))]
    cells += [_cell(_bottom(name, pairs)), _cell(_mean([a - b for a, b in folded])), _cell(_bottom(name, folded))]
    cells += [_cell(_mean(top)), _cell(_mean([abs(a - b) <= 1 for a, b in pairs]))]
    return f"{name:24}" + "".join(cells)


def _bottom(name: str, pairs: Pairs) -> float | None:
    """The mean error at the lowest label; of a pillar at the two lowest, of an element at 0 and 1."""
    return _mean([a - b for a, b in pairs if b <= (2 if name in PILLARS else 1)])


def _kappas(runs: Sequence[Pairs]) -> float | None:
    return _mean([quadratic_kappa(p) or 0.0 for p in runs if p])


def _mean(values: Sequence[float]) -> float | None:
    return mean(values) if values else None


def _cell(value: float | None) -> str:
    return f"{'-':>13}" if value is None else f"{value:13.2f}"


def boundary(pairs: Pairs) -> str:
    """How often hire against no hire agrees."""
    same = [(a >= BAR) == (b >= BAR) for a, b in pairs]
    return f"{sum(same)} of {len(same)} ({sum(same) / max(1, len(same)):.0%})"


def table(rows: Sequence[Row], scales: Mapping[str, Scale], rubrics: Rubrics) -> list[str]:
    """All figures as lines of text, the means of pillars and elements, and the agreement on hire against no hire."""
    runs = [out_of_fold(rows, scales, rubrics, seed) for seed in SEEDS]
    lines = [" " * 24 + "".join(f"{c:>13}" for c in COLUMNS)]
    lines += [line(n, rows, [a[n] for a, _ in runs], [b[n] for _, b in runs]) for n in NAMES]
    known = [p for p in PILLARS if p != "technical_depth"]
    for title, names in (("pillars, mean", known), ("elements, mean", ELEMENTS)):
        ours, words = [mean(_kappas([run[i][n] for run in runs]) or 0 for n in names) for i in (0, 1)]
        lines.append(f"{title:24}{'':39}{ours:13.2f}{'':13}{words:13.2f}")
    rated = [(r, n) for r in rows for n in NAMES if r.labels[n] is not None and n != "technical_depth"]
    lines.append(f"scored of rated, technical depth apart: {mean(r.scores[n] is not None for r, n in rated):.0%}")
    shipped = [(s, y) for r in rows if (s := r.scores["recommendation"]) and (y := r.labels["recommendation"])]
    folded = [pair for ours, _ in runs for pair in ours["recommendation"]]
    return [*lines, f"hire or no hire: shipped {boundary(shipped)}, out of fold {boundary(folded)}"]


def transfer(train: Sequence[Row], test: Sequence[Row], scales: Mapping[str, Scale], rubrics: Rubrics) -> list[str]:
    """Kappa on the second rows of models fitted to the first."""
    fits = models(train, scales)
    found: dict[str, Pairs] = {n: [] for n in NAMES}
    for row in test:
        levels = predicted(row, fits, scales, rubrics)
        for name in levels:
            if (label := row.labels[name]) is not None:
                found[name].append((levels[name], label))
    return [
        f"{n:24}{len(p):5}{_cell(quadratic_kappa(p))}{_cell(_mean([a - b for a, b in p]))}" for n, p in found.items()
    ]


def points(rows: Sequence[Row], scales: Mapping[str, Scale]) -> list[str]:
    """The points and thresholds fitted to all rows, rounded, as pillars.yaml and starl.yaml write them."""
    lines = []
    for name, model in models(rows, scales).items():
        shapes = [[w / abs(p.worth[0]) for w in p.worth] for p in scales[name].points]
        rounded = rounded_model(model, cases(rows, name, scales[name]), sorted(scales[name].levels))
        worth = {
            p.signal: [w * x for x in xs] for p, w, xs in zip(scales[name].points, rounded.worth, shapes, strict=True)
        }
        told = ", ".join(f"{n}: [{', '.join(f'{v:g}' for v in vs)}]" for n, vs in worth.items() if vs[0])
        limits = ", ".join(f"{k}: {v:g}" for k, v in rounded.limits.items())
        lines += [f"{name}", f"      points: {{{told}}}", f"      levels: {{{limits}}}"]
    return lines


def each(rows: Sequence[Row]) -> list[str]:
    """Every exchange with our scores and the raters'."""
    return [f"{r.id} " + " ".join(f"{n[:4]} {_one(r.scores[n])}/{_one(r.labels[n])}" for n in NAMES) for r in rows]


def _one(score: int | None) -> str:
    return "-" if score is None else str(score)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, nargs="+", default=[CALIBRATION])
    parser.add_argument("--part", choices=["tuned", "kept", "all"], default="tuned")
    parser.add_argument("--fit", action="store_true", help="also print points fitted to all rows")
    parser.add_argument("--each", action="store_true", help="also list each exchange: ours and the raters'")
    parser.add_argument("--onto", type=Path, help="fit on the sets and measure on this one instead")
    options = parser.parse_args()
    rubrics = load_rules()
    scales = load_scales(rubrics)
    rows = load_rows(options.set, options.part, rubrics)
    if options.onto is not None:
        print("\n".join(transfer(rows, load_rows([options.onto], options.part, rubrics), scales, rubrics)))
        return
    print("\n".join(table(rows, scales, rubrics)))
    print("\n".join([*(points(rows, scales) if options.fit else []), *(each(rows) if options.each else [])]))


if __name__ == "__main__":
    main()
