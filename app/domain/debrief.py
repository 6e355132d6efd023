"""What the report makes of scores, and how it chooses its words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the report makes of the scores; each field is explained in rubrics/debrief.yaml."""

    below_bar_under: float
    above_bar_from: float
    strong_from: float
    keep_from: int
    gap_open_from: float
    gap_wide_from: float
    untargeted_need: float
    missed_when_asked: float
    answered_from: float
    worth_naming_from: float
    worth_telling_from: float
    facts_right_from: float
    excuses: tuple[str, ...]
    plain: tuple[str, ...]
    alike: tuple[frozenset[str], ...]
    never_missed: tuple[str, ...]
    told_from: Mapping[str, int]
    holds_open: Mapping[str, tuple[str, ...]]
