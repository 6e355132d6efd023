"""An interview under way: who comes and goes, and what a candidate does.

A candidate's turn is committed before it is acknowledged, and only then is the reply begun; what it will be is decided
meanwhile, from what is being stored. Whatever stops in between, the turn is safe and the missing reply is made when
somebody comes back, once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import get_args

from sqlalchemy import Connection

from app.domain.clock import Clock
from app.domain.session import Session
from app.domain.turn import CONTROL_KINDS, Turn
from app.errors import Conflict, Forbidden
from app.interview.conduct import Conductor, Decision, control_text
from app.service.catch_up import catch_up
from app.service.commands import Command, CommandKind, SpokenKind
from app.service.engines import Engines
from app.service.grading_jobs import GradingJobs
from app.service.messages import Listener, Ticking
from app.service.replies import Replies, question_under_way
from app.service.rooms import Room, Rooms
from app.service.timekeeping import OVER, running, seconds
from app.store import log
from app.store.records import Change, Event
from app.store.store import Store

MOST_TURNS = 600
"""Turns of one session; nobody talks that long, but a program might."""

_Handler = Callable[[Room, Command], Awaitable[None]]


class Conversation:
    """What happens in rooms."""

    def __init__(
        self, store: Store, rooms: Rooms, conductor: Conductor, engines: Engines, grading: GradingJobs, clock: Clock
    ) -> None:
        self._store, self._rooms, self._conductor = store, rooms, conductor
        self._engines, self._grading, self._clock = engines, grading, clock
        self._replies = Replies(rooms, conductor, engines, grading, clock)
        self._handlers: Mapping[CommandKind, _Handler] = {
            **dict.fromkeys(get_args(SpokenKind), self._speak),
            "pause": self._pause,
            "resume": self._resume,
            "engine": self._engine,
            "retry": self._retry,
        }

    async def enter(self, session_id: str, listener: Listener, last_seq: int | None) -> None:
        """Connect to a session and be told what is new. NotFound."""
        async with self._rooms.hold(session_id) as room:
            if not room.listeners:
                await self._back(room)
            room.join(listener)
            await catch_up(room, listener, last_seq, self._store)
            for message in room.speech.so_far() if room.speech else ():
                listener.tell(message)

    async def go_on(self, session_id: str) -> None:
        """Make the opening, or a reply that is missing. NotFound; StorageError where it could not be kept."""
        async with self._rooms.hold(session_id) as room:
            await self._replies.make(room)

    async def leave(self, session_id: str, listener: Listener) -> None:
        """Disconnect. The clock stands still while nobody is there."""
        async with self._rooms.hold(session_id) as room:
            if listener not in room.listeners:  # it was sent away, or never came in
                return
            room.leave(listener)
            if not room.listeners and room.kept.session.status == "live":
                room.forget()
                await self._store.write(partial(log.away, session_id=session_id, at=self._clock()))

    async def obey(self, session_id: str, listener: Listener, command: Command) -> None:
        """Carry out a command, or repeat its answer where it was carried out before.

        Forbidden (`not_writer`) from a reader, Conflict (`not_now`) at the wrong moment, StorageError when it could
        not be kept: then nothing of it was.
        """
        async with self._rooms.hold(session_id) as room:
            if listener not in room.listeners:  # it was sent away while this was on its way
                return
            if command.kind == "takeover":
                room.hand_over(listener)
                listener.tell(room.state(listener))
            elif listener is not room.writer:
                raise Forbidden("This session is open elsewhere. Read here, or take over.", code="not_writer")
            elif (event := await self._carried_out(room, command)) is not None:
                listener.tell(room.message(event, listener))
            else:
                await self._handlers[command.kind](room, command)

    async def grade_again(self, session_id: str) -> None:
        """Grade again what is not graded. NotFound; Conflict where the session is not over, or all is graded."""
        async with self._rooms.hold(session_id) as room:
            if room.kept.session.status not in OVER:
                raise _not_now("grading")
            await self._grading.again(room)

    def clock(self, session_id: str) -> Ticking | None:
        """The clock of a session under way, where somebody is in it."""
        kept = self._rooms.known(session_id)
        if kept is None:
            return None
        place = self._conductor.place(kept.session, kept.turns, self._clock())
        return Ticking(place.elapsed, place.left, kept.session.paused_at is not None)

    async def _carried_out(self, room: Room, command: Command) -> Event | None:
        """What answered this command before, or this turn of the client's under another command's id."""
        kept = room.kept
        if (seq := kept.commands.get(command.id)) is not None:
            return await self._store.read(partial(log.event, session_id=room.id, seq=seq))
        same = (t.number for t in kept.turns if t.client_turn_id and t.client_turn_id == command.client_turn_id)
        if (number := next(same, None)) is not None:
            return await self._store.read(partial(log.acknowledgement, session_id=room.id, turn=number))
        return None

    async def _speak(self, room: Room, command: Command) -> None:
        self._allow(room, command.kind)
        kept = room.kept
        asked = self._conductor.question_for(kept.turns, command.kind)
        turn = Turn(
            number=len(kept.turns) + 1,
            speaker="candidate",
            kind=command.kind,
            text=control_text(command.kind) if command.kind in CONTROL_KINDS else command.text,
            at=self._clock(),
            question_id=asked,
            mode=command.mode,
            client_turn_id=command.client_turn_id,
        )
        event = Event(kept.seq + 1, "turn.ack", turn=turn.number, command_id=command.id)
        closed = (asked,) if asked and asked != question_under_way(kept.turns) else ()  # grade it again, with this
        decision = await self._committed(
            room, Change(turns=(turn,), seconds=command.seconds, events=(event,), jobs=closed)
        )
        room.hush()  # it did not know of this turn
        await self._replies.give(room, decision)

    async def _committed(self, room: Room, change: Change) -> Decision | None:
        """Commit a turn, and decide on the answer to it, and ask a model for it, while the disk is at work."""
        after = room.kept.after(change)
        committed, decision = await asyncio.gather(
            room.commit(change), self._replies.prepare(room, after), return_exceptions=True
        )
        if isinstance(committed, BaseException):
            raise committed
        if isinstance(decision, BaseException):
            raise decision
        return decision

    async def _pause(self, room: Room, command: Command) -> None:
        self._allow(room, "pause")
        paused = replace(room.kept.session, status="paused", paused_at=self._clock())
        await self._restate(room, paused, command)

    async def _resume(self, room: Room, command: Command) -> None:
        self._allow(room, "resume")
        await self._restate(room, replace(running(room.kept.session, self._clock()), status="live"), command)

    async def _engine(self, room: Room, command: Command) -> None:
        if room.kept.session.status in OVER:
            raise _not_now("engine")
        model = self._engines.chosen(command.model or "")
        await self._restate(room, replace(room.kept.session, model=model), command)
        if room.hush():  # the new one says it
            await self._replies.make(room)

    async def _retry(self, room: Room, _: Command) -> None:
        """Doing it twice does nothing twice: a reply that is there is not missing."""
        if room.kept.session.status in OVER:
            await self._grading.again(room)
        else:
            await self._replies.make(room)

    async def _restate(self, room: Room, session: Session, command: Command) -> None:
        event = Event(room.kept.seq + 1, "session.state", command_id=command.id)
        await room.commit(Change(session=session, events=(event,)))

    def _allow(self, room: Room, kind: str) -> None:
        kept = room.kept
        if kind not in self._conductor.place(kept.session, kept.turns, self._clock()).can:
            raise _not_now(kind)
        if kind != "end" and len(kept.turns) >= MOST_TURNS:
            raise Conflict(f"A session has at most {MOST_TURNS} turns. End it to get its report.", code="not_now")

    async def _back(self, room: Room) -> None:
        """Somebody is here again: take the time without anybody off the clock."""
        kept = room.kept
        if kept.away_at is None:
            return
        session = kept.session
        lost = seconds(kept.away_at, self._clock()) if session.status == "live" else 0.0
        back = replace(session, paused_seconds=session.paused_seconds + lost)
        room.forget()
        await self._store.write(partial(_come_back, session=back))
        await room.read()


def _come_back(connection: Connection, session: Session) -> None:
    log.away(connection, session.id, None)
    log.record(connection, session.id, Change(session=session))


def _not_now(kind: str) -> Conflict:
    return Conflict(f"{kind} is not possible at this moment.", code="not_now")
