"""The one thread that writes.

Units of work that wait together share one transaction and one sync to disk (group commit). Each runs in a savepoint
of its own, so that one that fails does not take the others with it. A caller hears back after the commit, never before.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from app.errors import StorageError
from app.store.engine import raw
from app.store.faults import translated

BATCH = 256

Unit = Callable[[Connection], Any]


@dataclass(frozen=True, slots=True)
class _Job:
    """A unit and who waits for it. `alone` runs it outside any transaction, which a checkpoint needs."""

    unit: Unit
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = None
    error: Exception | None = None


class Writer:
    """Runs units of work on the one connection that writes."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        self._raw = raw(self._connection)
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._held: _Job | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    async def write(self, unit: Unit) -> Any:
        """What `unit` returns, once it is on disk. StorageError, or the unit's own error, when nothing of it is."""
        return await self._submit(unit, alone=False)

    async def alone(self, unit: Unit) -> Any:
        """Run `unit` on the writing connection outside any transaction."""
        return await self._submit(unit, alone=True)

    def close(self) -> None:
        """Finish what was submitted, then stop. Blocks until done."""
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    async def _submit(self, unit: Unit, *, alone: bool) -> Any:
        if self._closed:
            raise StorageError("Hotseat is shutting down. Nothing of this was saved.")
        loop = asyncio.get_running_loop()
        job = _Job(unit, loop.create_future(), loop, alone)
        self._queue.put(job)
        return await job.future

    def _run(self) -> None:
        while batch := self._next_batch():
            outcomes = self._outside(batch[0]) if batch[0].alone else self._commit(batch)
            _answer(batch, outcomes)

    def _next_batch(self) -> list[_Job]:
        """What waits now, in order: units together, a job that must be alone by itself. Empty when closed."""
        first = self._held or self._queue.get()
        self._held = None
        if first is None or first.alone:
            return [first] if first else []
        batch = [first]
        while len(batch) < BATCH and not self._queue.empty():
            job = self._queue.get()
            if job is None:
                self._queue.put(None)
                break
            if job.alone:
                self._held = job
                break
            batch.append(job)
        return batch

    def _commit(self, batch: Sequence[_Job]) -> list[_Outcome]:
        try:
            self._raw.execute("BEGIN IMMEDIATE")
            outcomes = [self._attempt(job.unit) for job in batch]
            self._raw.execute("COMMIT")
        except Exception as error:
            self._abandon()
            return [_Outcome(error=translated(error))] * len(batch)
        return outcomes

    def _attempt(self, unit: Unit) -> _Outcome:
        self._raw.execute("SAVEPOINT unit")
        try:
            value = unit(self._connection)
        except Exception as error:
            if not self._raw.in_transaction:  # SQLite gave up the whole transaction (disk full, I/O error)
                raise
            self._raw.execute("ROLLBACK TO unit")
            self._raw.execute("RELEASE unit")
            return _Outcome(error=translated(error))
        self._raw.execute("RELEASE unit")
        return _Outcome(value=value)

    def _outside(self, job: _Job) -> list[_Outcome]:
        try:
            return [_Outcome(value=job.unit(self._connection))]
        except Exception as error:
            return [_Outcome(error=translated(error))]

    def _abandon(self) -> None:
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")


def _answer(batch: Sequence[_Job], outcomes: Sequence[_Outcome]) -> None:
    """Tell each waiter, with one wake-up for each loop."""
    pairs = list(zip(batch, outcomes, strict=True))
    for loop in {job.loop for job in batch}:
        mine = [(job.future, outcome) for job, outcome in pairs if job.loop is loop]
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, mine)


def _settle(answers: Sequence[tuple[asyncio.Future[Any], _Outcome]]) -> None:
    for future, outcome in answers:
        if future.done():  # the waiter was cancelled; the work is on disk all the same
            continue
        if outcome.error is not None:
            future.set_exception(outcome.error)
        else:
            future.set_result(outcome.value)
