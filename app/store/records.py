"""What the store keeps beside the domain's own classes: events, changes, grading jobs, and what a list shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from app.domain.grade import Grade
from app.domain.report import Report
from app.domain.session import Place, Session
from app.domain.turn import Turn

EventKind = Literal["session.state", "turn.ack", "turn.done", "session.ended", "report.ready"]
JobStatus = Literal["pending", "leased", "done", "failed"]
OPEN: tuple[JobStatus, ...] = ("pending", "leased")


@dataclass(frozen=True, slots=True)
class Event:
    """Something clients are told once, in the order of `seq`. `turn` is a turn's number."""

    seq: int
    kind: EventKind
    turn: int | None = None
    command_id: str | None = None
    place: Place | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade to be stored beside those its exchange already has, and how its job ended."""

    question_id: str
    grade: Grade
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """All that one commit does to a session. `session` is None where its row stays as it is.

    `jobs` are exchanges to grade, first or again. `report` replaces the stored one, `reopens` takes it away.
    """

    session: Session | None = None
    turns: tuple[Turn, ...] = ()
    seconds: float | None = None
    events: tuple[Event, ...] = ()
    jobs: tuple[str, ...] = ()
    graded: Graded | None = None
    report: Report | None = None
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as it is on disk. `commands` maps the id of a command that was carried out to its event's seq."""

    session: Session
    turns: tuple[Turn, ...]
    seq: int
    commands: Mapping[str, int] = field(default_factory=dict)
    away_at: datetime | None = None

    def after(self, change: Change) -> "Kept":
        """The same once `change` is on disk."""
        told = {event.command_id: event.seq for event in change.events if event.command_id}
        return replace(
            self,
            session=change.session or self.session,
            turns=(*self.turns, *change.turns),
            seq=change.events[-1].seq if change.events else self.seq,
            commands={**self.commands, **told} if told else self.commands,
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A session in the history; the lines are those of its report, None before there is one."""

    session: Session
    headline: str | None
    count_line: str | None
    next_time: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """A closed exchange to grade."""

    session_id: str
    question_id: str
    status: JobStatus
    attempts: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """What went with a session."""

    turns: int
    grades: int
