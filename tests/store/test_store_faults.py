"""A disk that refuses: nothing is acknowledged, nothing is half there, and it goes on once there is room again."""

import json
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

from app.errors import SetupError, StorageError
from app.store import log, sessions
from app.store.store import Store
from tests.store.made import session, turn_change

FILLER = "I moved the date and told Dana why. " * 300

UNTIL_FULL = """
import asyncio, json, sys
from functools import partial
from pathlib import Path
from app.errors import StorageError
from app.store import log, sessions
from app.store.store import Store
from tests.store.made import session, turn_change
from tests.store.test_store_faults import FILLER

async def main(data):
    store = Store(Path(data))
    await store.write(partial(sessions.add, session=session()))
    kept = []
    for number in range(1, 2000):
        try:
            await store.write(partial(log.record, session_id="s1", change=turn_change(number, FILLER)))
        except StorageError as error:
            said = error.message
            break
        kept.append(number)
    seen = await store.read(partial(log.load, session_id="s1"))
    print(json.dumps({"kept": kept, "seen": [t.number for t in seen.turns], "said": said}))

asyncio.run(main(sys.argv[1]))
"""


def fill(data: Path, **limits: object) -> dict[str, object]:
    """Write in a process of its own until its disk refuses; what was acknowledged, and what is there."""
    command = [sys.executable, "-c", UNTIL_FULL, str(data)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, **limits)  # type: ignore[call-overload]
    assert done.stdout, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def on_disk(data: Path) -> list[int]:
    """The numbers of the turns that another process finds, in a sound file."""
    with closing(sqlite3.connect(data / "hotseat.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("SELECT number FROM turns ORDER BY number")]


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    found = fill(tmp_path, preexec_fn=limit)
    assert found["kept"] and found["kept"] == found["seen"] == on_disk(tmp_path)
    assert "saved" in str(found["said"])


async def test_a_disk_that_is_full(small_disk: Path) -> None:
    found = fill(small_disk)
    assert found["kept"] and found["kept"] == found["seen"]
    assert "disk is full" in str(found["said"])
    grow(small_disk)
    store = Store(small_disk)  # room again: it goes on where it was
    following = len(list(found["kept"])) + 1  # type: ignore[call-overload]
    await store.write(partial(log.record, session_id="s1", change=turn_change(following, FILLER)))
    store.close()
    assert on_disk(small_disk) == list(range(1, following + 1))


def test_a_disk_that_is_full_at_the_start_is_no_damage(small_disk: Path) -> None:
    """Somebody told to move a sound database away would lose it."""
    Store(small_disk).close()
    with (small_disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(b"x" * 4096)
    with pytest.raises(SetupError) as refused:
        Store(small_disk)
    assert "Free some space" in refused.value.message and "damaged" not in refused.value.message


def grow(disk: Path) -> None:
    """Make room."""
    subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)


async def test_a_database_that_another_program_holds(store: Store, tmp_path: Path) -> None:
    """Another program that holds the write lock is waited for, and then said plainly."""
    await store.write(partial(sessions.add, session=session()))
    await store.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout = 20").scalar())
    holder = sqlite3.connect(tmp_path / "data/hotseat.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="Another program holds the database"):
        await store.write(partial(log.record, session_id="s1", change=turn_change(1)))
    holder.execute("ROLLBACK")
    holder.close()
    await store.write(partial(log.record, session_id="s1", change=turn_change(1)))


async def test_a_full_disk_in_the_middle_of_a_batch(store: Store) -> None:
    """SQLite itself gives up the transaction: all of the batch fails, and the next batch is served."""
    await store.write(partial(sessions.add, session=session()))

    def gives_up(connection: object) -> None:
        connection.exec_driver_sql("ROLLBACK")  # type: ignore[attr-defined]
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(StorageError, match="disk is full"):
        await store.write(gives_up)
    await store.write(partial(log.record, session_id="s1", change=turn_change(1)))
