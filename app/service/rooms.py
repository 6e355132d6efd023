"""Sessions under way: who is connected to one, and the lock that puts everything done to it in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from app.domain.clock import Clock
from app.errors import NotFound
from app.interview.conduct import Conductor
from app.service.messages import Acknowledged, Ended, Listener, Message, Reason, ReportReady, Spoken, State
from app.service.speech import Asked, Speak, Speech
from app.store import log
from app.store.records import Change, Event, Kept
from app.store.store import Store


class Room:
    """One session in memory: what is on disk, and who listens."""

    def __init__(self, session_id: str, store: Store, conductor: Conductor, clock: Clock) -> None:
        self.id = session_id
        self.lock = asyncio.Lock()
        self.listeners: list[Listener] = []
        self.writer: Listener | None = None
        self.held = 0
        self.speech: Speech | None = None
        self.waited = 0
        self._attempts = 0
        self._asked: Asked | None = None
        self._kept: Kept | None = None
        self._sure = False
        self._store = store
        self._conductor = conductor
        self._clock = clock

    @property
    def kept(self) -> Kept:
        """The session as stored; the room is held, so it has been read."""
        assert self._kept is not None and self._sure
        return self._kept

    @property
    def peek(self) -> Kept | None:
        """The session as last known: a change that is on its way to the disk is not in it yet."""
        return self._kept

    async def read(self) -> None:
        """Read the session unless it is known. NotFound where there is none."""
        if not self._sure:
            self._kept = await self._store.read(partial(log.load, session_id=self.id))
            self._sure = True
        if self._kept is None:
            raise NotFound("There is no such session.")

    async def commit(self, change: Change) -> None:
        """Put a change on disk, then tell everybody. Whatever fails or is cancelled, what is known stays true."""
        kept, self._sure = self.kept, False
        await self._store.write(partial(log.record, session_id=self.id, change=change))
        self._kept, self._sure = kept.after(change), True
        for event in change.events:
            self.tell_all(event)

    def forget(self) -> None:
        """What is on disk has changed in another way: read it again."""
        self._kept, self._sure = None, False

    # What is being said

    def ask(self, speak: Speak) -> None:
        """A model is asked for a reply that nobody may hear yet: what it replies to is on its way to the disk."""
        self._asked = Asked(speak)

    def begin(self, speak: Speak, elapsed: int) -> Speech:
        """A reply of a model's begins, `elapsed` seconds into the interview; it comes as the next turn.

        Where it was asked for before, it is that one.
        """
        self._attempts += 1
        asked, self._asked = self._asked or Asked(speak), None
        asked.may.set()
        self.speech = Speech(len(self.kept.turns) + 1, self._attempts, elapsed, asked.task)
        return self.speech

    def drop_asked(self) -> None:
        """What was asked for and not begun is not wanted: what it replies to could not be kept."""
        if self._asked is not None:
            self._asked.task.cancel()
            self._asked = None

    def say(self, text: str) -> None:
        """Show another piece of it."""
        assert self.speech is not None
        self.announce(self.speech.piece(text))

    def take_back(self) -> None:
        """What was shown of it does not count."""
        assert self.speech is not None
        self._attempts += 1
        self.announce(self.speech.again(self._attempts))

    def hush(self) -> bool:
        """Break off what is being said, if anything is; whether something was."""
        speech, self.speech = self.speech, None
        if speech is None:
            return False
        speech.task.cancel()
        if speech.is_heard:
            self._attempts += 1
            self.announce(speech.again(self._attempts))
        return True

    # Who is connected

    def join(self, listener: Listener) -> None:
        """Add a listener; the first one writes, and so does the same page come back."""
        older = self.writer
        self.listeners.append(listener)
        if older is None:
            self.writer = listener
        elif listener.tab is not None and listener.tab == older.tab:
            self.hand_over(listener)

    def hand_over(self, listener: Listener) -> None:
        """Make this listener the writer and send the older one away."""
        older, self.writer = self.writer, listener
        if older is not None and older is not listener:
            self.listeners.remove(older)
            older.drop("taken_over")

    def leave(self, listener: Listener) -> None:
        """Remove a listener that is here; the oldest of the others writes on."""
        self.listeners.remove(listener)
        if self.writer is listener:
            self.writer = self.listeners[0] if self.listeners else None
            if self.writer is not None:
                self.writer.tell(self.state(self.writer))

    def drop_all(self, reason: Reason) -> None:
        """Send everybody away."""
        for listener in self.listeners:
            listener.drop(reason)
        self.listeners, self.writer = [], None

    # What they are told

    def tell_all(self, event: Event) -> None:
        """Tell everybody about an event that is on disk."""
        for listener in self.listeners:
            listener.tell(self.message(event, listener))

    def announce(self, message: Message) -> None:
        """Tell everybody something that is not stored."""
        for listener in self.listeners:
            listener.tell(message)

    def state(self, listener: Listener, *, turns: int | None = None, seq: int | None = None) -> State:
        """The session for this listener: all of it, or its first `turns` as of `seq`."""
        kept = self.kept
        shown = kept.turns if turns is None else kept.turns[:turns]
        place = self._conductor.place(kept.session, kept.turns, self._clock())
        return State(kept.seq if seq is None else seq, kept.session, shown, place, listener is self.writer)

    def message(self, event: Event, listener: Listener) -> Message:
        """An event in full, for this listener."""
        match event.kind:
            case "session.state":
                return self.state(listener, seq=event.seq)
            case "session.ended":
                return Ended(event.seq, event.reason or "closed")
            case "report.ready":
                return ReportReady(event.seq)
        assert event.turn is not None
        turn = self.kept.turns[event.turn - 1]
        if event.kind == "turn.ack":
            return Acknowledged(event.seq, event.command_id, turn)
        assert event.place is not None
        return Spoken(event.seq, turn, event.place)


class Rooms:
    """The rooms that somebody is in or works on; the others are on disk only."""

    def __init__(self, store: Store, conductor: Conductor, clock: Clock) -> None:
        self._store, self._conductor, self._clock = store, conductor, clock
        self._rooms: dict[str, Room] = {}

    @asynccontextmanager
    async def hold(self, session_id: str) -> AsyncIterator[Room]:
        """Have a session to oneself for a while. NotFound where there is none."""
        room = self._rooms.get(session_id)
        if room is None:
            room = self._rooms[session_id] = Room(session_id, self._store, self._conductor, self._clock)
        room.held += 1
        try:
            async with room.lock:
                try:
                    await room.read()
                    yield room
                finally:
                    room.drop_asked()
        finally:
            room.held -= 1
            self._tidy(room)

    def known(self, session_id: str) -> Kept | None:
        """The session, where it is in memory."""
        room = self._rooms.get(session_id)
        return room.peek if room else None

    def known_room(self, session_id: str) -> Room | None:
        """The room, where somebody is in it or works on it."""
        return self._rooms.get(session_id)

    def leave_alone(self, room: Room) -> None:
        """Nothing is being said in it any more: forget it, if nobody is there either."""
        self._tidy(room)

    async def close(self) -> None:
        """Break off all that is being said; it is due when somebody comes back."""
        speeches = [room.speech.task for room in self._rooms.values() if room.speech]
        for room in list(self._rooms.values()):
            room.hush()
        await asyncio.gather(*speeches, return_exceptions=True)

    def _tidy(self, room: Room) -> None:
        if not room.held and not room.listeners and room.speech is None:
            self._rooms.pop(room.id, None)
