"""What a report says of an answer is true of it: no question held up, no bluff kept, no contradiction."""

from dataclasses import replace

import pytest

from app.content.catalog import Content
from app.domain.report import Report
from app.domain.session import SessionSpec
from app.service.rehearsal import rehearse
from app.signals.found import Span
from app.signals.fragment import sentence_quote
from tests.conftest import FixedClock
from tests.grading.sessions import drill, held
from tests.interview.readers import reader_of

PLAN = "I'd sign 208 thousand a month, which is a fifth off, and each team lead tells me on Monday what it means."
ASIDE = "How much time have we got, and was it decided what the team wants?"
VAGUE = "So then it was decided to go ahead, and the teams were aligned on it."
BLUFF = "It is exactly once end to end by design, so nothing is ever lost, and the team scales it seamlessly to 40,000."
ACT = "In March I moved 40 stores to the new till myself and closed each one with its manager by Friday."


def said_of(report: Report) -> list[str]:
    """What the report holds up as the place where something is missing, or as what to keep."""
    fix, texts = report.fix_first, {t.number: t.text for e in report.exchanges for t in e.turns}
    marked = [texts[m.turn][m.start : m.end] for e in report.exchanges for m in e.marks]
    firsts = [q.text for q in (fix.said if fix else None, report.keep) if q is not None]
    return [*marked, *firsts]


@pytest.mark.parametrize("place", [0, 1])
def test_what_a_candidate_asks_is_no_place_of_a_fault(content: Content, place: int) -> None:
    answer = " ".join((ASIDE, PLAN, VAGUE) if place == 0 else (PLAN, VAGUE, ASIDE))
    report = drill(content, "lesson_videos_bill", "hiring_manager", answer, answer)
    assert not [text for text in said_of(report) if text in ASIDE]
    assert any(text in VAGUE for text in said_of(report))


def test_a_bluff_is_not_what_to_keep(content: Content) -> None:
    report = drill(content, "inherited_broken_promises", "peer_tpm", f"{BLUFF} {ACT}", f"{ACT} {BLUFF}")
    assert report.keep is not None
    assert report.keep.text in ACT
    kept = [m for e in report.exchanges for m in e.marks if m.kind == "keep"]
    texts = {t.number: t.text for e in report.exchanges for t in e.turns}
    assert not [m for m in kept if texts[m.turn][m.start : m.end] in BLUFF]


def test_what_came_at_another_asking_is_not_told_as_unanswered(content: Content) -> None:
    """The same thing was asked for three times: one reply held it."""
    spec = SessionSpec("drill", persona="bar_raiser", question="what_was_fixed")
    session = rehearse(spec, 1, content, FixedClock(), reader_of(content))
    asked = session.reply()
    session.say(ACT)
    for said in (
        "Hm, fine, I guess.",
        "We shipped on 2 April and cut the findings from thirty to nine.",
        "It was fine.",
    ):
        assert asked is not None
        probe = replace(asked, number=len(session.turns) + 1, kind="probe", text="How did it end?", gap="result")
        session.turns.append(probe)
        session.say(said)
    report = session.report()
    assert "missing" in {row.came_back for row in report.ledger}
    assert "Only when Ruth asked: the outcome." in report.exchanges[0].summary
    assert "Not answered" not in report.exchanges[0].summary


def test_only_what_the_question_is_about_is_told_as_missing(content: Content) -> None:
    report = drill(content, "three_of_four_late", "hiring_manager", PLAN, ACT)
    words = " ".join([*report.exchanges[0].ask_yourself, *(m.note for m in report.exchanges[0].marks)])
    gaps, needs = content.gaps, content.rubrics.needs[content.questions["three_of_four_late"].kind]
    asked = {p.gap for p in content.questions["three_of_four_late"].probes}
    far = [g for g in needs if needs[g] < content.rubrics.debrief.worth_telling_from and g not in asked]
    assert far
    assert not [g for g in far if gaps[g].ask_yourself in words or gaps[g].missing.lower() in words.lower()]


def test_words_that_say_it_is_not_known_are_quoted_as_such(content: Content) -> None:
    limit = "The regional director would. He'd lose something, and I don't have a number for the hour."
    for seed in range(12):
        report = held(content, SessionSpec("round", persona="hiring_manager"), [PLAN, limit], seed).report()
        declined = [row.quote.text for row in report.ledger if row.came_back == "declined" and row.quote]
        assert all("don't have" in text for text in declined)


def test_a_drill_names_who_asks_it(content: Content) -> None:
    report = drill(content, "inherited_broken_promises", "recruiter", ACT)
    assert all(d.persona_name == content.personas[d.persona].name for d in report.drills)


@pytest.mark.parametrize(
    ("text", "at", "quote"),
    [
        (
            'He got it in writing: "no go-live without Marek." Then we went on.',
            "writing",
            'He got it in writing: "no go-live without Marek."',
        ),
        ('"Please decide by noon", I wrote, and he did.', "decide", '"Please decide by noon", I wrote, and he did'),
        ("He said “not before May” and left.", "not", "He said “not before May” and left"),
    ],
)
def test_what_is_quoted_in_a_quote_is_closed(text: str, at: str, quote: str) -> None:
    start = text.index(at)
    assert sentence_quote(text, Span(start, start + len(at), at)).text == quote


def test_a_long_sentence_is_quoted_from_where_a_thought_begins() -> None:
    text = (
        "The next one was a routing thing and on day one I made a list of people who had stopped coming to the meeting "
        "from the old invites and went to those first before I read any plan or any ticket at all"
    )
    start = text.index("list")
    assert sentence_quote(text, Span(start, start + 4, "list")).text.startswith(("The next one", "and on day one"))
