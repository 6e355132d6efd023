"""Which words a report holds up: no question back, no scrap, no excuse; and several sentences are not nothing."""

import pytest

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.grading.parts.fixing import is_said
from app.grading.parts.recovery import recoveries
from app.signals.found import Span
from app.signals.reader import Reader

QUESTION = "Tell me about a launch that went wrong."


def said(reader: Reader, text: str, words: str) -> bool:
    """Whether these words of an answer may be held up."""
    at = text.index(words)
    return is_said(reader.answer(text, QUESTION), Span(at, at + len(words), words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Do you mean the launch of the app or of the site?", "launch"),
        ("Well, the launch.", "launch"),
    ],
)
def test_a_question_back_and_a_scrap_are_not_held_up(reader: Reader, text: str, words: str) -> None:
    assert not said(reader, text, words)


def test_a_whole_sentence_is(reader: Reader) -> None:
    assert said(reader, "We all agreed on the launch and then it slipped by some weeks.", "agreed")


def test_several_sentences_that_say_something_are_not_nothing(reader: Reader, content: Content) -> None:
    reply = (
        "I rang their head of operations on Tuesday. She sent two people for the night shift. "
        "We wrote the list of files together and I checked each against the bank's. By Friday 38 of 40 came through."
    )
    turns = (
        ExchangeTurn("interviewer", QUESTION, kind="ask"),
        ExchangeTurn("candidate", "We had a partner whose files came late."),
        ExchangeTurn("interviewer", "And what did you learn?", kind="probe", gap="learning"),
        ExchangeTurn("candidate", reply),
    )
    exchange = Exchange("x", "behavioral", "bar_raiser", QUESTION, turns, {})
    (found,) = recoveries(exchange, reader.exchange(exchange), content.rubrics)
    assert found.came_back == "in_part"
