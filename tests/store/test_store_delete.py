"""What is deleted is in no file any more, and neither do logs of the database hold it."""

import asyncio
import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from app.domain.grade import Evidence, Grade, GraderStamp, Scored
from app.errors import StorageError
from app.store import grading, log, sessions
from app.store.records import Change, Deleted, Graded
from app.store.store import Store
from app.store.tables import OF_A_SESSION
from tests.store.made import NOW, session, turn_change

CANARY = "canary-7f3a91"


def traces(data: Path) -> list[str]:
    """The files in which the canary's bytes are found."""
    return [f.name for f in data.rglob("*") if f.is_file() and CANARY.encode() in f.read_bytes()]


def grade(text: str = CANARY) -> Grade:
    """A grade that quotes the candidate."""
    scored = Scored(3, "clear", (Evidence(1, f"I wrote {text} myself"),))
    return Grade("q1", {"communication": scored}, None, 3, (), None, GraderStamp("offline", "r1", None))


async def fill(store: Store, id: str, text: str) -> None:
    """A session whose text is in every table that can hold it."""
    made = session(id, candidate=text, company=text, role=text, technologies=(text,))
    await store.write(partial(sessions.add, session=made))
    for number in range(1, 40):
        change = turn_change(number, f"{text} " * 100, quote=text)
        await store.write(partial(log.record, session_id=id, change=change))
    graded = Change(jobs=("q1",), graded=Graded("q1", grade(text), NOW))
    await store.write(partial(log.record, session_id=id, change=graded))


async def test_a_deleted_session_leaves_no_byte(store: Store, tmp_path: Path) -> None:
    await fill(store, "keep", "something else")
    await fill(store, "gone", CANARY)
    assert traces(tmp_path)
    deleted = await store.write(partial(log.remove, session_id="gone"))
    await store.scrub()
    assert deleted == Deleted(turns=39, grades=1)
    assert traces(tmp_path) == []
    assert (tmp_path / "data/hotseat.db-wal").stat().st_size == 0
    kept = await store.read(partial(log.load, session_id="keep"))
    assert kept is not None and len(kept.turns) == 39
    assert len(await store.read(partial(grading.grades, session_id="keep"))) == 1


async def test_deleting_what_is_not_there(store: Store) -> None:
    assert await store.write(partial(log.remove, session_id="nobody")) is None


def test_every_table_of_a_session_is_emptied() -> None:
    """A table that is added later must be in the list, or its rows would outlive the session."""
    tables = OF_A_SESSION[0].metadata.tables.values()
    assert {t.name for t in tables} == {t.name for t in OF_A_SESSION} | {"sessions"}


async def test_a_reader_from_outside_that_holds_the_log(store: Store, tmp_path: Path) -> None:
    await fill(store, "gone", CANARY)
    await store.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout = 20").scalar())
    outside = sqlite3.connect(tmp_path / "data/hotseat.db", isolation_level=None)
    outside.execute("BEGIN")
    outside.execute("SELECT count(*) FROM turns").fetchone()
    await store.write(partial(log.remove, session_id="gone"))
    with pytest.raises(StorageError, match="log still holds"):
        await store.scrub()
    outside.execute("COMMIT")
    outside.close()
    await store.scrub()
    assert traces(tmp_path) == []


async def test_reading_meanwhile_keeps_nothing_in_the_log(store: Store, tmp_path: Path) -> None:
    await fill(store, "keep", "something else")
    stop = asyncio.Event()

    async def read_on() -> None:
        while not stop.is_set():
            await store.read(partial(log.load, session_id="keep"))

    readers = [asyncio.create_task(read_on()) for _ in range(4)]
    for number in range(10):
        await fill(store, f"gone-{number}", CANARY)
        await store.write(partial(log.remove, session_id=f"gone-{number}"))
        await store.scrub()
        assert traces(tmp_path) == []
    stop.set()
    await asyncio.gather(*readers)


async def test_a_second_grade_stands_beside_the_first(store: Store) -> None:
    await store.write(partial(sessions.add, session=session()))
    for reason in ("the model returned no valid result", None):
        change = Change(jobs=("q1",), graded=Graded("q1", replace(grade(), not_graded=reason), NOW))
        await store.write(partial(log.record, session_id="s1", change=change))
    newest = await store.read(partial(grading.grades, session_id="s1"))
    assert newest["q1"].not_graded is None
    everything = "SELECT count(*) FROM grades"
    assert await store.read(lambda c: c.exec_driver_sql(everything).scalar()) == 2
