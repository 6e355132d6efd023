"""The service on a store of its own, without a socket: listeners that keep what they are told."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from app.content.catalog import Content
from app.domain.clock import Clock
from app.domain.exchange import Exchange
from app.domain.grade import Grade
from app.domain.session import SessionSpec
from app.domain.turn import Turn
from app.grading.model_grader import ModelGrader
from app.grading.offline import OfflineGrader
from app.grading.prose import ProseWriter
from app.interview.conduct import Conductor
from app.llm.calls import Model
from app.service.commands import Command, CommandKind
from app.service.conversation import Conversation
from app.service.engines import Engines, Rules
from app.service.grading_jobs import GradingJobs
from app.service.interviews import Defaults, Interviews
from app.service.messages import Failed, Message, Piece, Progress, Reason, ReportReady, TakenBack, Ticking
from app.service.reports import Reports
from app.service.rooms import Rooms
from app.signals.reader import Reader
from app.store import sessions
from app.store.store import Store

LONG_ANSWER = (
    "I owned the payments migration. I decided with Dana, our VP, to cut two flows because the vendor slipped three "
    "weeks; we moved forty services by June 12 and errors fell from 2.1% to 0.4%."
)


class Ear:
    """A listener: keeps what it is told, and why it was sent away."""

    def __init__(self, tab: str | None = None) -> None:
        self.tab = tab
        self.told: list[Message] = []
        self.dropped: Reason | None = None
        self.has_report = asyncio.Event()
        self.has_piece = asyncio.Event()

    def tell(self, message: Message) -> None:
        """Keep it."""
        self.told.append(message)
        if isinstance(message, ReportReady):
            self.has_report.set()
        elif isinstance(message, Piece):
            self.has_piece.set()

    def drop(self, reason: Reason) -> None:
        """Keep why."""
        self.dropped = reason

    @property
    def seqs(self) -> list[int]:
        """The seqs heard, in order."""
        return [m.seq for m in self.told if not isinstance(m, Progress | Ticking | Piece | TakenBack | Failed)]

    @property
    def last_seq(self) -> int | None:
        """The highest seq heard."""
        return max(self.seqs, default=None)

    def of(self, kind: type[Message]) -> list[Message]:
        """What was told of one kind."""
        return [m for m in self.told if isinstance(m, kind)]


class WatchedGrader:
    """The built-in grader; `first` is called with each exchange before it is graded, and may raise."""

    def __init__(self, grader: Rules, first: Callable[[Exchange], None]) -> None:
        self._grader, self._first = grader, first

    def grade(self, exchange: Exchange) -> Grade:
        """The other grader's grade."""
        self._first(exchange)
        return self._grader.grade(exchange)


class House:
    """All of the service; closed and opened again it is another process on the same data."""

    def __init__(
        self,
        data: Path,
        content: Content,
        reader: Reader,
        clock: Clock,
        rules: Rules | None = None,
        models: Mapping[str, Model] | None = None,
        store: Callable[[Path], Store] = Store,
    ) -> None:
        self.store = store(data)
        conductor = Conductor(content, reader)
        known = models or {}
        engines = Engines(
            rules or OfflineGrader(reader, content.rubrics),
            open_model=known.get,
            grades_by=lambda model, calls: ModelGrader(model, reader, content, calls=calls),
            writes_by=lambda model, calls: ProseWriter(model, content, calls=calls),
            admitted=known,
        )
        self.rooms = Rooms(self.store, conductor, clock)
        self.grading = GradingJobs(self.store, self.rooms, content, reader, engines, clock)
        self.conversation = Conversation(self.store, self.rooms, conductor, engines, self.grading, clock)
        defaults = Defaults("offline", "offline")
        self.interviews = Interviews(self.store, self.rooms, content, conductor, engines, defaults, clock)
        self.reports = Reports(self.store, content)
        self._count = 0

    async def start(self) -> None:
        """What a process does first."""
        await self.store.write(sessions.recover)

    async def stop(self) -> None:
        """What a process does last, when it is asked to stop."""
        await self.rooms.close()
        self.store.close()

    def close(self) -> None:
        """What is left of a process that was killed."""
        self.store.close()

    async def new(self, **spec: object) -> str:
        """The id of a new session."""
        values: dict[str, object] = {"format": "round", "persona": "peer_tpm", "seed": 11}
        return (await self.interviews.create(SessionSpec(**values | spec))).id  # type: ignore[arg-type]

    async def enter(self, session: str, last_seq: int | None = None, tab: str | None = None) -> Ear:
        """Somebody connects."""
        ear = Ear(tab)
        await self.conversation.enter(session, ear, last_seq)
        await self.conversation.go_on(session)
        return ear

    async def quiet(self, session: str) -> None:
        """Returns when nothing is being said any more."""
        while (room := self.rooms.known_room(session)) and room.speech is not None:
            await asyncio.wait([room.speech.task])

    async def said(self, session: str) -> Turn:
        """The last turn, once what is being said is on disk."""
        await self.quiet(session)
        return (await self.interviews.view(session)).turns[-1]

    async def command(self, session: str, ear: Ear, kind: CommandKind, **fields: object) -> str:
        """Send a command; its id."""
        self._count += 1
        values: dict[str, object] = {"kind": kind, "id": f"command-{self._count}"}
        command = Command(**values | fields)  # type: ignore[arg-type]
        await self.conversation.obey(session, ear, command)
        return command.id

    async def answer(self, session: str, ear: Ear, text: str = LONG_ANSWER, **fields: object) -> str:
        """Send an answer; its command's id."""
        return await self.command(
            session, ear, "answer", **{"text": text, "client_turn_id": f"t{self._count}"} | fields
        )

    async def grade_all(self, session: str) -> None:
        """Let the grading desk work until this session's report is there."""
        worker = asyncio.create_task(self.grading.run())
        ear = await self.enter(session)
        try:
            await ear.has_report.wait()
        finally:
            await self.conversation.leave(session, ear)
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker
