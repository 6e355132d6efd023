"""What somebody who connects has to be told first."""

from collections.abc import Sequence
from functools import partial

from app.domain.turn import Turn
from app.service.messages import Listener
from app.service.rooms import Room
from app.store import log
from app.store.records import Event
from app.store.store import Store

MOST_STATE = 400 * 1024
"""Bytes of turns in one state: the frame with all the rest stays below the limit of 512 KiB."""
AROUND_A_TURN = 400


async def catch_up(room: Room, listener: Listener, last_seq: int | None, store: Store) -> None:
    """Tell a listener all that it has not seen: the events after `last_seq`, or the whole state where it has none."""
    if last_seq is not None and 0 <= last_seq <= room.kept.seq:
        _replay(room, listener, await _events(room, last_seq, store))
        if listener is not room.writer:
            listener.tell(room.state(listener))
        return
    fitting = _fitting(room.kept.turns)
    if fitting == len(room.kept.turns) and room.kept.session.ended_at is None:
        listener.tell(room.state(listener))
        return
    events = await _events(room, 0, store)
    split = next((i for i, event in enumerate(events) if _beyond(event, fitting)), len(events))
    listener.tell(room.state(listener, turns=fitting, seq=events[split - 1].seq if split else 0))
    _replay(room, listener, events[split:])


async def _events(room: Room, after: int, store: Store) -> Sequence[Event]:
    return await store.read(partial(log.events, session_id=room.id, after=after)) if after < room.kept.seq else ()


def _replay(room: Room, listener: Listener, events: Sequence[Event]) -> None:
    for event in events:
        if event.kind != "report.ready" or _stands(room, event):
            listener.tell(room.message(event, listener))


def _stands(room: Room, ready: Event) -> bool:
    """Whether this report is still there: grading again takes one back."""
    return room.kept.session.status == "graded" and ready.seq == room.kept.seq


def _beyond(event: Event, fitting: int) -> bool:
    """Whether this is the first thing that a state with so many turns does not hold."""
    return event.kind in {"session.ended", "report.ready"} or (event.turn or 0) > fitting


def _fitting(turns: Sequence[Turn]) -> int:
    """How many turns, from the first, a state has room for."""
    size = 0
    for count, turn in enumerate(turns):
        size += len(turn.text.encode()) + AROUND_A_TURN
        if size > MOST_STATE:
            return count
    return len(turns)
