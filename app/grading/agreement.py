"""How well two series of scores agree."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

Pair = tuple[int, int]
Pairs = Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of scores with labels over `count` pairs; a figure that cannot be had is None."""

    count: int
    kappa: float | None
    exact: float | None
    within_one: float | None
    mean_error: float | None


def agreement(pairs: Pairs) -> Agreement:
    """The agreement of (score, label) pairs; `mean_error` is positive where scores are kinder."""
    if not pairs:
        return Agreement(0, None, None, None, None)
    return Agreement(
        count=len(pairs),
        kappa=quadratic_kappa(pairs),
        exact=mean(a == b for a, b in pairs),
        within_one=mean(abs(a - b) <= 1 for a, b in pairs),
        mean_error=mean(a - b for a, b in pairs),
    )


def quadratic_kappa(pairs: Pairs) -> float | None:
    """Cohen's kappa with quadratic weights; None where chance alone leaves nothing to disagree on."""
    return kappa_of_counts(Counter(pairs))


def kappa_of_counts(counts: Mapping[Pair, int]) -> float | None:
    """The same from how often each pair is there.

    The mean squared difference over all ways to pair a score with a label is what chance would give.
    """
    total = sum(counts.values())
    scores = sum(n * a for (a, _), n in counts.items())
    labels = sum(n * b for (_, b), n in counts.items())
    squares = sum(n * (a * a + b * b) for (a, b), n in counts.items())
    seen = sum(n * (a - b) ** 2 for (a, b), n in counts.items())
    by_chance = total * squares - 2 * scores * labels
    return 1 - total * seen / by_chance if by_chance else None
