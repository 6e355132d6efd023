"""Several grades of one exchange made into one: the median, with the range beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median_low
from typing import TypeVar

from app.domain.grade import Scored
from app.domain.scale import Element, Pillar
from app.grading.fencing import fill

Heading = TypeVar("Heading", Pillar, Element)


def medians(runs: Sequence[Mapping[Heading, Scored]], no_number: str) -> dict[Heading, Scored]:
    """The median of each heading over the runs; of an even count the lower of the middle two.

    A heading that has no number in more than half of the runs has none. Where it has none in some, the reason says in
    how many, in the words of `no_number`.
    """
    return {heading: _median([run[heading] for run in runs], no_number) for heading in runs[0]}


def _median(scored: Sequence[Scored], no_number: str) -> Scored:
    numbers = sorted(s.score for s in scored if s.score is not None)
    without = len(scored) - len(numbers)
    if not numbers or 2 * without > len(scored):
        return next(s for s in scored if s.score is None)
    middle = median_low(numbers)
    chosen = next(s for s in scored if s.score == middle)
    reason = chosen.reason
    if without:
        reason += " " + fill(no_number, {"without": str(without), "all": str(len(scored))})
    return replace(chosen, reason=reason, low=numbers[0], high=numbers[-1])
