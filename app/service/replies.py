"""The interviewer's side of an interview: the turn that is due, made from what is stored."""

import asyncio
from dataclasses import replace
from datetime import datetime

from app.domain.clock import Clock
from app.domain.session import Session
from app.domain.turn import Turn, TurnDraft
from app.errors import StorageError
from app.interview.conduct import Conductor
from app.service.grading_jobs import GradingJobs
from app.service.rooms import Room
from app.service.timekeeping import OVER, running
from app.store.records import Change, Event

CLOSES_EXCHANGE = frozenset({"ask", "invite", "close"})
LONG = 4_000
"""Code points."""


class Replies:
    """Makes the interviewer's turns. A turn that is there is never made again."""

    def __init__(self, conductor: Conductor, grading: GradingJobs, clock: Clock) -> None:
        self._conductor, self._grading, self._clock = conductor, grading, clock

    async def make(self, room: Room) -> None:
        """Make the interviewer's turn, where one is due. StorageError where it could not be kept; it is due then.

        The room is held by the caller.
        """
        kept, now = room.kept, self._clock()
        if kept.session.status in OVER:
            return
        started = kept.session if kept.session.started_at else replace(kept.session, status="live", started_at=now)
        draft = await self._draft(started, kept.turns, now)
        if draft is None:
            return
        try:
            await room.commit(self._change(room, started, draft, now))
        except StorageError as error:
            raise StorageError("What you said is safe. The reply could not be saved; ask for it again.") from error
        if draft.kind in CLOSES_EXCHANGE:
            self._grading.wake()

    async def _draft(self, session: Session, turns: tuple[Turn, ...], now: datetime) -> TurnDraft | None:
        """The next turn; a long answer is read in a thread, so that others are served meanwhile."""
        if not turns or len(turns[-1].text) < LONG:
            return self._conductor.next_turn(session, turns, now)
        return await asyncio.to_thread(self._conductor.next_turn, session, turns, now)

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
