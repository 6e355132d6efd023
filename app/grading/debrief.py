"""Builds the report of a session from its turns and grades. Numbers and words come by rule; nothing is invented."""

from collections.abc import Sequence
from datetime import datetime

from app.content.catalog import Content
from app.domain.evaluation import Qualification
from app.domain.exchange import Exchange
from app.domain.grade import Grade
from app.domain.report import Report
from app.domain.session import Session
from app.domain.turn import Turn
from app.grading.parts.casebook import Casebook, open_casebook
from app.grading.parts.drills import drills
from app.grading.parts.exchange_lines import report_exchange, report_turn
from app.grading.parts.fixing import fix_first, keep
from app.grading.parts.observations import observations
from app.grading.parts.session_lines import coverage, integrity, ledger, ledger_line, pillar_lines, trust
from app.grading.parts.verdict import opening
from app.signals.reader import Reader

SCHEMA = 1


def build_report(
    session: Session,
    turns: Sequence[Turn],
    graded: Sequence[tuple[Exchange, Grade]],
    content: Content,
    reader: Reader,
    *,
    qualified: Sequence[Qualification] = (),
    sample: bool = False,
) -> Report:
    """The report of a session; `graded` are its exchanges in the order asked, each with its grade.

    `qualified` is what graders showed on labelled answers.
    """
    book = open_casebook(session, turns, graded, content, reader)
    fix = fix_first(book)
    first = opening(book, fix)
    kept, kept_note = keep(book)
    started, ended = _times(session, turns)
    return Report(
        schema=SCHEMA,
        session_id=session.id,
        sample=sample,
        format=session.format,
        candidate=session.candidate,
        company=_company(session, content),
        role=session.role,
        persona=session.persona,
        persona_name=book.persona.name,
        persona_role=book.persona.role,
        started_at=started,
        ended_at=ended,
        minutes=max(0, round(((ended - started).total_seconds() - session.paused_seconds) / 60)),
        headline=first.headline,
        count_line=first.count_line,
        verdict=first.verdict,
        recommendation=first.recommendation,
        verdict_kind=first.kind,
        would_change=first.would_change,
        keep=kept,
        keep_note=kept_note,
        fix_first=fix.as_report() if fix else None,
        self_rating=session.self_rating,
        pillars=pillar_lines(book),
        exchanges=tuple(report_exchange(book, case) for case in book.cases),
        ledger=ledger(book),
        ledger_line=ledger_line(book),
        coverage=coverage(book),
        observations=observations(book),
        integrity=integrity(book),
        drills=drills(book, fix),
        trust=trust(book, qualified, sample=sample),
        closing=tuple(report_turn(t, book) for t in _closing(book)),
    )


def _times(session: Session, turns: Sequence[Turn]) -> tuple[datetime, datetime]:
    started = session.started_at or (turns[0].at if turns else session.created_at)
    ended = session.ended_at or (turns[-1].at if turns else started)
    return started, max(started, ended)


def _company(session: Session, content: Content) -> str | None:
    """The company's name where the id is one of ours, else as the candidate wrote it."""
    known = content.companies.get(session.company or "")
    return known.name if known else session.company


def _closing(book: Casebook) -> list[Turn]:
    """Turns that belong to no question: the candidate's own questions, and the goodbye."""
    return [t for t in book.turns if t.question_id is None]
