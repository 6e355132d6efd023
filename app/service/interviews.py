"""Sessions from outside an interview: make one, look at them, rate one, delete one."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from app.content.catalog import Content
from app.domain.clock import Clock
from app.domain.session import OFFLINE, Place, Session, SessionSpec
from app.domain.turn import Turn
from app.errors import Conflict, NotFound, StorageError
from app.interview.conduct import Conductor
from app.interview.planner import plan
from app.service.engines import Engines
from app.service.rooms import Rooms
from app.store import grading, log, sessions
from app.store.records import Change, Deleted, Kept, Listed
from app.store.store import Store

LARGEST_SEED = 2**31


@dataclass(frozen=True, slots=True)
class View:
    """A session with its turns and where it stands."""

    session: Session
    turns: tuple[Turn, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Defaults:
    """Who interviews and who grades where a session does not say."""

    model: str
    grader_model: str


class Interviews:
    """The use cases around a session."""

    def __init__(
        self,
        store: Store,
        rooms: Rooms,
        content: Content,
        conductor: Conductor,
        engines: Engines,
        defaults: Defaults,
        clock: Clock,
    ) -> None:
        self._store, self._rooms, self._content, self._conductor = store, rooms, content, conductor
        self._engines, self._defaults, self._clock = engines, defaults, clock

    async def create(self, spec: SessionSpec) -> Session:
        """Plan and store a session. NotFound or UserError for what there is not."""
        if spec.retry_of is not None:
            await self._existing(spec.retry_of)
        seed = secrets.randbelow(LARGEST_SEED) if spec.seed is None else spec.seed
        asked = frozenset[str]() if spec.seed is not None else await self._store.read(sessions.asked_before)
        session = self._planned(spec, seed, asked, self._clock())
        return await self._store.write(partial(_add, session=session, chosen=spec.seed is not None))

    async def ready(self) -> bool:
        """Whether the store answers."""
        try:
            await self._store.read(sessions.anything)
        except StorageError:
            return False
        return True

    async def list(self) -> Sequence[Listed]:
        """The history, newest first."""
        return await self._store.read(sessions.newest)

    async def view(self, session_id: str) -> View:
        """A session with its turns. NotFound."""
        kept = self._rooms.known(session_id) or await self._read(session_id)
        return View(kept.session, kept.turns, self._conductor.place(kept.session, kept.turns, self._clock()))

    async def delete(self, session_id: str) -> Deleted:
        """Delete a session so that its text is in no file any more. NotFound; StorageError where the log is held.

        After a StorageError the session is gone, but for the log: asking again empties that, and finds no session.
        """
        try:
            return await self._removed(session_id)
        finally:
            await self._store.scrub()

    async def rate(self, session_id: str, rating: str) -> None:
        """Keep the candidate's own view of how it went; in the report too, where there is one. NotFound."""
        async with self._rooms.hold(session_id) as room:
            report = await self._store.read(partial(grading.report, session_id=session_id))
            session = replace(room.kept.session, self_rating=rating)
            rated = replace(report, self_rating=rating) if report else None
            await room.commit(Change(session=session, report=rated))

    async def _removed(self, session_id: str) -> Deleted:
        async with self._rooms.hold(session_id) as room:
            gone = await self._store.write(partial(log.remove, session_id=session_id))
            room.hush()
            room.forget()
            room.drop_all("deleted")
        if gone is None:
            raise NotFound("There is no such session.")
        return gone

    async def _read(self, session_id: str) -> Kept:
        kept = await self._store.read(partial(log.load, session_id=session_id))
        if kept is None:
            raise NotFound("There is no such session.")
        return kept

    async def _existing(self, session_id: str) -> None:
        if not await self._store.read(partial(sessions.exists, session_id=session_id)):
            raise NotFound("There is no session to try again.")

    def _grader_for(self, spec: SessionSpec) -> str:
        """Who grades where the request does not say: who is set to, or else the model that was chosen to interview."""
        default = self._defaults.grader_model
        return spec.model if spec.model and default == OFFLINE == self._defaults.model else default

    def _planned(self, spec: SessionSpec, seed: int, asked: frozenset[str], now: datetime) -> Session:
        planned = plan(spec, self._content, asked, seed)
        return Session(
            id="",
            format=spec.format,
            persona=planned.persona,
            plan=planned.questions,
            expected=planned.expected,
            minutes=planned.minutes,
            seed=seed,
            model=self._engines.chosen(spec.model or self._defaults.model),
            grader_model=self._engines.chosen(spec.grader_model or self._grader_for(spec)),
            style=spec.style,
            status="ready",
            created_at=now,
            company=spec.company,
            role=spec.role,
            technologies=spec.technologies,
            candidate=spec.candidate,
            retry_of=spec.retry_of,
        )


def _add(connection: Connection, session: Session, chosen: bool) -> Session:
    """Store a session under a free id: drawn at random, or made from a chosen seed so that it can be made again."""
    for attempt in range(1000):
        made = replace(session, id=_made_id(session, attempt) if chosen else secrets.token_hex(10))
        if not sessions.exists(connection, made.id):
            sessions.add(connection, made)
            return made
    raise Conflict("Too many sessions with this seed at this moment.")


def _made_id(session: Session, attempt: int) -> str:
    source = f"{session.seed}:{session.created_at.isoformat()}:{attempt}"
    return hashlib.blake2b(source.encode(), digest_size=10).hexdigest()
