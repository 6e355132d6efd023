"""The interviewer's side of an interview: the turn that is due, made from what is stored."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from functools import partial

import structlog

from app.domain.clock import Clock
from app.domain.session import Session
from app.domain.turn import Turn, TurnDraft
from app.errors import AppError, NotFound, StorageError
from app.interview.conduct import Conductor, Decision
from app.interview.interviewer import Said, Streams, Withdrawn, Words, say
from app.interview.timing import elapsed
from app.service.engines import Engines
from app.service.faults import described
from app.service.grading_jobs import GradingJobs
from app.service.messages import Failed
from app.service.rooms import Room, Rooms
from app.service.timekeeping import OVER, running, without
from app.store.records import Change, Event, Kept

CLOSES_EXCHANGE = frozenset({"ask", "invite", "close"})
LONG = 4_000
"""Code points."""
SPEAKS_FOR = 10
"""Seconds of the interview's clock that a reply may take; a slower model takes nothing of the candidate's time."""

_log = structlog.get_logger()


class Replies:
    """Makes the interviewer's turns. A turn that is there is never made again, and one in flight not twice."""

    def __init__(
        self, rooms: Rooms, conductor: Conductor, engines: Engines, grading: GradingJobs, clock: Clock
    ) -> None:
        self._rooms, self._conductor, self._engines = rooms, conductor, engines
        self._grading, self._clock = grading, clock

    async def make(self, room: Room) -> None:
        """Make the interviewer's turn, where one is due and not on its way, or begin to. As `give`."""
        if room.speech is None:
            await self.give(room, await self._decide(room.kept))

    async def prepare(self, room: Room, after: Kept) -> Decision | None:
        """The move that is due `after` a change that is on its way to the disk. A model is asked for it already.

        ModelError where the model cannot be had here.
        """
        decision = await self._decide(after)
        if decision is not None and room.speech is None and (model := self._engines.model(after.session.model)):
            room.ask(partial(self._spoken, room, decision, model))
        return decision

    async def _decide(self, kept: Kept) -> Decision | None:
        """The move that is due, if one is; a long answer is read in a thread, so that others are served meanwhile."""
        if kept.session.status in OVER:
            return None
        now = self._clock()
        session, turns = _started(kept.session, now), kept.turns
        if not turns or len(turns[-1].text) < LONG:
            return self._conductor.decide(session, turns, now)
        return await asyncio.to_thread(self._conductor.decide, session, turns, now)

    async def give(self, room: Room, decision: Decision | None) -> None:
        """Make the turn decided on, or begin to: a model's comes in pieces, later.

        The room is held by the caller, and nothing is said in it. StorageError where the turn could not be kept,
        ModelError where the model cannot be had here; it is due then.
        """
        if decision is None:
            return
        session = room.kept.session
        model = self._engines.model(session.model)
        if model is None:
            await self._keep(room, decision.words)
        else:
            room.begin(partial(self._spoken, room, decision, model), elapsed(session, self._clock()))

    async def _spoken(self, room: Room, decision: Decision, model: Streams, may: asyncio.Event) -> None:
        """What a reply in flight does, from its first piece to the commit; what goes wrong is told.

        Nothing of it shows before it `may`.
        """
        try:
            draft = await self._heard(room, decision, model, may)
            await self._settle(room.id, draft)
        except NotFound:  # deleted since
            return
        except AppError as error:
            await may.wait()
            self._failed(room, error)
        except Exception as error:
            _log.error("reply.failed", session=room.id, **described(error))
            await may.wait()
            self._failed(room, AppError("The reply could not be made. What you said is safe."))

    async def _heard(self, room: Room, decision: Decision, model: Streams, may: asyncio.Event) -> TurnDraft:
        """The whole turn, once its pieces were shown."""
        draft = decision.words
        async with aclosing(say(model, decision.move, decision.look, decision.words)) as speech:
            async for event in speech:
                await may.wait()
                match event:
                    case Words(text):
                        room.say(text)
                    case Withdrawn():
                        room.take_back()
                    case Said(said):
                        draft = said
        if draft.fault:
            _log.info("reply.withdrawn", session=room.id, model=model.name, fault=draft.fault, move=draft.kind)
        return draft

    async def _settle(self, session_id: str, draft: TurnDraft) -> None:
        """Keep the turn. Whoever breaks a speech off holds the room, so what comes here is still wanted."""
        async with self._rooms.hold(session_id) as room:
            await self._keep(room, draft)

    def _waited(self, room: Room) -> int:
        """For how many seconds a model was waited for: of this speech, which is over, and of those that failed.

        Where nobody is there, the clock stands still anyway.
        """
        waited = room.waited
        if room.speech is not None and room.listeners:
            waited += elapsed(room.kept.session, self._clock()) - room.speech.elapsed
        room.speech, room.waited = None, 0
        return waited

    def _failed(self, room: Room, error: AppError) -> None:
        if room.speech is not None:
            room.take_back()
            room.waited = self._waited(room)
        room.announce(Failed(error))
        self._rooms.leave_alone(room)

    async def _keep(self, room: Room, draft: TurnDraft) -> None:
        now = self._clock()
        session = without(_started(room.kept.session, now), self._waited(room) - SPEAKS_FOR)
        try:
            await room.commit(self._change(room, session, draft, now))
        except StorageError as error:
            raise StorageError("What you said is safe. The reply could not be saved; ask for it again.") from error
        if draft.kind in CLOSES_EXCHANGE:
            self._grading.wake()

    def _change(self, room: Room, started: Session, draft: TurnDraft, now: datetime) -> Change:
        kept = room.kept
        session = replace(running(started, now), status="grading", ended_at=now) if draft.ends else started
        turn = _turn(draft, len(kept.turns) + 1, now)
        place = self._conductor.place(session, (*kept.turns, turn), now)
        done = Event(kept.seq + 1, "turn.done", turn=turn.number, place=place)
        ended = Event(kept.seq + 2, "session.ended", reason=_why(kept.turns, draft))
        return Change(
            session=session if session is not kept.session else None,
            turns=(turn,),
            events=(done, ended) if draft.ends else (done,),
            jobs=_closed(kept.turns, turn),
        )


def question_under_way(turns: tuple[Turn, ...]) -> str | None:
    """The question that the interviewer last spoke to."""
    return next((t.question_id for t in reversed(turns) if t.speaker == "interviewer"), None)


def _started(session: Session, now: datetime) -> Session:
    """The same session, under way: its clock starts with the interviewer's first turn."""
    return session if session.started_at else replace(session, status="live", started_at=now)


def _turn(draft: TurnDraft, number: int, now: datetime) -> Turn:
    fields = {name: getattr(draft, name) for name in TurnDraft.__slots__ if name != "ends"}
    return Turn(number=number, speaker="interviewer", at=now, **fields)


def _closed(turns: tuple[Turn, ...], reply: Turn) -> tuple[str, ...]:
    """The exchange that this reply closes."""
    before = question_under_way(turns)
    return (before,) if before and reply.kind in CLOSES_EXCHANGE else ()


def _why(turns: tuple[Turn, ...], draft: TurnDraft) -> str:
    if turns and turns[-1].kind == "end":
        return "ended"
    return "safe" if draft.reason == "unsafe_again" else "closed"
