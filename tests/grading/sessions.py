"""Whole sessions for tests of reports: what was said, then the report of it."""

from app.content.catalog import Content
from app.domain.report import Report
from app.domain.session import SessionSpec
from app.service.rehearsal import Rehearsal, rehearse
from tests.conftest import FixedClock
from tests.interview.readers import reader_of

MOST_TURNS = 60


def held(content: Content, spec: SessionSpec, answers: list[str], seed: int = 1) -> Rehearsal:
    """A session in which these answers are given, over and over where there are too few."""
    clock = FixedClock()
    session = rehearse(spec, seed, content, clock, reader_of(content))
    for turn in range(MOST_TURNS):
        session.reply()
        if session.ended:
            break
        clock.pass_seconds(60)
        said = answers[turn % len(answers)]
        kind = said[1:] if said.startswith("/") else "answer"
        session.say(said, kind if kind in session.place.can else "answer")
    return session


def drill(content: Content, question: str, persona: str, *answers: str) -> Report:
    """The report of one practised answer."""
    return held(content, SessionSpec("drill", persona=persona, question=question), list(answers)).report()
