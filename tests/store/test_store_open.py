"""Opening a data folder: what is made, what is checked, and what is said in one line when it cannot be served."""

import os
import sqlite3
import stat
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from app.errors import SetupError
from app.store import log, prepare, sessions
from app.store.engine import reading, writing
from app.store.migrate import alembic_config
from app.store.store import Store
from tests.store.made import session, turn_change


def refusal(data: Path) -> str:
    """What is said when this folder cannot be served: always one line."""
    with pytest.raises(SetupError) as refused:
        Store(data)
    assert "\n" not in refused.value.message
    return refused.value.message


def test_the_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "deep" / "data")
    try:
        folder = tmp_path / "deep" / "data"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(f.stat().st_mode) for f in folder.iterdir()} == {0o600}
        assert {f.name for f in folder.iterdir()} >= {"hotseat.db", "hotseat.db-wal"}
    finally:
        store.close()


def test_the_writing_connection_syncs_every_commit_and_overwrites_what_is_deleted(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with writing(tmp_path / prepare.FILE).connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with reading(tmp_path / prepare.FILE).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_newest_migration_is_the_one_that_is_looked_for() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == prepare.HEAD


def test_nothing_is_looked_for_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cwd").mkdir()
    (tmp_path / "cwd/alembic.ini").write_text("[alembic]\nscript_location = nowhere\n")
    monkeypatch.chdir(tmp_path / "cwd")
    Store(tmp_path / "data").close()


async def test_what_was_stored_is_there_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    await store.write(partial(sessions.add, session=session()))
    await store.write(partial(log.record, session_id="s1", change=turn_change(1, "Wörter, 文字, 🙂\n\x00")))
    kept = await store.read(partial(log.load, session_id="s1"))
    store.close()
    store = Store(tmp_path)
    assert await store.read(partial(log.load, session_id="s1")) == kept
    store.close()


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    said = refusal(tmp_path)
    assert str(os.getpid()) in said and "HOTSEAT_DATA" in said
    store.close()
    Store(tmp_path).close()


@pytest.mark.parametrize("where", [0, 100, 4096, 8192, 20_480])
def test_a_damaged_file_is_noticed_at_start(tmp_path: Path, where: int) -> None:
    Store(tmp_path).close()
    path = tmp_path / prepare.FILE
    with path.open("r+b") as file:
        file.seek(where)
        file.write(b"\xff" * 3000)
    said = refusal(tmp_path)
    assert "damaged" in said and "backup" in said and f"mv {path}" in said


def test_a_file_that_is_no_database_is_noticed(tmp_path: Path) -> None:
    (tmp_path / prepare.FILE).write_text("Dear diary, " * 500)
    assert "damaged" in refusal(tmp_path)


async def test_a_torn_log_gives_the_state_before_or_after(tmp_path: Path) -> None:
    """A copy of the files with the log cut anywhere in the last commit opens to whole commits only, as after a power
    cut in the middle of a write.
    """
    store = Store(tmp_path / "data")
    await store.write(partial(sessions.add, session=session()))
    await store.write(partial(log.record, session_id="s1", change=turn_change(1)))
    database, wal = tmp_path / "data/hotseat.db", tmp_path / "data/hotseat.db-wal"
    before = wal.stat().st_size
    await store.write(partial(log.record, session_id="s1", change=turn_change(2, "I moved the date. " * 900)))
    whole, torn = database.read_bytes(), wal.read_bytes()
    store.close()
    assert len(torn) - before > 16_000
    found = {turns_of_copy(tmp_path / f"{cut}", whole, torn[:cut]) for cut in range(before, len(torn), 431)}
    assert found == {1}
    assert turns_of_copy(tmp_path / "all", whole, torn) == 2


def turns_of_copy(folder: Path, database: bytes, wal: bytes) -> int:
    """How many turns a copy of the files opens to."""
    folder.mkdir()
    (folder / "copy.db").write_bytes(database)
    (folder / "copy.db-wal").write_bytes(wal)
    copy = sqlite3.connect(folder / "copy.db")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    turns, events = (copy.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("turns", "events"))
    copy.close()
    assert turns == events
    return int(turns)


def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / prepare.FILE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer" in refusal(tmp_path)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "HOTSEAT_DATA" in refusal(tmp_path / "file" / "data")
    assert "HOTSEAT_DATA" in refusal(Path("/proc/hotseat"))


def test_a_database_that_another_program_holds(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / prepare.FILE) as connection:
        connection.execute("DELETE FROM alembic_version")  # so that there is something to migrate
    holder = sqlite3.connect(tmp_path / prepare.FILE, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert "holds" in refusal(tmp_path)
    holder.close()
