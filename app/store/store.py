"""The store of one data folder: who may write, who reads, and how it opens and closes."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection

from app.errors import StorageError
from app.store import prepare
from app.store.engine import reading, writing
from app.store.lock import DataLock
from app.store.readers import Readers
from app.store.writer import Writer

T = TypeVar("T")


class Store:
    """Every write goes through `write`, every read through `read`; both take a function of a connection."""

    def __init__(self, data: Path) -> None:
        """Lock the folder, check and migrate the database, start. SetupError, in one line, when it cannot serve."""
        prepare.folder(data)
        self._lock = DataLock(data)
        engine = writing(data / prepare.FILE)
        try:
            prepare.database(engine, data / prepare.FILE)
        except BaseException:
            engine.dispose()
            self._lock.release()
            raise
        self._writer = Writer(engine)
        self._readers = Readers(reading(data / prepare.FILE))

    async def write(self, unit: Callable[[Connection], T]) -> T:
        """Run `unit` in the next commit and return its result once that commit is on disk.

        StorageError, or the unit's own error, when nothing of it was kept. Cancelling the wait does not undo it.
        """
        return cast(T, await self._writer.write(unit))

    async def read(self, query: Callable[[Connection], T]) -> T:
        """What `query` finds, on one snapshot; its connection cannot write."""
        return await self._readers.read(query)

    async def scrub(self) -> None:
        """Empty the write-ahead log into the database, so that what was deleted is in no file any more.

        StorageError when another program's reading keeps the log from being emptied.
        """
        if await self._writer.alone(self._still_held):
            raise StorageError("Another program is reading the database, so its log still holds what was deleted.")

    def _still_held(self, connection: Connection) -> bool:
        """Whether somebody still holds the log. Our own reading would hold it for as long as it goes on."""
        with self._readers.still():
            return _checkpoint(connection)

    def close(self) -> None:
        """Finish what was submitted, empty the log, let go of the folder. Blocks until done."""
        self._readers.close()
        self._writer.close()
        self._lock.release()


def _checkpoint(connection: Connection) -> bool:
    """Whether the log could not be emptied."""
    return bool(connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar())
