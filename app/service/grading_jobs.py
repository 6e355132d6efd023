"""Grades closed exchanges in the background, and makes the report when all are through.

What is to be graded stands in rows. A job is taken on lease, and its grade, its end and what clients hear of it are one
commit: a stop at any moment leaves either the job or its grade. One process serves a data folder, so at start every
lease belongs to somebody who is gone.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import structlog

from app.content.catalog import Content
from app.domain.clock import Clock
from app.domain.evaluation import Qualification
from app.domain.exchange import Exchange
from app.domain.grade import Grade, GraderStamp
from app.domain.report import Report
from app.domain.session import OFFLINE, Session
from app.errors import AppError, Conflict, NotFound
from app.grading.debrief import build_report
from app.grading.exchanges import exchanges_of
from app.service.engines import Engines
from app.service.faults import described
from app.service.messages import Progress
from app.service.prose_jobs import ProseJobs
from app.service.rooms import Room, Rooms
from app.service.stored_calls import StoredCalls
from app.signals.reader import Reader
from app.store import grading, log
from app.store.records import OPEN, Change, Event, Graded, Job, Kept
from app.store.store import Store

LEASE = timedelta(minutes=15)
"""Longest that a job is worked on; a limit for what models take stands above it."""
AT_ONCE = 4
"""Exchanges that are graded at a time, over all sessions."""
WRITTEN_AT_ONCE = 2
"""Reports whose prose is written at a time; numbers never wait for prose."""
TRY_AGAIN_SECONDS = 10.0

_log = structlog.get_logger()


class GradingJobs:
    """The grading desk for all sessions."""

    def __init__(
        self,
        store: Store,
        rooms: Rooms,
        content: Content,
        reader: Reader,
        engines: Engines,
        clock: Clock,
        lease: timedelta = LEASE,
        qualified: Callable[[], Sequence[Qualification]] = tuple,
    ) -> None:
        self._store, self._rooms, self._content, self._reader = store, rooms, content, reader
        self._engines, self._clock, self._lease, self._qualified = engines, clock, lease, qualified
        self._news = asyncio.Event()
        self._seats = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[None]] = set()
        self._given_up: set[str] = set()
        self._prose, self._writing = ProseJobs(store, rooms, engines), set[str]()

    def wake(self) -> None:
        """There may be something to do."""
        self._news.set()

    async def run(self) -> None:
        """Work until cancelled."""
        self.wake()
        try:
            while True:
                await self._news.wait()
                self._news.clear()
                await self._lasting(self._work_off())
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _lasting(self, work: Awaitable[None]) -> None:
        """Do it; a background worker outlives what goes wrong."""
        try:
            await work
        except Exception as error:
            _log.error("grading.stopped", **described(error))
            asyncio.get_running_loop().call_later(TRY_AGAIN_SECONDS, self.wake)

    async def again(self, room: Room) -> None:
        """Grade again what is not graded, and make the report anew. Conflict where there is nothing to do.

        The room is held by the caller.
        """
        jobs = await self._store.read(partial(grading.jobs, session_id=room.id))
        failed = tuple(job.question_id for job in jobs if job.status == "failed")
        if room.id not in self._given_up and not failed:
            await self._write_again(room)
            return
        self._given_up.discard(room.id)
        session = replace(room.kept.session, status="grading")
        await room.commit(Change(session=session, jobs=failed, reopens=True))
        self.wake()

    async def _write_again(self, room: Room) -> None:
        report = await self._store.read(partial(grading.report, session_id=room.id))
        if report is None or report.prose != "failed":
            raise Conflict("Everything is graded.", code="not_now")
        await room.commit(Change(report=replace(report, prose="pending")))
        self.wake()

    async def _work_off(self) -> None:
        while True:
            await self._seats.acquire()
            job = await self._claim()
            if job is None:
                self._seats.release()
                break
            self._begin(self._grade(job), self._seats.release)
        for session_id in await self._store.read(grading.ready_for_report):
            if session_id not in self._given_up:
                await self._report(session_id)
        for session_id in await self._store.read(grading.waiting_for_prose):
            if session_id not in self._writing and len(self._writing) < WRITTEN_AT_ONCE:
                self._writing.add(session_id)
                self._begin(self._prose.write(session_id), partial(self._writing.discard, session_id))

    def _begin(self, work: Awaitable[None], after: Callable[[], None]) -> None:
        """Do it in the background, then see what else there is."""

        def done(task: "asyncio.Task[None]") -> None:
            self._under_way.discard(task)
            after()
            self.wake()

        task = asyncio.create_task(self._lasting(work))
        self._under_way.add(task)
        task.add_done_callback(done)

    async def _claim(self) -> Job | None:
        now = self._clock()
        return await self._store.write(partial(grading.claim, now=now, lease_until=now + self._lease))

    async def _grade(self, job: Job) -> None:
        kept = await self._store.read(partial(log.load, session_id=job.session_id))
        if kept is None:  # deleted since
            return
        exchange = self._exchange(kept, job)
        grade = await self._graded(exchange, kept.session) if exchange else None
        try:
            async with self._rooms.hold(job.session_id) as room:
                await self._settle(room, job, exchange, grade)
        except NotFound:
            return

    async def _settle(self, room: Room, job: Job, exchange: Exchange | None, grade: Grade | None) -> None:
        if self._exchange(room.kept, job) != exchange:  # something was added meanwhile
            await self._store.write(partial(grading.settle, job=job, found=True))
            self.wake()
        elif grade is None:
            await self._store.write(partial(grading.settle, job=job, found=False))
        else:
            await room.commit(Change(graded=Graded(job.question_id, grade, self._clock())))
            jobs = await self._store.read(partial(grading.jobs, session_id=room.id))
            room.announce(Progress(done=sum(j.status not in OPEN for j in jobs), total=len(jobs)))

    def _exchange(self, kept: Kept, job: Job) -> Exchange | None:
        found = exchanges_of(kept.session, kept.turns, self._content)
        return next((e for e in found if e.question_id == job.question_id), None)

    async def _graded(self, exchange: Exchange, session: Session) -> Grade:
        """A grade, or the reason why there is none; never a number that nothing stands behind."""
        model = session.grader_model
        try:
            return await self._engines.grader(model, StoredCalls(self._store, session.id)).grade(exchange)
        except AppError as error:
            return self._not_graded(exchange, model, error.message)
        except Exception as error:
            _log.error("grading.failed", **described(error))
            return self._not_graded(exchange, model, "the grader failed")

    def _not_graded(self, exchange: Exchange, model: str, reason: str) -> Grade:
        stamp = GraderStamp(model, self._content.rubrics.version, None)
        return Grade(exchange.id, {}, None, None, (), reason, stamp)

    async def _report(self, session_id: str) -> None:
        grades = await self._store.read(partial(grading.grades, session_id=session_id))
        try:
            async with self._rooms.hold(session_id) as room:
                report = await asyncio.to_thread(self._built, room.kept, dict(grades))
                session = replace(room.kept.session, status="graded")
                ready = Event(room.kept.seq + 1, "report.ready")
                await room.commit(Change(session=session, events=(ready,), report=report))
        except NotFound:
            return
        except AppError:
            raise
        except Exception as error:
            self._given_up.add(session_id)
            _log.error("report.failed", session=session_id, **described(error))

    def _built(self, kept: Kept, grades: dict[str, Grade]) -> Report:
        exchanges = exchanges_of(kept.session, kept.turns, self._content)
        graded = tuple((e, grades[e.question_id]) for e in exchanges if e.question_id in grades)
        qualified = self._qualified()
        report = build_report(kept.session, kept.turns, graded, self._content, self._reader, qualified=qualified)
        by_model = any(g.grader.model != OFFLINE and not g.not_graded for _, g in graded)
        return replace(report, prose="pending") if by_model else report
