"""The tables. One row class each; statements are built on the tables, never through ORM sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Table, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.store.columns import UtcDateTime


def _of_session() -> Any:
    """The key that ties a row to its session; the row goes when the session goes."""
    return Field(sa_column=Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True))


class SessionRow(SQLModel, table=True):
    """A session: what was asked for, what was planned, where it stands."""

    __tablename__ = "sessions"

    id: str = Field(primary_key=True)
    format: str
    persona: str
    plan: list[str] = Field(sa_column=Column(JSON, nullable=False))
    expected: int
    minutes: int
    seed: int = Field(sa_type=BigInteger)
    model: str
    grader_model: str
    style: str
    status: str = Field(index=True)
    created_at: datetime = Field(sa_type=UtcDateTime, index=True)
    company: str | None = None
    role: str | None = None
    technologies: list[str] = Field(sa_column=Column(JSON, nullable=False))
    candidate: str | None = None
    retry_of: str | None = None
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_seconds: float = 0.0
    self_rating: str | None = None
    away_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    headline: str | None = None
    count_line: str | None = None
    next_time: str | None = None


class TurnRow(SQLModel, table=True):
    """One utterance. `client_turn_id` is unique in its session: the same answer sent twice is stored once."""

    __tablename__ = "turns"
    __table_args__ = (
        UniqueConstraint("session_id", "client_turn_id", name="uq_turns_client_turn_id"),
        Index("ix_turns_kind_question_id", "kind", "question_id"),
    )

    session_id: str = _of_session()
    number: int = Field(primary_key=True)
    speaker: str
    kind: str
    text: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    question_id: str | None = None
    gap: str | None = None
    reason: str | None = None
    wordings: list[str] = Field(sa_column=Column(JSON, nullable=False))
    quote: str | None = None
    engine: str | None = None
    mode: str = "typed"
    seconds: float | None = None
    client_turn_id: str | None = None
    prompt: str | None = None
    usage: dict[str, int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    fault: str | None = None


class EventRow(SQLModel, table=True):
    """What clients were told, by `seq`. Turns are named, not repeated: the text is in one place.

    `command_id` is unique in its session: a command that was carried out is never carried out again.
    """

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("session_id", "command_id", name="uq_events_command_id"),)

    session_id: str = _of_session()
    seq: int = Field(primary_key=True)
    kind: str
    turn: int | None = None
    command_id: str | None = None
    place: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    reason: str | None = None


class GradingJobRow(SQLModel, table=True):
    """One closed exchange to grade. `opened` orders the jobs; `lease_until` is set while somebody works on one."""

    __tablename__ = "grading_jobs"

    session_id: str = _of_session()
    question_id: str = Field(primary_key=True)
    status: str = Field(index=True)
    opened: int
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    reason: str | None = None


class GradeRow(SQLModel, table=True):
    """One result of grading an exchange; a later one stands beside the earlier, the highest `number` counts."""

    __tablename__ = "grades"

    session_id: str = _of_session()
    question_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    body: str = Field(sa_type=Text)


class ReportRow(SQLModel, table=True):
    """The finished report of a session, as JSON. `prose` says how far what a model writes beside it has come."""

    __tablename__ = "reports"

    session_id: str = _of_session()
    body: str = Field(sa_type=Text)
    prose: str | None = None


class GradingCallRow(SQLModel, table=True):
    """One call of a grading model that was answered, by a hash of what was asked: it is never made again."""

    __tablename__ = "grading_calls"

    session_id: str = _of_session()
    key: str = Field(primary_key=True)
    body: str = Field(sa_type=Text)


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


SESSIONS = _table("sessions")
TURNS = _table("turns")
EVENTS = _table("events")
JOBS = _table("grading_jobs")
GRADES = _table("grades")
REPORTS = _table("reports")
CALLS = _table("grading_calls")

OF_A_SESSION = (CALLS, REPORTS, GRADES, JOBS, EVENTS, TURNS)
"""Every table whose rows belong to a session, in the order they are deleted."""
