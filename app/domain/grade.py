"""The result of grading one exchange."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.scale import Element, Pillar


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidate's own words; `turn` counts from 0 in the exchange's turns."""

    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with its reason. None means that no number may be given, and the reason says why."""

    score: int | None
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class IntegrityNote:
    """Something in an answer that tried to steer the grade or to pass for another speaker."""

    kind: str
    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class GraderStamp:
    """Which grader made a grade: model string, rubric version, prompt hash (None offline)."""

    model: str
    rubric: str
    prompt: str | None


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of one exchange. `not_graded` holds the reason where there is none."""

    id: str
    pillars: Mapping[Pillar, Scored]
    starl: Mapping[Element, Scored] | None
    recommendation: int | None
    integrity: tuple[IntegrityNote, ...]
    not_graded: str | None
    grader: GraderStamp
