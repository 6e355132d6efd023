"""What is checked and done before a database serves: a folder, a sound file, its newest shape."""

import importlib
import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.errors import SetupError

HEAD = "0002"
"""The newest migration; a test holds it to the files."""

FILE = "hotseat.db"


def folder(data: Path) -> None:
    """Make the data folder, for its owner alone. SetupError when it cannot be written to."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        # An empty file of mode 0600 first: SQLite gives its -wal and -shm files the same mode.
        os.close(os.open(data / FILE, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise SetupError(
            f"The data folder {data} cannot be written to ({error.strerror}). "
            "Set HOTSEAT_DATA to a folder that you may write to."
        ) from error


def database(engine: Engine, path: Path) -> None:
    """Check the file and migrate it. SetupError when it is damaged, locked, or newer than this Hotseat."""
    try:
        with engine.connect() as connection:
            _check(connection, path)
            _migrate(connection, path)
    except (DBAPIError, sqlite3.Error) as error:
        raise _unusable(path, str(getattr(error, "orig", error))) from error


def _check(connection: Connection, path: Path) -> None:
    if connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
        raise SetupError(f"The file system under {path.parent} cannot hold the database's log. Use a local disk.")
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise _unusable(path, str(found))


def _migrate(connection: Connection, path: Path) -> None:
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise SetupError(
            f"{path} was made by a newer Hotseat (schema {version}, this one knows {HEAD}). Update Hotseat."
        )
    importlib.import_module("app.store.migrate").upgrade(connection)


def _version(connection: Connection) -> str | None:
    known = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    if not known:
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _unusable(path: Path, said: str) -> SetupError:
    if "locked" in said:
        return SetupError(f"Another program holds {path}. Close it and start again.")
    if "readonly" in said:
        return SetupError(f"{path} cannot be written to ({said}).")
    if "full" in said or "I/O error" in said:  # a full disk says either; it is no reason to move the data away
        return SetupError(f"The disk under {path} refuses ({said}). Free some space and start again.")
    return SetupError(
        f"The database {path} is damaged ({' '.join(said.split())[:120]}). Put a backup in its place, or move it "
        f"away together with its -wal and -shm files (mv {path} {path}.damaged) to start afresh."
    )
