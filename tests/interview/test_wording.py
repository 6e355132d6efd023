"""Small parts of the words: filling in, matching facts, quoting."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.question import Fact
from app.interview.facts import facts_asked, names_one_of
from app.interview.phrasebook import fill, placeholders

SMALL = frozenset({"the", "is", "what", "how", "of", "it", "on", "many", "we"})
TEAM = Fact("team", ("the team", "how many engineers"), "Six engineers.")
LATE = Fact("late", ("what is late", "behind schedule"), "Pricing is late.")
WHY = Fact("why", ("why is the job open",), "Somebody moved.")


@given(st.text(), st.text())
def test_what_is_filled_in_is_never_read_as_a_template(quote: str, me: str) -> None:
    assert fill('You said "{quote}", {me}.', {"quote": quote, "me": me}) == f'You said "{quote}", {me}.'


@given(st.text())
def test_unknown_braces_stay_as_they_are(text: str) -> None:
    assert fill(text, {}) == text


def test_placeholders_are_found() -> None:
    assert placeholders('"{quote}", {minutes} left, {other}') == {"quote", "minutes"}


def test_a_fact_is_found_by_its_words_in_any_order() -> None:
    assert facts_asked("And which of it is running late?", (TEAM, LATE), SMALL) == (LATE.tell,)
    assert facts_asked("How big is the team, and are we behind schedule?", (TEAM, LATE), SMALL) == (
        LATE.tell,
        TEAM.tell,
    )
    assert facts_asked("How many engineer are there?", (TEAM,), SMALL) == (TEAM.tell,)


def test_nothing_is_told_that_was_not_asked_for() -> None:
    assert facts_asked("What does it pay?", (TEAM, LATE, WHY), SMALL) == ()


def test_a_longer_match_comes_first_and_two_are_enough() -> None:
    told = facts_asked("Why is the job open, is the team late?", (TEAM, LATE, WHY), SMALL)
    assert told[0] == WHY.tell
    assert len(told) == 2


def test_a_phrase_stands_as_whole_words() -> None:
    assert names_one_of("What does it pay?", ("pay",))
    assert not names_one_of("How do payments work?", ("pay",))
