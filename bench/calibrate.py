"""Measures the offline grader on labelled exchanges.

    python -m bench.calibrate [--set FILE] [--part tuned|kept|all] [--folds N] [--fit] [--each]

For each pillar, the recommendation and each STAR+L element it prints the quadratic weighted kappa of the shipped
rules with the raters' consensus; the same with the levels' thresholds refitted without the fold they are measured
on; and a floor that knows only the number of words, fitted under the same folds. `kept` are the ids with
sha256(id) % 4 == 0, which the rules were not tuned on.
"""

import argparse
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.content.rubrics import load_rubrics
from app.domain.grade import Grade
from app.domain.rubric import Rubrics, Scale
from app.domain.scale import ELEMENTS, PILLARS
from app.grading.agreement import agreement, quadratic_kappa
from app.grading.lines import read_line
from app.grading.offline import OfflineGrader
from app.grading.scales import applies, place
from app.signals.found import ExchangeSignals
from app.signals.reader import Reader

RUBRICS = Path(__file__).resolve().parent.parent / "rubrics"
NAMES = (*PILLARS, "recommendation", *ELEMENTS)
COLUMNS = ("raters", "scored", "kappa", "out of fold", "words alone", "mean error", "within 1")
NO_CEILING = 99


@dataclass(frozen=True)
class Row:
    """One labelled exchange, graded."""

    id: str
    labels: Mapping[str, int | None]
    scores: Mapping[str, int | None]
    signals: ExchangeSignals


def kept(identifier: str) -> bool:
    """Whether an id is kept out of tuning."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 4 == 0


def load_rules() -> Rubrics:
    """The shipped rubrics."""
    return load_rubrics(RUBRICS, frozenset(yaml.safe_load((RUBRICS / "gaps.yaml").read_text())["gaps"]))


def load_rows(path: Path, part: str, rubrics: Rubrics) -> list[Row]:
    """The labelled exchanges of a part, graded."""
    reader = Reader(rubrics)
    grader = OfflineGrader(reader, rubrics)
    rows = []
    for line in path.read_text().splitlines():
        item = json.loads(line)
        if part == "all" or kept(item["id"]) == (part == "kept"):
            exchange = read_line(line)
            grade = flat_scores(grader.grade(exchange))
            rows.append(Row(item["id"], flat_labels(item["labels"]), grade, reader.exchange(exchange)))
    return rows


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


def fit(points: Sequence[float], labels: Sequence[int], levels: Sequence[int]) -> dict[int, float]:
    """Thresholds, one a level and rising, that agree best with the labels: one at a time, three times over."""
    candidates = sorted(set(points) | {max(points) + 1})
    step = len(candidates) / len(levels)
    limits = {level: candidates[min(len(candidates) - 1, int(i * step))] for i, level in enumerate(levels)}
    for _ in range(3):
        for level in levels:
            low = max((limits[v] for v in levels if v < level), default=candidates[0])
            high = min((limits[v] for v in levels if v > level), default=candidates[-1])
            trials = [limits | {level: c} for c in candidates if low <= c <= high]
            limits = max(trials, key=lambda trial: agrees(points, labels, trial), default=limits)
    return limits


def agrees(points: Sequence[float], labels: Sequence[int], limits: Mapping[int, float]) -> float:
    """Kappa of the levels that these thresholds give."""
    return quadratic_kappa([(level_of(p, limits), y) for p, y in zip(points, labels, strict=True)]) or 0.0


def level_of(points: float, limits: Mapping[int, float]) -> int:
    """The highest level reached, one below the lowest where none is."""
    return max((level for level, least in limits.items() if points >= least), default=min(limits) - 1)


def out_of_fold(
    rows: Sequence[Row],
    name: str,
    points: Callable[[Row], float],
    ceiling: Callable[[Row], int],
    levels: Sequence[int],
    folds: int,
) -> float:
    """Kappa where each row's level comes from thresholds fitted without its fold; ceilings are part of the rules."""
    labelled = [(points(r), label, ceiling(r)) for r in rows if (label := r.labels[name]) is not None]
    pairs = []
    for fold in range(folds):
        train = [row for i, row in enumerate(labelled) if i % folds != fold]
        limits = fit([p for p, _, _ in train], [y for _, y, _ in train], levels)
        pairs += [(min(c, level_of(p, limits)), y) for i, (p, y, c) in enumerate(labelled) if i % folds == fold]
    return quadratic_kappa(pairs) or 0.0


def figures(rows: Sequence[Row], name: str, scale: Scale | None, folds: int) -> list[float]:
    """The figures of one line, in the order of the columns."""
    pairs = [(s, y) for r in rows if (s := r.scores[name]) is not None and (y := r.labels[name]) is not None]
    found = agreement(pairs)
    levels = sorted(scale.levels) if scale else [2, 3, 4]
    words = out_of_fold(rows, name, lambda r: float(r.signals.words), lambda _: NO_CEILING, levels, folds)
    fitted = math.nan
    if scale is not None:
        fitted = out_of_fold(
            rows,
            name,
            lambda r: place(scale, r.signals.counts).points,
            lambda r: min((c.at_most for c in scale.caps if applies(c, r.signals.counts)), default=NO_CEILING),
            levels,
            folds,
        )
    raters = sum(r.labels[name] is not None for r in rows)
    shares = [math.nan if value is None else value for value in (found.kappa, found.mean_error, found.within_one)]
    return [raters, found.count, shares[0], fitted, words, shares[1], shares[2]]


def table(rows: Sequence[Row], scales: Mapping[str, Scale], folds: int) -> list[str]:
    """All figures as lines of text, and the agreement on hire against no hire."""
    lines = [" " * 24 + "".join(f"{c:>13}" for c in COLUMNS)]
    for name in NAMES:
        values = figures(rows, name, scales.get(name), folds)
        lines.append(f"{name:24}" + "".join(f"{v:13.{0 if i < 2 else 2}f}" for i, v in enumerate(values)))
    pairs = [(r.scores["recommendation"], r.labels["recommendation"]) for r in rows]
    same = [(a >= 3) == (b >= 3) for a, b in pairs if a is not None and b is not None]
    return [*lines, f"hire or no hire: {sum(same)} of {len(same)} agree"]


def thresholds(rows: Sequence[Row], scales: Mapping[str, Scale]) -> list[str]:
    """Thresholds fitted to all rows, and the points behind each label."""
    lines = []
    for name, scale in scales.items():
        labelled = [(place(scale, r.signals.counts).points, y) for r in rows if (y := r.labels[name]) is not None]
        limits = fit([p for p, _ in labelled], [y for _, y in labelled], sorted(scale.levels))
        lines.append(f"{name} { ({k: round(v, 2) for k, v in limits.items()}) }")
        for label in sorted({y for _, y in labelled}):
            lines.append(f"   {label} {sorted(round(p, 1) for p, y in labelled if y == label)}")
    return lines


def each(rows: Sequence[Row]) -> list[str]:
    """Every exchange with our scores and the raters'."""
    return [f"{r.id} " + " ".join(f"{n[:4]} {_cell(r.scores[n])}/{_cell(r.labels[n])}" for n in NAMES) for r in rows]


def _cell(score: int | None) -> str:
    return "-" if score is None else str(score)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=RUBRICS / "calibration" / "exchanges.jsonl")
    parser.add_argument("--part", choices=["tuned", "kept", "all"], default="tuned")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fit", action="store_true", help="also print thresholds fitted to all rows")
    parser.add_argument("--each", action="store_true", help="also list each exchange: ours and the raters'")
    options = parser.parse_args()
    rubrics = load_rules()
    scales: dict[str, Scale] = {r.id: r.scale for r in rubrics.pillars.values()}
    scales |= {r.id: r.scale for r in rubrics.elements.values()}
    rows = load_rows(options.set, options.part, rubrics)
    print("\n".join(table(rows, scales, options.folds)))
    print("\n".join([*(thresholds(rows, scales) if options.fit else []), *(each(rows) if options.each else [])]))


if __name__ == "__main__":
    main()
