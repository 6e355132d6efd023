"""A session's own log: its row, turns and events, read whole and written a change at a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from app.store import grading, mapping
from app.store.records import Change, Deleted, Event, Kept
from app.store.tables import EVENTS, GRADES, OF_A_SESSION, SESSIONS, TURNS

_ID: BindParameter[str] = bindparam("key")
_SESSION = select(SESSIONS).where(SESSIONS.c.id == _ID)
_TURNS = select(TURNS).where(TURNS.c.session_id == _ID).order_by(TURNS.c.number)
_COMMANDS = select(EVENTS.c.command_id, EVENTS.c.seq).where(
    EVENTS.c.session_id == _ID, EVENTS.c.command_id.is_not(None)
)
_LAST_SEQ = select(EVENTS.c.seq).where(EVENTS.c.session_id == _ID).order_by(EVENTS.c.seq.desc()).limit(1)
_EVENTS = select(EVENTS).where(EVENTS.c.session_id == _ID, EVENTS.c.seq > bindparam("after")).order_by(EVENTS.c.seq)
_EVENT = select(EVENTS).where(EVENTS.c.session_id == _ID, EVENTS.c.seq == bindparam("wanted"))
_ACK = select(EVENTS).where(
    EVENTS.c.session_id == _ID, EVENTS.c.kind == "turn.ack", EVENTS.c.turn == bindparam("wanted")
)
_UPDATE = update(SESSIONS).where(SESSIONS.c.id == _ID)
_ADD_TURN = insert(TURNS)
_ADD_EVENT = insert(EVENTS)


def load(connection: Connection, session_id: str) -> Kept | None:
    """All of a session that the service works with, or None where there is no such session."""
    key = {"key": session_id}
    row = connection.execute(_SESSION, key).mappings().first()
    if row is None:
        return None
    return Kept(
        session=mapping.session(row),
        turns=tuple(mapping.turn(r) for r in connection.execute(_TURNS, key).mappings()),
        seq=connection.execute(_LAST_SEQ, key).scalar() or 0,
        commands={row.command_id: row.seq for row in connection.execute(_COMMANDS, key)},
        away_at=row["away_at"],
    )


def record(connection: Connection, session_id: str, change: Change) -> None:
    """Write all of a change; it is the caller's transaction that keeps it or not."""
    if change.session is not None:
        connection.execute(_UPDATE, mapping.session_row(change.session) | {"key": session_id})
    for turn in change.turns:
        connection.execute(_ADD_TURN, mapping.turn_row(session_id, turn, change.seconds))
    for event in change.events:
        connection.execute(_ADD_EVENT, mapping.event_row(session_id, event))
    grading.record(connection, session_id, change)


def events(connection: Connection, session_id: str, after: int) -> Sequence[Event]:
    """The events with a higher `seq`, in order."""
    rows = connection.execute(_EVENTS, {"key": session_id, "after": after}).mappings()
    return [mapping.event(row) for row in rows]


def event(connection: Connection, session_id: str, seq: int) -> Event:
    """The event with that `seq`, which exists."""
    return mapping.event(connection.execute(_EVENT, {"key": session_id, "wanted": seq}).mappings().one())


def acknowledgement(connection: Connection, session_id: str, turn: int) -> Event:
    """The event that acknowledged this turn of the candidate's."""
    return mapping.event(connection.execute(_ACK, {"key": session_id, "wanted": turn}).mappings().one())


def away(connection: Connection, session_id: str, at: datetime | None) -> None:
    """Note since when nobody has been connected; None once somebody is."""
    connection.execute(_UPDATE, {"key": session_id, "away_at": at})


def remove(connection: Connection, session_id: str) -> Deleted | None:
    """Delete a session from every table. None where there was none."""
    gone = {table: connection.execute(delete(table).where(table.c.session_id == session_id)).rowcount
            for table in OF_A_SESSION}  # fmt: skip
    if not connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session_id)).rowcount:
        return None
    return Deleted(turns=gone[TURNS], grades=gone[GRADES])
