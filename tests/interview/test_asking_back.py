"""What a candidate asks for in the middle of a case, and what is told of it."""

from dataclasses import replace

import pytest

from app.content.catalog import Content
from app.domain.turn import Turn
from app.interview.look import Look, look
from app.service.rehearsal import Rehearsal
from tests.conftest import FixedClock
from tests.interview.readers import reader_of
from tests.interview.test_director import say
from tests.interview.test_director_follows import one_of, told

ORDERS = "orders_never_arrive"
FIRST_HOUR = "I get the four theories on one page with a name for each, and the six who sat up since Monday go home."
ASKED = {
    "several, without a mark": (
        ORDERS,
        "I'd want to know when the first lost one was and what changed in the half hour before. Is there a way to "
        "repair the orders already lost?",
        ["timeline", "changes", "mitigation"],
    ),
    "owed": (ORDERS, "You still owe me that, which orders, and is there any repair job.", ["pattern", "mitigation"]),
    "several in one": (
        "einvoice_law",
        "Hang on. How many engineer weeks do I have to 10 June, and how big is the legal lot? And what does the "
        "biggest customer want?",
        ["capacity", "scope", "client"],
    ),
    "not said": ("einvoice_law", "You didn't say how many engineers I have though.", ["capacity"]),
    "never heard": ("every_team_green", "I never heard who sits above the three.", ["sponsor"]),
    "the fact that fits": ("friday_courier_count", "How many people order there anyway?", ["customers"]),
    "pointing back": (
        "twelve_warehouses",
        "But you didn't say about the labels. Is it all twelve?",
        ["printing_sites"],
    ),
    "two short ones": ("refill_reminder_okrs", "How many people, and what is on time now?", ["people", "today"]),
    "somebody else": (ORDERS, "Then I'd ask why twice, it's probably the order that came through late.", []),
    "an act in the case": ("green_since_march", "Then I'd ask him which ones and put it in my report.", []),
    "a word taken up": ("fraud_team_halved", "Italy? Nobody's told me anything until now.", []),
    "cited": ("fraud_team_halved", 'I write to them: "How much work is left for you?" and I wait a day.', []),
}


def seen(content: Content, question: str, text: str) -> Look:
    """What the director sees after one answer to this question."""
    persona = min(content.questions[question].ask)
    held = one_of(content, FixedClock(), question, persona)
    held.say(text, "answer")
    return look(held.session, held.turns, content, reader_of(content), FixedClock()())


@pytest.mark.parametrize(("question", "text", "facts"), ASKED.values(), ids=list(ASKED))
def test_each_thing_asked_finds_its_fact_and_nothing_else(
    content: Content, question: str, text: str, facts: list[str]
) -> None:
    at = seen(content, question, text)
    assert [f.id for f in at.asked.facts] == facts


@pytest.fixture
def orders(content: Content, clock: FixedClock) -> Rehearsal:
    """The lost orders, with Inés."""
    return one_of(content, clock, ORDERS, "peer_tpm")


def times_told(rehearsal: Rehearsal, content: Content, fact: str) -> int:
    tell = next(f.tell for f in content.questions[ORDERS].facts if f.id == fact)
    return sum(tell in t.text for t in rehearsal.turns)


def test_a_turn_of_questions_gets_every_answer_and_no_question_back(orders: Rehearsal, content: Content) -> None:
    say(orders, FIRST_HOUR)
    questions = "When did it start? What changed before? Which orders are affected? Who is on the call?"
    assert say(orders, questions)[0] == "inform"
    assert all(told(orders, content, ORDERS, f) for f in ("timeline", "changes", "pattern", "people"))
    assert "?" not in orders.turns[-1].text


def test_what_did_not_fit_into_one_turn_is_told_in_the_next(orders: Rehearsal, content: Content) -> None:
    say(orders, FIRST_HOUR)
    say(
        orders,
        "When did it start? What changed before? Which orders are affected? Who is on the call? Is there a repair job?",
    )
    assert not told(orders, content, ORDERS, "mitigation")
    say(orders, FIRST_HOUR.replace("Monday", "yesterday"))
    assert told(orders, content, ORDERS, "mitigation")


def test_nothing_is_told_twice_even_before_a_change(orders: Rehearsal, content: Content) -> None:
    say(orders, f"{FIRST_HOUR} Is there a job that could repair the lost orders?")
    for day in ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"):
        say(orders, f"On {day} Priya runs the repair job, and she rings the shops before that. Is there a repair job?")
    assert any(t.kind == "inject" for t in orders.turns)
    assert times_told(orders, content, "mitigation") == 1


def test_a_fact_that_a_model_told_in_its_own_words_counts_as_told(orders: Rehearsal, content: Content) -> None:
    say(orders, f"{FIRST_HOUR} Is there a job that could repair the lost orders?")
    last = orders.turns[-1]
    turns: list[Turn] = [*orders.turns[:-1], replace(last, text="There is a job, at night. What of it?", engine="m:1")]
    asked = f"{FIRST_HOUR} And is there a repair job?"
    turns.append(Turn(len(turns) + 1, "candidate", "answer", asked, last.at, last.question_id))
    again = Rehearsal(orders.session, content, FixedClock(), reader_of(content))
    again.turns[:] = turns
    again.reply()
    assert times_told(again, content, "mitigation") == 0


def test_what_nothing_known_answers_is_said_to_be_theirs_to_assume(orders: Rehearsal, content: Content) -> None:
    say(orders, f"{FIRST_HOUR} When was the first one? Which wine do they serve on Sundays?")
    assert told(orders, content, ORDERS, "timeline")
    assert any(w.startswith("rest_open/") for w in orders.turns[-1].wordings)
