"""The plain floor: a grader that knows only how many words an answer has, fitted as well as it can be."""

import random
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import mean

from app.domain.evaluation import StatisticsRules
from app.domain.exchange import Exchange
from app.grading.agreement import Pair, Pairs, quadratic_kappa

_ROUNDS = 4


def words_of(exchange: Exchange) -> int:
    """The words of all the candidate's turns."""
    return sum(len(turn.text.split()) for turn in exchange.turns if turn.speaker == "candidate")


def words_alone(pairs: Pairs, levels: Sequence[int], rules: StatisticsRules) -> float | None:
    """The kappa of word counts with labels, out of fold; None for few. `pairs` are (words, label).

    The mean over several ways to cut the folds, all from the rules' seed.
    """
    if len(pairs) < rules.least_pairs:
        return None
    dice = random.Random(rules.seed)
    kappas = [quadratic_kappa(_out_of_fold(_shuffled(pairs, dice), levels, rules.folds)) for _ in range(rules.cuts)]
    found = [kappa for kappa in kappas if kappa is not None]
    return mean(found) if found else None


def _shuffled(pairs: Pairs, dice: random.Random) -> list[Pair]:
    return dice.sample(list(pairs), len(pairs))


def _out_of_fold(pairs: Pairs, levels: Sequence[int], folds: int) -> list[Pair]:
    """(level, label) pairs, each level from limits that were fitted without the pair's fold."""
    found: list[Pair] = []
    for fold in range(folds):
        limits = fit([pair for i, pair in enumerate(pairs) if i % folds != fold], levels)
        found += [(levels[bisect_right(limits, n)], y) for i, (n, y) in enumerate(pairs) if i % folds == fold]
    return found


def fit(pairs: Pairs, levels: Sequence[int]) -> list[float]:
    """Rising limits, one fewer than levels, that agree best with the labels of (number, label) pairs.

    It starts from limits that give each level as often as the labels have it. Then one limit at a time is moved to
    where it agrees best.
    """
    table = _Table(pairs, levels)
    cuts = [table.nearest(sum(y < level for _, y in pairs)) for level in levels[1:]]
    for _ in range(_ROUNDS):
        before = list(cuts)
        for place in range(len(cuts)):
            cuts[place] = table.best(cuts, place)
        if cuts == before:
            break
    return [table.limit(cut) for cut in cuts]


class _Table:
    """Pairs in the order of their numbers, with running sums, so that a set of cuts is weighed without reading them."""

    def __init__(self, pairs: Pairs, levels: Sequence[int]) -> None:
        ordered = sorted(pairs)
        self._levels = levels
        self._numbers = [n for n, _ in ordered]
        self._sums = [0, *accumulate(y for _, y in ordered)]
        self._squares = sum(y * y for _, y in ordered)
        last = len(ordered)
        self._places = [i for i in range(last + 1) if i in (0, last) or self._numbers[i - 1] != self._numbers[i]]

    def nearest(self, count: int) -> int:
        """The place nearest to `count` where the numbers differ."""
        return min(self._places, key=lambda place: abs(place - count))

    def best(self, cuts: Sequence[int], place: int) -> int:
        """Where this cut agrees best between its neighbours; where it is, unless another place is better."""
        low = cuts[place - 1] if place else 0
        high = cuts[place + 1] if place + 1 < len(cuts) else len(self._numbers)
        choices = [cuts[place], *(p for p in self._places if low <= p <= high)]
        return max(choices, key=lambda p: self._agreement([*cuts[:place], p, *cuts[place + 1 :]]))

    def limit(self, cut: int) -> float:
        """The number that stands between the two sides of a cut."""
        if cut in (0, len(self._numbers)):
            return float("-inf") if cut == 0 else float("inf")
        return (self._numbers[cut - 1] + self._numbers[cut]) / 2

    def _agreement(self, cuts: Sequence[int]) -> float:
        """The quadratic weighted kappa of the levels between these cuts."""
        edges = [0, *cuts, len(self._numbers)]
        counts = [b - a for a, b in pairwise(edges)]
        sums = [self._sums[b] - self._sums[a] for a, b in pairwise(edges)]
        scores = sum(n * level for n, level in zip(counts, self._levels, strict=True))
        squares = sum(n * level * level for n, level in zip(counts, self._levels, strict=True)) + self._squares
        seen = squares - 2 * sum(s * level for s, level in zip(sums, self._levels, strict=True))
        by_chance = edges[-1] * squares - 2 * scores * self._sums[-1]
        return 1 - edges[-1] * seen / by_chance if by_chance else 0.0
