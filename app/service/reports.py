"""Finished reports, and the sample."""

import asyncio
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from app.content.catalog import Content
from app.domain.report import Report
from app.errors import Conflict, NotFound
from app.service.sample import sample_report
from app.store import grading, sessions
from app.store.engine import reading
from app.store.prepare import FILE
from app.store.readers import Readers
from app.store.store import Store


async def stored_report(data: Path, session_id: str) -> Report:
    """A session's report, read from a data folder that another process may be serving."""
    path = data / FILE
    if not path.exists():
        raise NotFound("There is no such session.")
    readers = Readers(reading(path))
    try:
        return await readers.read(partial(_report, session_id=session_id))
    finally:
        readers.close()


def _report(connection: Connection, session_id: str) -> Report:
    report = grading.report(connection, session_id)
    if report is not None:
        return report
    if not sessions.exists(connection, session_id):
        raise NotFound("There is no such session.")
    raise Conflict("The report is not ready.", code="not_ready")


class Reports:
    """Where reports come from."""

    def __init__(self, store: Store, content: Content) -> None:
        self._store, self._content = store, content
        self._making = asyncio.Lock()
        self._sample: Report | None = None

    async def of(self, session_id: str) -> Report:
        """A session's report. NotFound where there is no session, Conflict (`not_ready`) while there is no report."""
        return await self._store.read(partial(_report, session_id=session_id))

    async def sample(self) -> Report:
        """The sample report, made at first need. NotFound where the content has none."""
        async with self._making:
            if self._sample is None:
                scripted = next(iter(self._content.samples.values()), None)
                if scripted is None:
                    raise NotFound("There is no sample.")
                self._sample = await asyncio.to_thread(sample_report, self._content, scripted)
        return self._sample
