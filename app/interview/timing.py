"""The session's clock, and what it leaves room for. All values in seconds."""

from datetime import datetime

from app.domain.pace import Pace
from app.domain.session import Session


def elapsed(session: Session, now: datetime) -> int:
    """How long the session has run, pauses left out; 0 before it starts."""
    if session.started_at is None:
        return 0
    until = session.ended_at or session.paused_at or now
    return max(0, int((until - session.started_at).total_seconds() - session.paused_seconds))


def left(session: Session, now: datetime) -> int | None:
    """What remains of the time box, never below 0; None where there is no limit."""
    if session.minutes == 0:
        return None
    return max(0, session.minutes * 60 - elapsed(session, now))


def room_for_spare(session: Session, pace: Pace, now: datetime) -> bool:
    """Whether so much of the time box is left that another question than the planned ones is worth beginning."""
    remaining = left(session, now)
    return remaining is not None and remaining >= pace.spare_from * session.minutes * 60


def is_ahead(session: Session, pace: Pace, now: datetime, asked: int) -> bool:
    """Whether the questions asked so far, the last one included, have used less than their share of the time box."""
    remaining = left(session, now)
    if remaining is None:
        return False
    share = (session.minutes * 60 - _closing(session, pace)) / max(1, session.expected)
    return elapsed(session, now) < (asked - 1 + pace.ahead) * share


def room_for_question(session: Session, pace: Pace, now: datetime) -> bool:
    """Whether another question still fits before the closing."""
    remaining = left(session, now)
    return remaining is None or remaining >= _closing(session, pace) + pace.least_for_question_seconds


def room_for_follow_up(session: Session, pace: Pace, now: datetime) -> bool:
    """Whether a follow-up still fits before the closing."""
    remaining = left(session, now)
    return remaining is None or remaining > _closing(session, pace)


def wants_note(session: Session, pace: Pace, now: datetime) -> bool:
    """Whether it is time to say, once, how much time is left."""
    remaining = left(session, now)
    return remaining is not None and remaining <= session.minutes * 60 * (1 - pace.note_time_after)


def minutes_left(session: Session, now: datetime) -> int | None:
    """Whole minutes left, at least 1; None where there is no limit."""
    remaining = left(session, now)
    return None if remaining is None else max(1, round(remaining / 60))


def _closing(session: Session, pace: Pace) -> int:
    short = session.minutes < pace.short_round_minutes
    return pace.short_closing_seconds if short else pace.closing_seconds
