"""Connections: one that writes, and others that can only read. The only place that opens the database."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool

BUSY_MS = 2_000

_WRITE = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)
_READ = ("PRAGMA query_only=ON", "PRAGMA temp_store=MEMORY")


def writing(path: Path) -> Engine:
    """An engine for the one writing connection: WAL, a sync at every commit, deleted bytes overwritten."""
    return _engine(path, "rwc", _WRITE)


def reading(path: Path) -> Engine:
    """An engine whose connections cannot write: opened read-only, and told so."""
    return _engine(path, "ro", _READ)


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's connection below SQLAlchemy's, for the statements that steer transactions."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _engine(path: Path, mode: str, pragmas: tuple[str, ...]) -> Engine:
    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver begins no transaction on its own; the writer does, with BEGIN IMMEDIATE.
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in pragmas:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return create_engine(
        "sqlite://", creator=connect, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True
    )
