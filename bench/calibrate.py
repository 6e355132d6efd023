"""Measures the offline grader on labelled exchanges.

    python bench/calibrate.py [--set FILE] [--part tuned|kept|all] [--folds N] [--words]

For each pillar, the recommendation and each STAR+L element it prints the quadratic weighted kappa of the shipped
rules with the raters' consensus; the same with the levels' thresholds refitted without the fold they are measured
on; and a floor that knows only the number of words, fitted under the same folds. `kept` are the ids with
sha256(id) % 4 == 0, which the rules were not tuned on.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import yaml

from app.content.rubrics import load_rubrics
from app.domain.grade import Grade
from app.domain.rubric import Scale
from app.domain.scale import ELEMENTS, PILLARS
from app.grading.lines import read_line
from app.grading.offline import OfflineGrader
from app.grading.scales import applies, place
from app.signals.found import ExchangeSignals
from app.signals.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
RUBRICS = ROOT / "rubrics"


@dataclass(frozen=True)
class Row:
    """One labelled exchange, graded."""

    id: str
    labels: Mapping[str, int | None]
    scores: Mapping[str, int | None]
    signals: ExchangeSignals
    words: int


def kept(identifier: str) -> bool:
    """Whether an id is kept out of tuning."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 4 == 0


def kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Quadratic weighted kappa; 0 when one side never varies."""
    if not pairs:
        return float("nan")
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    expected = mean(mean((a - b) ** 2 for b in [y for _, y in pairs]) for a in [x for x, _ in pairs])
    return 1 - seen / expected if expected else 0.0


def fit(points: Sequence[float], labels: Sequence[int], levels: Sequence[int]) -> dict[int, float]:
    """Thresholds, one a level and rising, that agree best with the labels: one at a time, three times over."""
    candidates = sorted({p for p in points} | {max(points) + 1})
    limits = {level: candidates[min(len(candidates) - 1, i * len(candidates) // len(levels))] for i, level in enumerate(levels)}
    for _ in range(3):
        for level in levels:
            def agree(limit: float, level: int = level) -> float:
                trial = limits | {level: limit}
                return kappa([(_level(p, trial, min(levels) - 1), y) for p, y in zip(points, labels, strict=True)])
            low = max((limits[v] for v in levels if v < level), default=min(candidates))
            high = min((limits[v] for v in levels if v > level), default=max(candidates))
            limits[level] = max((c for c in candidates if low <= c <= high), key=agree, default=limits[level])
    return limits


def _level(points: float, limits: Mapping[int, float], floor: int) -> int:
    return max((v for v, least in limits.items() if points >= least), default=floor)


def out_of_fold(
    rows: Sequence[Row],
    name: str,
    points: Callable[[Row], float],
    levels: Sequence[int],
    folds: int,
    ceiling: Callable[[Row], int] = lambda _: 9,
) -> list[tuple[int, int]]:
    """(fitted level, label) for each row, its thresholds fitted without its fold; ceilings are part of the rules."""
    labelled = [r for r in rows if r.labels[name] is not None]
    pairs: list[tuple[int, int]] = []
    for fold in range(folds):
        train = [r for i, r in enumerate(labelled) if i % folds != fold]
        limits = fit([points(r) for r in train], [r.labels[name] or 0 for r in train], levels)
        test = [r for i, r in enumerate(labelled) if i % folds == fold]
        fitted = [min(ceiling(r), _level(points(r), limits, min(levels) - 1)) for r in test]
        pairs += list(zip(fitted, [r.labels[name] or 0 for r in test], strict=True))
    return pairs


def ceiling_of(scale: Scale, row: Row) -> int:
    """The lowest ceiling that applies."""
    return min((c.at_most for c in scale.caps if applies(c, row.signals.counts)), default=9)


def flat_labels(labels: Mapping[str, object]) -> dict[str, int | None]:
    """Labels of one exchange under one name each; an element is None where there is no block."""
    pillars, starl = labels["pillars"], labels["starl"] or {}
    assert isinstance(pillars, dict) and isinstance(starl, dict)
    return {**{p: pillars[p] for p in PILLARS}, **{e: starl.get(e) for e in ELEMENTS}, "recommendation": labels["recommendation"]}  # type: ignore[dict-item]


def flat_scores(grade: Grade) -> dict[str, int | None]:
    """Scores of a grade under the same names."""
    starl = grade.starl or {}
    return {
        **{p: grade.pillars[p].score for p in PILLARS},
        **{e: starl[e].score if e in starl else None for e in ELEMENTS},
        "recommendation": grade.recommendation,
    }


def load(path: Path, part: str) -> list[Row]:
    """The labelled exchanges of a part, graded."""
    gaps = frozenset(yaml.safe_load((RUBRICS / "gaps.yaml").read_text())["gaps"])
    rubrics = load_rubrics(RUBRICS, gaps)
    reader = Reader(rubrics)
    grader = OfflineGrader(reader, rubrics)
    rows = []
    for line in path.read_text().splitlines():
        item = json.loads(line)
        if part != "all" and kept(item["id"]) != (part == "kept"):
            continue
        exchange = read_line(line)
        signals = reader.exchange(exchange)
        rows.append(Row(item["id"], flat_labels(item["labels"]), flat_scores(grader.grade(exchange)), signals, signals.words))
    return rows


def report(rows: Sequence[Row], scales: Mapping[str, Scale], folds: int) -> list[str]:
    """One line for each name that is scored."""
    lines = [f"{'':24}{'raters':>7}{'scored':>8}{'kappa':>8}{'out of fold':>13}{'words alone':>13}{'mean error':>12}{'within 1':>10}"]
    for name in (*PILLARS, "recommendation", *ELEMENTS):
        labelled = [r for r in rows if r.labels[name] is not None]
        pairs = [(r.scores[name] or 0, r.labels[name] or 0) for r in labelled if r.scores[name] is not None]
        scale = scales.get(name)
        levels = sorted(scale.levels) if scale else [2, 3, 4]
        fitted = kappa(out_of_fold(rows, name, lambda r, s=scale: place(s, r.signals.counts).points, levels, folds, lambda r, s=scale: ceiling_of(s, r))) if scale else float("nan")
        floor = kappa(out_of_fold(rows, name, lambda r: float(r.words), levels, folds))
        error = mean(a - b for a, b in pairs) if pairs else float("nan")
        near = mean(abs(a - b) <= 1 for a, b in pairs) if pairs else float("nan")
        lines.append(
            f"{name:24}{len(labelled):7}{len(pairs):8}{kappa(pairs):8.2f}{fitted:13.2f}{floor:13.2f}{error:12.2f}{near:10.2f}"
        )
    lines.append(boundary(rows))
    return lines


def boundary(rows: Sequence[Row]) -> str:
    """Agreement on hire against no hire."""
    pairs = [(r.scores["recommendation"], r.labels["recommendation"]) for r in rows if r.scores["recommendation"]]
    same = mean((a >= 3) == (b >= 3) for a, b in pairs if a is not None and b is not None)
    return f"hire or no hire: {same:.2f} of {len(pairs)} agree"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=RUBRICS / "calibration" / "exchanges.jsonl")
    parser.add_argument("--part", choices=["tuned", "kept", "all"], default="tuned")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fit", action="store_true", help="also print thresholds fitted to all of it, and the points behind them")
    parser.add_argument("--words", action="store_true", help="also list each exchange: ours and the raters'")
    options = parser.parse_args()
    gaps = frozenset(yaml.safe_load((RUBRICS / "gaps.yaml").read_text())["gaps"])
    rubrics = load_rubrics(RUBRICS, gaps)
    scales = {**{p: r.scale for p, r in rubrics.pillars.items()}, **{e: r.scale for e, r in rubrics.elements.items()}}
    rows = load(options.set, options.part)
    print("\n".join(report(rows, scales, options.folds)))
    for name, scale in scales.items() if options.fit else ():
        labelled = [r for r in rows if r.labels[name] is not None]
        limits = fit([place(scale, r.signals.counts).points for r in labelled], [r.labels[name] or 0 for r in labelled], sorted(scale.levels))
        print(name, {k: round(v, 2) for k, v in limits.items()})
        for label in sorted({r.labels[name] or 0 for r in labelled}):
            print("  ", label, sorted(round(place(scale, r.signals.counts).points, 1) for r in labelled if r.labels[name] == label))
    if options.words:
        for row in rows:
            cells = [f"{n[:4]} {row.scores[n] if row.scores[n] is not None else '-'}/{row.labels[n] if row.labels[n] is not None else '-'}" for n in (*PILLARS, "recommendation", *ELEMENTS)]
            print(row.id, row.words, " ".join(cells))


if __name__ == "__main__":
    main()
