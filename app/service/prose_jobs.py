"""Has a model write beside the numbers of finished reports: what a stronger answer holds, and what to practise."""

from dataclasses import replace
from functools import partial

import structlog

from app.domain.report import Report
from app.errors import AppError, NotFound
from app.grading.prose import coached
from app.service.engines import Engines
from app.service.faults import described
from app.service.rooms import Rooms
from app.service.stored_calls import StoredCalls
from app.store import grading, log
from app.store.records import Change
from app.store.store import Store

_log = structlog.get_logger()


class ProseJobs:
    """The numbers are on disk before any of it is written, and stay what they are."""

    def __init__(self, store: Store, rooms: Rooms, engines: Engines) -> None:
        self._store, self._rooms, self._engines = store, rooms, engines

    async def write(self, session_id: str) -> None:
        """Write it and keep it with the report; where the model fails, the report says so. What was written is kept."""
        kept = await self._store.read(partial(log.load, session_id=session_id))
        report = await self._store.read(partial(grading.report, session_id=session_id))
        if kept is None or report is None or report.prose != "pending":
            return
        written = await self._written(report, kept.session.grader_model)
        try:
            async with self._rooms.hold(session_id) as room:
                now = await self._store.read(partial(grading.report, session_id=session_id))
                if now is not None and now.prose == "pending":  # it is graded anew otherwise
                    await room.commit(Change(report=replace(written, self_rating=now.self_rating)))
        except NotFound:
            return

    async def _written(self, report: Report, model: str) -> Report:
        try:
            writer = self._engines.writer(model, StoredCalls(self._store, report.session_id))
            return coached(report, await writer.write(report)) if writer else replace(report, prose=None)
        except AppError as error:
            _log.warning("prose.failed", session=report.session_id, code=error.code)
        except Exception as error:
            _log.error("prose.failed", session=report.session_id, **described(error))
        return replace(report, prose="failed")
