"""Grading jobs, grades and reports."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Update, exists, func, insert, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.grade import Grade
from app.domain.report import Report
from app.store import mapping
from app.store.records import OPEN, Change, Graded, Job
from app.store.tables import CALLS, GRADES, JOBS, REPORTS, SESSIONS


def record(connection: Connection, session_id: str, change: Change) -> None:
    """Write the part of a change that is about grading."""
    for question_id in change.jobs:
        _open_job(connection, session_id, question_id)
    if change.graded is not None:
        _add_grade(connection, session_id, change.graded)
    if change.report is not None:
        _put_report(connection, session_id, change.report)
    if change.reopens:
        connection.execute(REPORTS.delete().where(REPORTS.c.session_id == session_id))


def claim(connection: Connection, now: datetime, lease_until: datetime) -> Job | None:
    """Take the oldest job that waits, or whose lease has run out, on lease; None where there is none."""
    waits = (JOBS.c.status == "pending") | ((JOBS.c.status == "leased") & (JOBS.c.lease_until < now))
    oldest = select(JOBS).where(waits).order_by(JOBS.c.opened).limit(1)
    row = connection.execute(oldest).mappings().first()
    if row is None:
        return None
    taken = {"status": "leased", "lease_until": lease_until, "attempts": row["attempts"] + 1}
    connection.execute(_job(row["session_id"], row["question_id"]).values(taken))
    return mapping.job(row)


def settle(connection: Connection, job: Job, *, found: bool) -> None:
    """Put a leased job back, to be graded again; or, where there was nothing to grade, away."""
    status = "pending" if found else "done"
    connection.execute(_job(job.session_id, job.question_id).values(status=status, lease_until=None))


def jobs(connection: Connection, session_id: str) -> Sequence[Job]:
    """The jobs of a session, in the order in which their exchanges closed."""
    query = select(JOBS).where(JOBS.c.session_id == session_id).order_by(JOBS.c.opened)
    return [mapping.job(row) for row in connection.execute(query).mappings()]


def ready_for_report(connection: Connection) -> Sequence[str]:
    """The ids of ended sessions without a report whose exchanges have all been through the grader."""
    waits = select(JOBS.c.session_id).where(JOBS.c.session_id == SESSIONS.c.id, JOBS.c.status.in_(OPEN)).exists()
    query = select(SESSIONS.c.id).where(SESSIONS.c.status == "grading", ~waits).order_by(SESSIONS.c.ended_at)
    return list(connection.execute(query).scalars())


def grades(connection: Connection, session_id: str) -> Mapping[str, Grade]:
    """The newest grade of each exchange of a session, by question id."""
    query = select(GRADES).where(GRADES.c.session_id == session_id).order_by(GRADES.c.number)
    rows = connection.execute(query).mappings()
    return {row["question_id"]: mapping.GRADE.validate_json(row["body"]) for row in rows}


def report(connection: Connection, session_id: str) -> Report | None:
    """The stored report."""
    body = connection.execute(select(REPORTS.c.body).where(REPORTS.c.session_id == session_id)).scalar()
    return mapping.REPORT.validate_json(body) if body is not None else None


def waiting_for_prose(connection: Connection) -> Sequence[str]:
    """The ids of sessions whose report has prose to come."""
    return list(connection.execute(select(REPORTS.c.session_id).where(REPORTS.c.prose == "pending")).scalars())


def call(connection: Connection, session_id: str, key: str) -> str | None:
    """What a grading model answered to the call of this key."""
    found = select(CALLS.c.body).where(CALLS.c.session_id == session_id, CALLS.c.key == key)
    return connection.execute(found).scalar()


def keep_call(connection: Connection, session_id: str, key: str, body: str) -> None:
    """Keep an answer, where its session is still there and it was not kept before."""
    known = select(literal(session_id), literal(key), literal(body)).where(exists().where(SESSIONS.c.id == session_id))
    connection.execute(upsert(CALLS).from_select(["session_id", "key", "body"], known).on_conflict_do_nothing())


def _job(session_id: str, question_id: str) -> Update:
    return update(JOBS).where(JOBS.c.session_id == session_id, JOBS.c.question_id == question_id)


def _open_job(connection: Connection, session_id: str, question_id: str) -> None:
    opened = select(func.coalesce(func.max(JOBS.c.opened), 0) + 1).scalar_subquery()
    row = {"session_id": session_id, "question_id": question_id, "status": "pending", "attempts": 0}
    again = {"status": "pending", "lease_until": None, "reason": None}
    statement = upsert(JOBS).values(**row, opened=opened)
    connection.execute(statement.on_conflict_do_update(index_elements=["session_id", "question_id"], set_=again))


def _add_grade(connection: Connection, session_id: str, graded: Graded) -> None:
    grade, question_id = graded.grade, graded.question_id
    earlier = select(func.count()).where(GRADES.c.session_id == session_id, GRADES.c.question_id == question_id)
    number = (connection.execute(earlier).scalar() or 0) + 1
    body = mapping.GRADE.dump_json(grade).decode()
    row = {"session_id": session_id, "question_id": question_id, "number": number, "at": graded.at, "body": body}
    connection.execute(insert(GRADES), row)
    status = "failed" if grade.not_graded else "done"
    done = {"status": status, "lease_until": None, "reason": grade.not_graded}
    connection.execute(_job(session_id, question_id).values(done))


def _put_report(connection: Connection, session_id: str, report: Report) -> None:
    row = {"body": mapping.REPORT.dump_json(report).decode(), "prose": report.prose}
    statement = upsert(REPORTS).values(session_id=session_id, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["session_id"], set_=row))
    fix = report.fix_first
    lines = {
        "headline": report.headline,
        "count_line": report.count_line,
        "next_time": fix.still_missing if fix else None,
    }
    connection.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(lines))
