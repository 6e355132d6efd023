"""One candidate's run: what was asked for, what was planned, where it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.scale import Area, QuestionKind

Format = Literal["drill", "round", "loop"]
Style = Literal["realistic", "coach"]
Phase = Literal["opening", "questions", "yours", "closed"]
Status = Literal["ready", "live", "paused", "grading", "graded"]

OFFLINE = "offline"
"""The built-in engine, where a model is named by a string."""

MOST_MINUTES = 480
"""Longest time box that can be asked for."""


@dataclass(frozen=True, slots=True)
class SessionSpec:
    """What the candidate asked for. `minutes` None means the persona's own length; 0 means no limit.

    With a `seed` the plan ignores past sessions, so that it can be made again exactly.
    """

    format: Format
    persona: str | None = None
    question: str | None = None
    area: Area | None = None
    minutes: int | None = None
    seed: int | None = None
    model: str | None = None
    grader_model: str | None = None
    style: Style = "realistic"
    company: str | None = None
    role: str | None = None
    technologies: tuple[str, ...] = ()
    candidate: str | None = None
    retry_of: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A session as stored. Times are UTC; `paused_seconds` is what pauses have taken off the clock.

    `plan` lists question ids in the order they will be asked, spares after those that are expected.
    """

    id: str
    format: Format
    persona: str
    plan: tuple[str, ...]
    expected: int
    minutes: int
    seed: int
    model: str
    grader_model: str
    style: Style
    status: Status
    created_at: datetime
    company: str | None = None
    role: str | None = None
    technologies: tuple[str, ...] = ()
    candidate: str | None = None
    retry_of: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused_seconds: float = 0.0
    self_rating: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session stands. Seconds are of the session's clock, pauses left out; `left` None means no limit.

    `question` counts from 1 and is None before the first and after the last; `can` names the commands
    that are possible now.
    """

    phase: Phase
    question: int | None
    of: int
    question_id: str | None
    question_text: str | None
    kind: QuestionKind | None
    elapsed: int
    left: int | None
    can: tuple[str, ...]
