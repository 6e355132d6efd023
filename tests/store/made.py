"""Sessions and changes for the tests of the store."""

from datetime import UTC, datetime

from app.domain.session import Session
from app.domain.turn import Turn
from app.store.records import Change, Event

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def session(id: str = "s1", **changed: object) -> Session:
    """A session that has just been made."""
    values: dict[str, object] = {
        "id": id,
        "format": "round",
        "persona": "peer_tpm",
        "plan": ("q1", "q2"),
        "expected": 2,
        "minutes": 25,
        "seed": 7,
        "model": "offline",
        "grader_model": "offline",
        "style": "realistic",
        "status": "live",
        "created_at": NOW,
    }
    return Session(**values | changed)  # type: ignore[arg-type]


def said(number: int, text: str = "I moved the date.", **changed: object) -> Turn:
    """A turn: the interviewer's where the number is odd."""
    speaker = "interviewer" if number % 2 else "candidate"
    values: dict[str, object] = {"speaker": speaker, "kind": "ask" if number % 2 else "answer", "question_id": "q1"}
    return Turn(number=number, text=text, at=NOW, **values | changed)  # type: ignore[arg-type]


def turn_change(number: int, text: str = "I moved the date.", **changed: object) -> Change:
    """A turn and the event that tells of it, both numbered `number`."""
    kind = "turn.done" if number % 2 else "turn.ack"
    command = None if number % 2 else f"c{number}"
    event = Event(number, kind, turn=number, command_id=command)  # type: ignore[arg-type]
    return Change(turns=(said(number, text, **changed),), events=(event,))
