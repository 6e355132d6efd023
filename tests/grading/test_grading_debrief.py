"""Reports of whole sessions: every sentence rests on what was said, whatever was said."""

import re
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from app.content.catalog import Content
from app.domain.report import Quote, Report
from app.domain.session import SessionSpec
from tests.answers import ATTEMPTS, CACHE, CONFLICT_STORY, CONTENT_FREE, HOLIDAY, HONEST, PLAN_STORY, REFUSALS, WEAK
from tests.grading.sessions import drill, held

SAID = [*HONEST, *WEAK, CACHE, CONFLICT_STORY, PLAN_STORY, HOLIDAY, *REFUSALS, *ATTEMPTS[:3], *CONTENT_FREE[:12]]
PERSONAS = ("recruiter", "hiring_manager", "peer_tpm", "partner_engineer", "pm_ux", "bar_raiser")


def texts_of(item: Any) -> list[str]:
    """Every string in a report."""
    if isinstance(item, str):
        return [item]
    if is_dataclass(item):
        return [t for f in fields(item) for t in texts_of(getattr(item, f.name))]
    return [t for part in item for t in texts_of(part)] if isinstance(item, tuple) else []


def quotes_of(item: Any) -> list[Quote]:
    """Every quote in a report."""
    if isinstance(item, Quote):
        return [item]
    if is_dataclass(item):
        return [q for f in fields(item) for q in quotes_of(getattr(item, f.name))]
    return [q for part in item for q in quotes_of(part)] if isinstance(item, tuple) else []


@limits(max_examples=40)
@given(
    st.sampled_from(PERSONAS),
    st.sampled_from(["drill", "round"]),
    st.lists(st.sampled_from([*SAID, "/skip", "/hint", "/end", "I don't have that number."]), min_size=1, max_size=8),
    st.integers(0, 50),
)
def test_whatever_was_said_the_report_holds(
    content: Content, persona: str, form: str, answers: list[str], seed: int
) -> None:
    session = held(content, SessionSpec(form, persona=persona, minutes=25), answers, seed)  # type: ignore[arg-type]
    report = session.report()
    said = {t.number: t.text for t in session.turns}
    for quote in quotes_of(report):
        assert quote.text in said[quote.turn]
        if quote.start is not None:
            assert said[quote.turn][quote.start : quote.end] == quote.text
    for exchange in report.exchanges:
        assert len(exchange.marks) <= 6
        places = sorted((m.turn, m.start, m.end) for m in exchange.marks)
        assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(places))
        assert all(0 <= m.start < m.end <= len(said[m.turn]) and m.note for m in exchange.marks)
    assert len(report.drills) <= 3
    assert all(d.question_id in content.questions and d.persona in content.personas for d in report.drills)
    asked = {e.question_id for e in report.exchanges}
    assert all(d.question_id not in asked for d in report.drills[1:])
    _words_are_plain(report, set(said.values()))


def _words_are_plain(report: Report, said: set[str]) -> None:
    """What the report says in its own words has no leftover of the machinery."""
    quoted = {q.text for q in quotes_of(report)}
    for text in texts_of(report):
        if text not in said and text not in quoted:
            assert not re.search(r"\{|\}|—|\bNone\b|  |\.\.| ,", text), text


@pytest.mark.parametrize("text", CONTENT_FREE[:20])
def test_no_answer_lists_no_strength(content: Content, text: str) -> None:
    report = drill(content, "fraud_team_halved", "hiring_manager", text)
    assert report.headline == "Below the bar on this answer"
    assert report.keep is None
    assert report.coverage.shown == ()
    assert all(m.kind == "gap" for e in report.exchanges for m in e.marks)
    assert "answer" in report.verdict


def test_a_single_answer_is_never_a_verdict_on_a_person(content: Content) -> None:
    for answer in (*WEAK, *HONEST):
        report = drill(content, "fraud_team_halved", "hiring_manager", answer)
        assert report.verdict_kind == "answer"
        assert report.headline.endswith("the bar on this answer")
        assert report.count_line == "one exchange"


def test_one_exchange_of_a_round_is_enough_for_notes_only(content: Content) -> None:
    report = held(content, SessionSpec("round", persona="hiring_manager"), [PLAN_STORY, "/end"]).report()
    assert (report.verdict_kind, report.headline) == ("notes", "Notes")
    assert report.verdict == "One exchange: enough for notes, not a verdict."
    assert report.recommendation is None


def test_a_round_ends_in_a_recommendation(content: Content) -> None:
    report = held(content, SessionSpec("round", persona="bar_raiser"), [CONFLICT_STORY, *HONEST, PLAN_STORY]).report()
    assert report.verdict_kind == "session"
    assert report.headline in {"No hire", "Leaning no hire", "Hire", "Strong hire"}
    assert report.recommendation is not None
    assert report.count_line.endswith("exchanges")


def test_what_was_passed_is_listed_as_passed(content: Content) -> None:
    report = held(content, SessionSpec("round", persona="bar_raiser"), ["/skip"]).report()
    assert report.verdict_kind == "not_graded"
    assert report.verdict == "You passed on every question."
    assert all(e.passed and e.not_graded is None and not e.pillars for e in report.exchanges)


def test_the_ledger_reads_the_reply_again(content: Content) -> None:
    session = held(
        content,
        SessionSpec("drill", persona="bar_raiser", question="helped_without_authority"),
        ["We all talked, everyone agreed on the plan, and it went really well in May.", "I don't have that number."],
    )
    report = session.report()
    assert report.ledger
    assert {row.came_back for row in report.ledger} == {"declined"}
    assert report.ledger_line.startswith(("One follow-up", "Two follow-ups", "Three follow-ups"))


def test_the_words_that_would_change_it_name_a_pillar_and_two_scores(content: Content) -> None:
    report = drill(content, "fraud_team_halved", "hiring_manager", WEAK[0])
    assert report.would_change is not None
    assert re.fullmatch(r"(.+ from \d(\.\d)? to \d(, | and )?)+\.", report.would_change)


def test_the_first_drill_is_the_same_answer_again(content: Content) -> None:
    report = drill(content, "fraud_team_halved", "hiring_manager", WEAK[0])
    assert report.fix_first is not None
    assert report.drills[0].question_id == report.fix_first.question_id == "fraud_team_halved"
    assert len(report.drills) == 3


def test_the_same_session_gives_the_same_report(content: Content) -> None:
    session = held(content, SessionSpec("round", persona="peer_tpm"), [PLAN_STORY, *WEAK])
    assert session.report() == session.report()


def test_a_slip_that_a_later_answer_puts_right_is_told(content: Content) -> None:
    slip = "Threads share the heap. On four servers the mutex still protects us across all servers, so that is enough."
    right = "A conditional update in the database: where the seat is free, and the second one gets zero rows."
    report = drill(content, "seat_sold_twice", "partner_engineer", slip, *[right] * 6)
    claim = next(c for e in report.exchanges for c in e.claims if c.says.startswith("A lock in one process"))
    assert claim.verdict == "right"
    assert claim.note.startswith("Turn 2 had it wrong. A lock inside one process")
    depth = next(line for e in report.exchanges for line in e.pillars if line.id == "technical_depth")
    assert depth.score is None or depth.score <= 3
