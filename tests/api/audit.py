"""Compares what candidates were told with what is on disk, by a connection that has nothing to do with the server."""

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from tests.api.stubborn import Interviewed


def check(data: Path, sessions: list[Interviewed]) -> int:
    """Assert that nothing acknowledged is lost, twice or out of order; the number of acknowledged turns.

    Opening the database of a killed process recovers its log first, as the next server does.
    """
    with closing(sqlite3.connect(data / "hotseat.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for session in sessions:
            _check_session(connection, session)
    return sum(len(session.acknowledged) for session in sessions)


def _check_session(connection: sqlite3.Connection, session: Interviewed) -> None:
    query = "SELECT number, speaker, kind, text, client_turn_id FROM turns WHERE session_id = ? ORDER BY number"
    rows = connection.execute(query, (session.id,)).fetchall()
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    for number, text in session.turns.items():
        assert rows[number - 1][3] == text, "a turn that was shown is not the one on disk"
    where = {row[4]: (row[0], row[3]) for row in rows if row[4]}
    assert len(where) == sum(row[1] == "candidate" for row in rows), "a client's turn is stored twice"
    for client_turn, acknowledged in session.acknowledged.items():
        assert where[client_turn] == acknowledged
    numbers = [number for number, _ in session.acknowledged.values()]
    assert numbers == sorted(numbers), "acknowledged in another order than stored"
    assert all(a[1] != b[1] for a, b in pairwise(rows)), "two turns of one speaker in a row"
    assert sum(row[2] == "ask" and row[0] == 1 for row in rows) == min(1, len(rows)), "no opening, or two"
    events = connection.execute("SELECT seq FROM events WHERE session_id = ? ORDER BY seq", (session.id,)).fetchall()
    assert [row[0] for row in events] == list(range(1, len(events) + 1))
    assert not events or events[-1][0] >= (session.last_seq or 0), "a client has seen what is not on disk"
