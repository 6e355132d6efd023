"""Points to a level: the arithmetic of the published rules, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.rubric import Cap, Scale, Signal


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a scale puts some counts.

    `earned` are signals with their points, what is worth most first; `cost` those that took points away; `cap` is the
    ceiling that held the level down.
    """

    level: int
    points: float
    earned: tuple[tuple[str, float], ...]
    cost: tuple[str, ...]
    cap: Cap | None


def place(scale: Scale, counts: Mapping[str, int]) -> Placement:
    """The level of these counts: base and points first, then the lowest ceiling that applies."""
    earned = {p.signal: sum(p.worth[: counts.get(p.signal, 0)]) for p in scale.points}
    points = scale.base + sum(earned.values())
    level = max((v for v, least in scale.levels.items() if points >= least), default=min(scale.levels) - 1)
    cap = min((c for c in scale.caps if applies(c, counts)), key=lambda c: c.at_most, default=None)
    first = {p.signal: p.worth[0] for p in scale.points}
    gained = sorted(((s, v) for s, v in earned.items() if v > 0), key=lambda e: (-first[e[0]], -e[1]))
    cost = tuple(s for s, v in sorted(earned.items(), key=lambda e: e[1]) if v < 0)
    if cap is not None and level <= cap.at_most:
        cap = None
    return Placement(cap.at_most if cap else level, points, tuple(gained), cost, cap)


def applies(cap: Cap, counts: Mapping[str, int]) -> bool:
    """Whether all of `having` and none of `lacking` was heard."""
    return all(counts.get(s, 0) for s in cap.having) and not any(counts.get(s, 0) for s in cap.lacking)


def unearned(scale: Scale, counts: Mapping[str, int], signals: Mapping[str, Signal]) -> tuple[str, ...]:
    """Signals that would have earned points and did not, what is worth most first."""
    missing = [
        p
        for p in scale.points
        if p.worth[0] > 0 and not any(counts.get(s, 0) for s in (p.signal, *signals[p.signal].unless))
    ]
    return tuple(p.signal for p in sorted(missing, key=lambda p: -p.worth[0]))
