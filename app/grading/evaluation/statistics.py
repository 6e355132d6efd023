"""Figures over (score, label) pairs, and over what has only one of the two."""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import mean

from app.domain.evaluation import StatisticsRules
from app.grading.agreement import Pair, Pairs, kappa_of_counts, quadratic_kappa
from app.grading.evaluation.measures import HIRE, Scores
from app.grading.evaluation.result import Boundary, Cell, Interval, LabelError, Leniency

_GRADER = "\0grader"
"""No rater's name."""

Column = Sequence[Pair | None]
"""A pair for each exchange, None where the score or the label is missing."""


def column(name: str, scores: Sequence[Scores], labels: Sequence[Scores]) -> list[Pair | None]:
    """The pairs of one measure, an exchange each."""
    return [_pair(s.get(name), y.get(name)) for s, y in zip(scores, labels, strict=True)]


def _pair(score: int | None, label: int | None) -> Pair | None:
    return None if score is None or label is None else (score, label)


def intervals(columns: Mapping[str, Column], rules: StatisticsRules) -> dict[str, Interval | None]:
    """The bootstrap interval of each column's kappa, None for few pairs. Whole exchanges are drawn, for all columns."""
    count = max((len(c) for c in columns.values()), default=0)
    dice = random.Random(rules.seed)
    draws = [dice.choices(range(count), k=count) for _ in range(rules.draws)] if count else []
    enough = {name: sum(cell is not None for cell in cells) >= rules.least_pairs for name, cells in columns.items()}
    return {n: _interval(cells, draws, rules.interval) if enough[n] else None for n, cells in columns.items()}


def _interval(cells: Column, draws: Sequence[Sequence[int]], share: float) -> Interval | None:
    kappas = sorted(k for draw in draws if (k := _drawn_kappa(cells, draw)) is not None)
    if 2 * len(kappas) < len(draws) or not kappas:
        return None  # mostly samples in which nothing differs
    outside = (1 - share) / 2
    last = len(kappas) - 1
    return Interval(kappas[math.floor(outside * last)], kappas[math.ceil((1 - outside) * last)])


def _drawn_kappa(cells: Column, draw: Sequence[int]) -> float | None:
    counts = Counter(cells[i] for i in draw)
    return kappa_of_counts({pair: n for pair, n in counts.items() if pair is not None})


def leniency(pairs: Pairs, levels: Sequence[int]) -> Leniency:
    """The mean signed error: over all, over the two lowest labels of the scale, over the two highest."""
    return Leniency(_error(pairs), _error(pairs, levels[:2]), _error(pairs, levels[-2:]))


def errors_by_label(pairs: Pairs, levels: Sequence[int]) -> tuple[LabelError, ...]:
    """For each level of the scale how many labels it has, and the mean signed error there."""
    counts = Counter(label for _, label in pairs)
    return tuple(LabelError(level, counts[level], _error(pairs, (level,))) for level in levels)


def _error(pairs: Pairs, labels: Sequence[int] | None = None) -> float | None:
    found = [a - b for a, b in pairs if labels is None or b in labels]
    return mean(found) if found else None


def confusion(name: str, scores: Sequence[Scores], labels: Sequence[Scores]) -> tuple[Cell, ...]:
    """How often each label met each score, None included on either side, over what is labelled. No empty cells."""
    seen = Counter((y[name], s.get(name)) for s, y in zip(scores, labels, strict=True) if name in y)
    order = sorted(seen, key=lambda key: tuple((v is None, v or 0) for v in key))
    return tuple(Cell(label, score, seen[label, score]) for label, score in order)


def hire_boundary(pairs: Pairs) -> Boundary:
    """Agreement on hire against no hire, which is where a recommendation decides something."""
    sides = [(int(a >= HIRE), int(b >= HIRE)) for a, b in pairs]
    hires = [a for a, b in sides if b]
    others = [a for a, b in sides if not b]
    return Boundary(
        count=len(sides),
        agree=sum(a == b for a, b in sides),
        kappa=quadratic_kappa(sides),
        hires=len(hires),
        hires_found=sum(hires),
        no_hires=len(others),
        no_hires_found=len(others) - sum(others),
    )


def among(raters: Sequence[Mapping[str, Scores]], name: str) -> float | None:
    """The mean kappa of each two raters; `raters` holds for each exchange the labels by rater."""
    names = sorted({by for row in raters for by in row})
    return mean_of(_between(raters, name, one, other) for one, other in combinations(names, 2))


def _between(raters: Sequence[Mapping[str, Scores]], name: str, one: str, other: str) -> float | None:
    both = [_pair(row[one].get(name), row[other].get(name)) for row in raters if one in row and other in row]
    return quadratic_kappa([pair for pair in both if pair is not None])


def with_each(scores: Sequence[Scores], raters: Sequence[Mapping[str, Scores]], name: str) -> float | None:
    """The mean kappa of the grader with each rater: what may be held beside `among`."""
    names = sorted({by for row in raters for by in row})
    graded = [{**row, _GRADER: s} for s, row in zip(scores, raters, strict=True)]
    return mean_of(_between(graded, name, _GRADER, by) for by in names)


def mean_of(values: Iterable[float | None]) -> float | None:
    """The mean of those that could be had."""
    found = [value for value in values if value is not None]
    return mean(found) if found else None
