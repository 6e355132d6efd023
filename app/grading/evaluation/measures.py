"""Everything that is measured, under one name each: five pillars, the recommendation, five elements."""

from collections.abc import Mapping, Sequence
from statistics import median_low

from app.domain.grade import Grade
from app.domain.scale import ELEMENT_SCORES, ELEMENTS, PILLAR_SCORES, PILLARS

RECOMMENDATION = "recommendation"
RECOMMENDATIONS = (1, 2, 3, 4)
HIRE = 3
"""The recommendation from which on it is a hire."""

MEASURES: tuple[str, ...] = (*PILLARS, RECOMMENDATION, *ELEMENTS)
LEVELS: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(PILLARS, PILLAR_SCORES),
    RECOMMENDATION: RECOMMENDATIONS,
    **dict.fromkeys(ELEMENTS, ELEMENT_SCORES),
}

Scores = Mapping[str, int | None]
"""A score by measure. None: it could not be assessed. A measure that is not there: nothing is said about it."""


def flat_scores(grade: Grade) -> dict[str, int | None]:
    """All scores of a grade; those of a block that does not apply are None."""
    scores: dict[str, int | None] = dict.fromkeys(MEASURES)
    scores |= {name: item.score for name, item in grade.pillars.items()}
    scores |= {name: item.score for name, item in (grade.starl or {}).items()}
    return scores | {RECOMMENDATION: grade.recommendation}


def middle(scores: Sequence[Scores]) -> dict[str, int | None]:
    """The median of several, measure by measure, over those that say something about it.

    Of two in the middle the lower counts. It is None where more than half are None.
    """
    found = {name: [s[name] for s in scores if name in s] for name in MEASURES}
    return {name: _middle(values) for name, values in found.items() if values}


def _middle(values: Sequence[int | None]) -> int | None:
    numbers = [v for v in values if v is not None]
    return median_low(numbers) if numbers and 2 * len(numbers) >= len(values) else None
