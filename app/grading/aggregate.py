"""From exchanges to a session: weighted means, the recommendation by published rules, and what would change it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.exchange import Exchange
from app.domain.grade import Grade
from app.domain.rubric import Recommendation, Rubrics
from app.domain.scale import BAR, PILLARS, Pillar
from app.grading.weights import targets_of

_HAIR = 1e-9  # sums of decimals do not add up exactly


@dataclass(frozen=True, slots=True)
class PillarScore:
    """A pillar over a session: the weighted mean to one decimal, and how many exchanges stand behind it.

    `low` and `high` are the means of what grading again gave at the least and at the most, None where nothing was
    graded again.
    """

    mean: float
    exchanges: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SessionScores:
    """All scores of a session; a pillar that nothing assessed is absent, `unscored` was asked for and got no score."""

    pillars: Mapping[Pillar, PillarScore]
    unscored: frozenset[Pillar]
    recommendation: int | None
    graded: int


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest rise that gives the next better recommendation: pillars with where they are and where to."""

    to: int
    steps: tuple[tuple[Pillar, float, float], ...]


def recommend(scores: Mapping[Pillar, float], asked: Collection[Pillar], rules: Recommendation) -> int | None:
    """The recommendation of these pillar scores, 1 to 4; None without any score. `asked` are the pillars asked for."""
    if not scores:
        return None
    mean, lowest = sum(scores.values()) / len(scores), min(scores.values())
    holds = (v.value for v in rules.verdicts if mean >= v.mean - _HAIR and lowest >= v.lowest - _HAIR)
    value = next(holds, 1)
    return value if all(pillar in scores for pillar in asked) else min(value, rules.unscored_at_most)


def aggregate(
    graded: Sequence[tuple[Exchange, Grade]], focus: Mapping[Pillar, float], rubrics: Rubrics
) -> SessionScores:
    """Scores of a session. An exchange counts for a pillar by how much its question targets it, times the focus."""
    counted = [(e, g) for e, g in graded if g.not_graded is None]
    pillars = {p: s for p in PILLARS if (s := _pillar(p, counted, focus, rubrics)) is not None}
    asked = frozenset(p for e, _ in counted for p in targets_of(e, e.kind, rubrics))
    recommendation = recommend({p: s.mean for p, s in pillars.items()}, asked, rubrics.recommendation)
    return SessionScores(pillars, asked - frozenset(pillars), recommendation, len(counted))


def what_would_change(
    scores: Mapping[Pillar, float], asked: Collection[Pillar], rules: Recommendation, top: int = 5
) -> Change | None:
    """The least rise of one pillar, or else of several low ones, to a whole score that lifts the recommendation.

    Rises that stay low come first: nobody is told to go from a 2 to a 5 where two smaller steps would do.
    """
    now = recommend(scores, asked, rules)
    if now is None:
        return None
    changes = (_least_rise(scores, now, asked, rules, reach) for reach in range(BAR, top + 1))
    return next((c for c in changes if c is not None), None)


def _least_rise(
    scores: Mapping[Pillar, float], now: int, asked: Collection[Pillar], rules: Recommendation, reach: int
) -> Change | None:
    """The least rise with no pillar lifted beyond `reach`; None when that is not enough."""
    lowest_first = sorted(scores, key=lambda p: (scores[p], PILLARS.index(p)))
    for together in range(1, len(lowest_first) + 1):
        groups = [lowest_first[i : i + together] for i in range(len(lowest_first) - together + 1)]
        options = [_raised(scores, group, now, asked, rules, reach) for group in groups]
        found = [o for o in options if o is not None]
        if found:
            return min(found, key=lambda c: sum(b - a for _, a, b in c.steps))
    return None


def _raised(
    scores: Mapping[Pillar, float],
    pillars: Sequence[Pillar],
    now: int,
    asked: Collection[Pillar],
    rules: Recommendation,
    top: int,
) -> Change | None:
    """These pillars raised to the same whole score, as little as it takes; None when even the top is not enough."""
    for goal in range(int(min(scores[p] for p in pillars)) + 1, top + 1):
        steps = tuple((p, scores[p], float(goal)) for p in pillars if scores[p] < goal)
        after = recommend(dict(scores) | {p: to for p, _, to in steps}, asked, rules)
        if after is not None and after > now:
            return Change(after, steps)
    return None


def _pillar(
    pillar: Pillar, graded: Sequence[tuple[Exchange, Grade]], focus: Mapping[Pillar, float], rubrics: Rubrics
) -> PillarScore | None:
    scored = [
        (found, score, _weight(pillar, e, focus, rubrics))
        for e, g in graded
        if (found := g.pillars.get(pillar)) is not None and (score := found.score) is not None
    ]
    if not sum(weight for _, _, weight in scored):
        return None
    mean = _mean([(score, weight) for _, score, weight in scored])
    if all(found.low is None for found, _, _ in scored):
        return PillarScore(mean, len(scored))
    low = _mean([(score if found.low is None else found.low, weight) for found, score, weight in scored])
    high = _mean([(score if found.high is None else found.high, weight) for found, score, weight in scored])
    return PillarScore(mean, len(scored), low, high)


def _mean(weighted: Sequence[tuple[int, float]]) -> float:
    return round(sum(score * weight for score, weight in weighted) / sum(weight for _, weight in weighted), 1)


def _weight(pillar: Pillar, exchange: Exchange, focus: Mapping[Pillar, float], rubrics: Rubrics) -> float:
    """What an exchange weighs for a pillar; one that was shown without being asked for weighs as its least target."""
    targets = targets_of(exchange, exchange.kind, rubrics)
    return targets.get(pillar, min(targets.values())) * focus.get(pillar, 1.0)
