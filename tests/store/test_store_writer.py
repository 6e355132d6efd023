"""The one writer: what it answers is on disk, and one unit that fails takes no other with it."""

import ast
import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.errors import Conflict, StorageError
from app.store import log, sessions
from app.store.store import Store
from tests.store.made import session, turn_change

APP = Path(__file__).resolve().parents[2] / "app"


def count(path: Path, table: str = "turns") -> int:
    """Rows on disk, seen by a connection that has nothing to do with the store."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


async def test_what_is_answered_is_on_disk(store: Store, tmp_path: Path) -> None:
    await store.write(partial(sessions.add, session=session()))
    for number in range(1, 20):
        await store.write(partial(log.record, session_id="s1", change=turn_change(number)))
        assert count(tmp_path / "data/hotseat.db") == number


async def test_one_that_fails_takes_no_other_with_it(store: Store, tmp_path: Path) -> None:
    await store.write(partial(sessions.add, session=session()))

    def breaks(connection: Connection) -> None:
        log.record(connection, "s1", turn_change(900))
        raise RuntimeError("after it wrote")

    units = [
        breaks if number % 3 == 0 else partial(log.record, session_id="s1", change=turn_change(number))
        for number in range(1, 61)
    ]
    outcomes = await asyncio.gather(*(store.write(unit) for unit in units), return_exceptions=True)
    assert [isinstance(o, RuntimeError) for o in outcomes] == [unit is breaks for unit in units]
    assert count(tmp_path / "data/hotseat.db") == 40


async def test_the_same_turn_twice_is_refused_by_the_database(store: Store) -> None:
    await store.write(partial(sessions.add, session=session()))
    first = partial(log.record, session_id="s1", change=turn_change(2, client_turn_id="mine"))
    again = partial(log.record, session_id="s1", change=turn_change(4, client_turn_id="mine"))
    await store.write(first)
    with pytest.raises(Conflict):
        await store.write(again)
    with pytest.raises(Conflict):
        await store.write(first)


async def test_a_turn_needs_its_session(store: Store) -> None:
    with pytest.raises(Conflict):
        await store.write(partial(log.record, session_id="nobody", change=turn_change(1)))


async def test_fifty_writers_lose_nothing(store: Store) -> None:
    """Each reads a number and writes the next one, all at once: none may read what another is about to change."""
    await store.write(partial(sessions.add, session=session(expected=0)))

    def one_more(connection: Connection) -> None:
        known = connection.exec_driver_sql("SELECT expected FROM sessions").scalar_one()
        connection.exec_driver_sql("UPDATE sessions SET expected = ?", (known + 1,))

    async def writer() -> None:
        for _ in range(20):
            await store.write(one_more)

    await asyncio.gather(*(writer() for _ in range(50)))
    kept = await store.read(partial(log.load, session_id="s1"))
    assert kept is not None and kept.session.expected == 1000


async def test_a_cancelled_wait_leaves_the_commit_whole(store: Store) -> None:
    await store.write(partial(sessions.add, session=session()))
    for number in range(1, 1000):
        task = asyncio.create_task(store.write(partial(log.record, session_id="s1", change=turn_change(number))))
        for _ in range(number % 3):
            await asyncio.sleep(0)
        started = number % 3 > 0
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        if not started:
            await store.write(partial(log.record, session_id="s1", change=turn_change(number)))
    await store.write(_turns)  # what was submitted before is on disk when this is
    kept = await store.read(partial(log.load, session_id="s1"))
    assert kept is not None
    assert [t.number for t in kept.turns] == list(range(1, 1000)) and kept.seq == 999


async def test_a_closed_store_refuses(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    store.close()
    with pytest.raises(StorageError):
        await store.write(sessions.asked_before)


async def test_readers_cannot_write(store: Store) -> None:
    for statement in ("DELETE FROM turns", "CREATE TABLE mine (id)", "PRAGMA user_version = 7"):
        with pytest.raises(StorageError):
            await store.read(lambda c, statement=statement: c.exec_driver_sql(statement))


async def test_a_reader_sees_one_moment(store: Store) -> None:
    """All statements of one read see the same snapshot, whatever is committed between them."""
    await store.write(partial(sessions.add, session=session()))
    loop = asyncio.get_running_loop()

    def twice(connection: Connection) -> tuple[int, int]:
        query = "SELECT count(*) FROM turns"
        before = connection.exec_driver_sql(query).scalar_one()
        write = store.write(partial(log.record, session_id="s1", change=turn_change(1)))
        asyncio.run_coroutine_threadsafe(write, loop).result()
        return before, connection.exec_driver_sql(query).scalar_one()

    assert await store.read(twice) == (0, 0)
    assert await store.read(_turns) == 1


def _turns(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM turns").scalar_one())


def test_only_one_file_opens_the_database() -> None:
    """Two writing connections can corrupt this SQLite's log: whoever needs the database goes through the store."""
    openers = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute | ast.Name)
        and ast.unparse(node) in {"sqlite3.connect", "create_engine", "create_async_engine"}
    }
    assert openers == {"store/engine.py"}


def test_only_the_store_takes_a_writing_engine() -> None:
    takers = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "writing" for alias in node.names)
    }
    assert takers == {"store/store.py"}
