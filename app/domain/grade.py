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
    """A score with its reason. None means that no number may be given, and the reason says why.

    `low` and `high` are the least and the most that grading gave where it was done more than once.
    """

    score: int | None
    reason: str
    evidence: tuple[Evidence, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class IntegrityNote:
    """Something in an answer that tried to steer the grade or to pass for another speaker."""

    kind: str
    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class GraderStamp:
    """Which grader made a grade: model string, rubric version, prompt hash (None offline).

    `temperature` is what was asked for, None where the model was left its own; `repeats` is how often it graded.
    """

    model: str
    rubric: str
    prompt: str | None
    temperature: float | None = None
    repeats: int = 1


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
