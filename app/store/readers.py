"""Reading, off the event loop, on connections that cannot write."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine

from app.store.engine import raw
from app.store.faults import translated

THREADS = 2
STILL_WITHIN = 2.0
"""Seconds that reads under way get to finish."""

T = TypeVar("T")


class Readers:
    """A few threads, each with a read-only connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._mine = threading.local()
        self._open: list[Connection] = []
        self._turn = threading.Condition()
        self._reading, self._still = 0, False
        self._threads = ThreadPoolExecutor(THREADS, "store-reader", initializer=self._connect)

    async def read(self, query: Callable[[Connection], T]) -> T:
        """What `query` returns, all its statements on one snapshot of the database. StorageError when it cannot."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, query)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Nobody reads meanwhile: reads under way finish first, others wait. For one thread at a time."""
        with self._turn:
            self._still = True
            self._turn.wait_for(lambda: not self._reading, STILL_WITHIN)
        try:
            yield
        finally:
            with self._turn:
                self._still = False
                self._turn.notify_all()

    def close(self) -> None:
        """Finish what is being read, then close."""
        self._threads.shutdown()
        for connection in self._open:
            connection.close()

    def _connect(self) -> None:
        self._mine.connection = self._engine.connect()
        self._open.append(self._mine.connection)

    def _run(self, query: Callable[[Connection], T]) -> T:
        with self._turn:
            self._turn.wait_for(lambda: not self._still)
            self._reading += 1
        try:
            return self._read(query)
        finally:
            with self._turn:
                self._reading -= 1
                self._turn.notify_all()

    def _read(self, query: Callable[[Connection], T]) -> T:
        connection: Connection = self._mine.connection
        try:
            raw(connection).execute("BEGIN")
            try:
                return query(connection)
            finally:
                raw(connection).execute("COMMIT")
        except Exception as error:
            raise translated(error) from error
