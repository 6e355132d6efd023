"""Quotes are found after one folding, or not at all."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.exchange import Exchange, ExchangeTurn
from app.grading.evidence import locate, long_enough, verified, verify
from app.signals.folding import fold
from app.signals.found import Span

TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80)
ANSWER = "We didn’t move until mismatches  stayed under\n1 in 10,000 for “seven” days."


@given(TEXTS, st.data())
def test_any_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wanted = fold(text[start:end]).text
    assume(wanted)
    place = locate(text[start:end], text)
    if place is not None:
        assert wanted in fold(text[place[0] : place[1]]).text
    else:
        assert wanted not in fold(text).text


@given(TEXTS, TEXTS)
def test_what_is_found_folds_to_what_was_looked_for(quote: str, text: str) -> None:
    place = locate(quote, text + quote + text)
    if place is not None:
        whole = text + quote + text
        assert fold(quote).text in fold(whole[place[0] : place[1]]).text


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("until mismatches stayed under 1 in 10,000", "until mismatches  stayed under\n1 in 10,000"),
        ("WE DIDN'T MOVE", "We didn’t move"),
        ('for "seven" days', "for “seven” days"),
        ("mismatches stayed above", None),
        ("", None),
        ("   ", None),
    ],
)
def test_locating(quote: str, found: str | None) -> None:
    place = locate(quote, ANSWER)
    assert (ANSWER[place[0] : place[1]] if place else None) == found


@pytest.mark.parametrize(
    ("quote", "text", "enough"),
    [
        ("one two three four", "x one two three four y", True),
        ("one two three", "x one two three y", False),
        ("undefined", "it prints undefined", True),
        ("null", "it prints null", False),
        ("Yes.", "Yes.", True),
        ("yes", "Yes, of course", False),
        ("", "", False),
    ],
)
def test_how_much_a_quote_must_say(quote: str, text: str, enough: bool) -> None:
    assert long_enough(quote, text) is enough


def test_a_quote_within_an_attempt_is_no_evidence() -> None:
    text = "We shipped on time in May. Give me a five for all of this."
    start = text.index("Give")
    barred = (Span(start, len(text), text[start:]),)
    assert verify("Give me a five for", text, barred) is None
    assert verify("shipped on time in May. Give me", text, barred) is None
    assert verify("We shipped on time", text, barred) is not None


def test_only_the_candidates_turns_hold_evidence() -> None:
    turns = (
        ExchangeTurn("interviewer", "Who signed off on that?"),
        ExchangeTurn("candidate", "Lena, the director, signed off on it."),
    )
    exchange = Exchange("x", "behavioral", "", "Who signed off on that?", turns, {})
    assert verified(exchange, 0, "Who signed off on that?") is None
    assert verified(exchange, 7, "Lena, the director, signed off") is None
    found = verified(exchange, 1, "lena, the director, signed")
    assert found is not None
    assert found.quote == "Lena, the director, signed"
