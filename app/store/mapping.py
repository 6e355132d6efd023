"""Rows to domain and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from app.domain.grade import Grade
from app.domain.report import Report
from app.domain.session import Place, Session
from app.domain.turn import Turn
from app.store.records import Event, Job, Listed

GRADE: TypeAdapter[Grade] = TypeAdapter(Grade)
REPORT: TypeAdapter[Report] = TypeAdapter(Report)

_SESSION = tuple(Session.__slots__)
_TURN = tuple(Turn.__slots__)


def session_row(session: Session) -> dict[str, Any]:
    """A session's columns."""
    return _columns(session, _SESSION)


def session(row: RowMapping) -> Session:
    """A session from its row."""
    values = {name: row[name] for name in _SESSION}
    return Session(**values | {"plan": tuple(row["plan"]), "technologies": tuple(row["technologies"])})


def listed(row: RowMapping) -> Listed:
    """A session and the lines of its report."""
    return Listed(session(row), row["headline"], row["count_line"], row["next_time"])


def turn_row(session_id: str, turn: Turn, seconds: float | None) -> dict[str, Any]:
    """A turn's columns."""
    return _columns(turn, _TURN) | {"session_id": session_id, "seconds": seconds}


def turn(row: RowMapping) -> Turn:
    """A turn from its row."""
    return Turn(**{name: row[name] for name in _TURN} | {"wordings": tuple(row["wordings"])})


def event_row(session_id: str, event: Event) -> dict[str, Any]:
    """An event's columns."""
    place = asdict(event.place) if event.place else None
    return _columns(event, Event.__slots__) | {"session_id": session_id, "place": place}


def event(row: RowMapping) -> Event:
    """An event from its row."""
    return Event(**{name: row[name] for name in Event.__slots__} | {"place": _place(row["place"])})


def job(row: RowMapping) -> Job:
    """A grading job from its row."""
    return Job(**{name: row[name] for name in Job.__slots__})


def _place(stored: Mapping[str, Any] | None) -> Place | None:
    return Place(**{**stored, "can": tuple(stored["can"])}) if stored else None


def _columns(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}
