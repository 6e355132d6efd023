"""The clock of a session: what stands off it."""

from dataclasses import replace
from datetime import datetime

from app.domain.session import Session

OVER = frozenset({"grading", "graded"})
"""The states of a session whose interview is over."""


def seconds(since: datetime | None, now: datetime) -> float:
    """How long that is; 0 where there is no beginning."""
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def running(session: Session, now: datetime) -> Session:
    """The same session off its pause, whose time is taken off the clock."""
    paused = seconds(session.paused_at, now)
    return replace(session, paused_at=None, paused_seconds=session.paused_seconds + paused)


def without(session: Session, waited: float) -> Session:
    """The same session with so many seconds off its clock; the session itself where there is nothing to take off."""
    return session if waited <= 0 else replace(session, paused_seconds=session.paused_seconds + waited)
