"""Signals of conduct towards others: what shows them, and what sounds alike."""

from pathlib import Path

import pytest
import yaml

from app.domain.exchange import Exchange, ExchangeTurn
from app.signals.reader import Reader

_SAID: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("shown.yaml").read_text(encoding="utf-8")
)
_CASES = [(signal, text, key == "shown") for signal, kinds in _SAID.items() for key in kinds for text in kinds[key]]


@pytest.mark.parametrize(("signal", "text", "shown"), _CASES)
def test_what_shows_a_signal(reader: Reader, signal: str, text: str, shown: bool) -> None:
    assert (signal in reader.answer(text, "Tell me about it.").shown) == shown


def asked(follow_up: str, reply: str) -> Exchange:
    """A story, a follow-up and its reply."""
    story = "I led the move of the depot in Hull, and I agreed the date with Ann, who ran it."
    turns = [("interviewer", "Tell me about a move."), ("candidate", story), ("interviewer", follow_up)]
    turns.append(("candidate", reply))
    return Exchange(
        id="x",
        category="behavioral",
        interviewer="bar_raiser",
        question="Tell me about a move.",
        turns=tuple(ExchangeTurn(speaker, text, n, "answer") for n, (speaker, text) in enumerate(turns, 1)),
        targets=None,
    )


LESSON = "I'd ask at the first late drop and not the third. I do an hour with each new driver in week one."


@pytest.mark.parametrize(
    "follow_up",
    [
        "What would you do differently?",
        "And what did you take from it?",
        "What's different now?",
        "Would you do it again?",
    ],
)
def test_a_reply_about_what_was_learned_needs_no_words_of_learning(reader: Reader, follow_up: str) -> None:
    assert reader.exchange(asked(follow_up, LESSON)).counts["told_learning"] == 2


@pytest.mark.parametrize("reply", ["I learned a lot.", "Nothing really.", "Communication is key, always."])
def test_an_empty_reply_tells_nothing(reader: Reader, reply: str) -> None:
    assert reader.exchange(asked("What would you do differently?", reply)).counts.get("told_learning", 0) == 0


def test_what_was_not_asked_for_is_not_told_of(reader: Reader) -> None:
    counts = reader.exchange(asked("Who was against it?", LESSON)).counts
    assert not {"told_learning", "told_result", "told_own_part"} & counts.keys()


def test_other_follow_ups_ask_for_the_end_and_for_the_own_part(reader: Reader) -> None:
    ended = reader.exchange(asked("How did it turn out?", "We opened on 4 May with all 60 vans, two days early."))
    own = reader.exchange(
        asked("What was your part, specifically?", "I wrote the order of the vans with Ann on Friday.")
    )
    assert ended.counts["told_result"] == 1
    assert own.counts["told_own_part"] == 1
