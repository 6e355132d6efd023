"""How well two series of scores agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

Pairs = Sequence[tuple[int, int]]
_HAIR = 1e-12  # a sum of floats that is nothing


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
    if not pairs:
        return None
    scores, labels = [a for a, _ in pairs], [b for _, b in pairs]
    seen = mean((a - b) ** 2 for a, b in pairs)
    by_chance = mean(a * a for a in scores) + mean(b * b for b in labels) - 2 * mean(scores) * mean(labels)
    return 1 - seen / by_chance if by_chance > _HAIR else None
