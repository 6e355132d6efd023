"""A reason says nothing twice, rests on words that carry it, and what is missing is told in one place."""

from collections import Counter
from itertools import combinations

import pytest

from app.content.catalog import Content
from app.domain.report import Report, ReportExchange
from app.domain.session import SessionSpec
from app.grading.reasons import Reasoner
from app.grading.scales import Placement
from tests.answers import CACHE, CONFLICT_STORY, HONEST, PLAN_STORY, WEAK
from tests.grading.sessions import drill, held

SCRAPS = (
    "The bank, in 2019. I was the lead. My director, Ana, wanted the cut-over on 3 May and the branch managers wanted "
    "June, so I asked both what a failed Friday would cost them. We chose 10 May with a stop at one percent failed "
    "logins. Failed logins fell from 4 percent to 0.6 by July. We did it twice since."
)
RESULT = (
    "At the depot in 2021 I ran the move of 40 vans to the new planner. The drivers wanted their old rounds back, so I "
    "rode with six of them and we kept two rounds as they were. By 30 June missed drops fell from 31 a week to 4, and "
    "the drivers asked for the other two rounds as well. I learned to ride along before I plan, and in March I did "
    "that first with the night shift."
)


@pytest.fixture(scope="module")
def reports(content: Content) -> list[Report]:
    """Reports of good and poor answers, asked by three people."""
    told = (
        ("hiring_manager", [*HONEST, CONFLICT_STORY]),
        ("bar_raiser", [*WEAK]),
        ("bar_raiser", [PLAN_STORY, SCRAPS, RESULT]),
        ("partner_engineer", [CACHE, WEAK[0], PLAN_STORY]),
    )
    return [held(content, SessionSpec("round", persona=p), a, seed=i).report() for i, (p, a) in enumerate(told)]


def exchanges(reports: list[Report]) -> list[ReportExchange]:
    """The exchanges that have scores."""
    return [e for r in reports for e in r.exchanges if any(line.score for line in e.pillars)]


def named(content: Content, reason: str) -> list[str]:
    """The signals whose words stand in a reason."""
    signals = content.rubrics.signals
    words = {text: s for s in signals for text in (signals[s].present.removeprefix("you "), signals[s].absent) if text}
    said = [text for text in words if text in reason]
    return [words[text] for text in said if not any(text != other and text in other for other in said)]


def test_no_reason_says_the_same_twice(content: Content, reports: list[Report]) -> None:
    rows = content.rubrics.debrief.alike
    for line in (line for e in exchanges(reports) for line in e.pillars if line.score):
        for one, other in combinations(named(content, line.reason.lower()), 2):
            assert not [row for row in rows if {one, other} <= row], line.reason


def test_what_one_reason_has_said_the_next_says_only_without_anything_else(content: Content) -> None:
    placed = Placement(3, 5.0, tuple((s, 1.0) for s in ("gate", "risk", "options", "decider", "owner")), (), None)
    reasoner = Reasoner(content.rubrics)
    first, second, third = (reasoner.reason(placed, (), top=False).named for _ in range(3))
    assert first == ("gate", "risk", "options")
    assert second[:2] == ("decider", "owner")
    assert third == ("gate", "risk", "options")


def test_what_says_little_comes_last(content: Content) -> None:
    earned = (("when", 1.0), ("date", 0.5), ("own_action", 0.5), ("gate", 0.5))
    text = Reasoner(content.rubrics).reason(Placement(3, 5.0, earned, (), None), (), top=False).text
    assert text.startswith("You said when it was")
    assert "a gate decides when to move on" in text
    assert "when or how long" not in text


def test_only_what_a_question_of_the_kind_asks_for_is_called_missing(content: Content) -> None:
    placed = Placement(3, 5.0, (("gate", 1.0),), (), None)
    missing = ["opposition", "failure_mode", "escalation_rule", "decider"]
    story, explained = (Reasoner(content.rubrics, k).reason(placed, missing, top=False) for k in ("story", "explain"))
    assert story.text == "A gate decides when to move on; nobody is named as having decided."
    assert explained.text == "A gate decides when to move on; nothing is said about what fails."


def test_above_the_bar_one_thing_to_do_better_is_enough(content: Content) -> None:
    placed = Placement(4, 9.0, (("gate", 1.0),), ("unsure", "loose"), None)
    assert Reasoner(content.rubrics).reason(placed, ["decider"], top=False).text.count("; ") == 1
    assert ", and " not in Reasoner(content.rubrics).reason(placed, ["decider"], top=False).text


def test_quotes_are_whole_thoughts(reports: list[Report]) -> None:
    """No scrap while the answer has more, and nothing that begins or ends in the middle of a clause."""
    for exchange in exchanges(reports):
        said = {t.number: t.text for t in exchange.turns}
        for quote in (q for line in exchange.pillars for q in line.quotes if line.score):
            before, after = said[quote.turn][: quote.start].rstrip(), said[quote.turn][quote.end :].lstrip()
            assert not before or before[-1] in '.!?:;,"”\n)—-…', quote.text
            assert not after or after[0] in '.!?:;,"”\n(—-…', quote.text
            whole = len(said[quote.turn].split())
            assert len(quote.text.split()) >= min(4, whole), quote.text


def test_a_scrap_is_no_evidence_where_a_sentence_is(content: Content) -> None:
    report = drill(content, "what_was_fixed", "bar_raiser", SCRAPS, SCRAPS)
    quotes = [q.text for line in report.exchanges[0].pillars for q in line.quotes]
    assert quotes
    assert not [q for q in quotes if q in {"The bank, in 2019", "I was the lead"}]
    execution = next(line for line in report.exchanges[0].pillars if line.id == "program_execution")
    assert any("10 May" in q.text or "0.6" in q.text for q in execution.quotes)


def test_what_is_missing_is_told_once_in_an_exchange(reports: list[Report]) -> None:
    for exchange in exchanges(reports):
        told = [line.missing for line in exchange.pillars if line.missing]
        assert max(Counter(told).values(), default=1) == 1
        notes = " ".join(m.note for m in exchange.marks).lower()
        assert not [m for m in told if m.lower() in notes]


def test_a_part_that_was_well_told_is_not_called_missing(content: Content) -> None:
    report = drill(content, "helped_without_authority", "bar_raiser", RESULT, RESULT)
    scores = {line.id: line.score or 0 for line in report.exchanges[0].starl or ()}
    gaps = {
        g: content.gaps[g]
        for g, least in content.rubrics.debrief.told_from.items()
        if scores.get(content.gaps[g].element or "", 0) >= least
    }
    assert {"result", "learning"} <= gaps.keys()
    asked = report.exchanges[0].ask_yourself
    assert not [g for g in gaps.values() if g.ask_yourself in asked]
    assert report.fix_first is None or report.fix_first.gap not in gaps


def test_a_part_of_a_story_is_told_by_what_its_quote_holds(content: Content) -> None:
    lines = drill(content, "helped_without_authority", "bar_raiser", RESULT, RESULT).exchanges[0].starl or ()
    result = next(line for line in lines if line.id == "result")
    assert "fell from 31 a week to 4" in result.quotes[0].text
    assert "you said how it ended" in result.reason.lower()
    assert result.missing is None


def test_no_harmless_words_are_held_up_as_a_fault(content: Content, reports: list[Report]) -> None:
    """What stands under "Fix first" is a weakness, or was told short of what is missing."""
    signals = content.rubrics.signals
    for report in reports:
        fix = report.fix_first
        if fix is None or fix.said is None or fix.gap is None:
            continue
        listed = content.rubrics.debrief.holds_open.get(fix.gap)
        weak = [s for s in content.rubrics.gaps[fix.gap].hang_on if not signals[s].absent]
        assert listed or (listed is None and weak)


def test_words_that_say_little_are_not_what_to_keep(content: Content) -> None:
    report = drill(content, "what_was_fixed", "bar_raiser", "I did front end before. " + WEAK[0], "I was there.")
    assert report.keep is None or "front end" not in report.keep.text
