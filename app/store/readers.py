"""Reading, off the event loop, on connections that cannot write."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine

from app.store.engine import raw
from app.store.faults import translated

THREADS = 2

T = TypeVar("T")


class Readers:
    """A few threads, each with a read-only connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._mine = threading.local()
        self._open: list[Connection] = []
        self._threads = ThreadPoolExecutor(THREADS, "store-reader", initializer=self._connect)

    async def read(self, query: Callable[[Connection], T]) -> T:
        """What `query` returns, all its statements on one snapshot of the database. StorageError when it cannot."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, query)

    def close(self) -> None:
        """Finish what is being read, then close."""
        self._threads.shutdown()
        for connection in self._open:
            connection.close()

    def _connect(self) -> None:
        self._mine.connection = self._engine.connect()
        self._open.append(self._mine.connection)

    def _run(self, query: Callable[[Connection], T]) -> T:
        connection: Connection = self._mine.connection
        try:
            raw(connection).execute("BEGIN")
            try:
                return query(connection)
            finally:
                raw(connection).execute("COMMIT")
        except Exception as error:
            raise translated(error) from error
