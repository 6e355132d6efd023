"""Sessions as a whole: adding one, listing all, and what start-up puts right."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select, update

from app.domain.session import Session
from app.store import mapping
from app.store.records import Listed
from app.store.tables import JOBS, SESSIONS, TURNS

MOST_LISTED = 500


def anything(connection: Connection) -> None:
    """Read something, no matter what."""
    connection.execute(select(SESSIONS.c.id).limit(1)).first()


def exists(connection: Connection, session_id: str) -> bool:
    """Whether there is a session of that id."""
    return connection.execute(select(SESSIONS.c.id).where(SESSIONS.c.id == session_id)).first() is not None


def add(connection: Connection, session: Session) -> None:
    """Store a new session. Conflict where its id is taken."""
    connection.execute(insert(SESSIONS), mapping.session_row(session))


def newest(connection: Connection) -> Sequence[Listed]:
    """The history, newest first."""
    query = select(SESSIONS).order_by(SESSIONS.c.created_at.desc(), SESSIONS.c.id).limit(MOST_LISTED)
    return [mapping.listed(row) for row in connection.execute(query).mappings()]


def asked_before(connection: Connection) -> frozenset[str]:
    """The ids of all questions that were ever asked."""
    query = select(TURNS.c.question_id).where(TURNS.c.kind == "ask", TURNS.c.question_id.is_not(None)).distinct()
    return frozenset(connection.execute(query).scalars())


def recover(connection: Connection) -> None:
    """After a stop of any kind: free the leases of graders that are gone, and let the clocks of sessions that were
    under way stand still since their last turn. Only for the process that holds the data lock.
    """
    connection.execute(update(JOBS).where(JOBS.c.status == "leased").values(status="pending", lease_until=None))
    last = select(func.max(TURNS.c.at)).where(TURNS.c.session_id == SESSIONS.c.id).scalar_subquery()
    under_way = (SESSIONS.c.status == "live") & SESSIONS.c.away_at.is_(None)
    connection.execute(update(SESSIONS).where(under_way).values(away_at=last))
