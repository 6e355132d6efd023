"""What is no strength although its words are those of one: an insult, a retort, a condition, a duration, a verb."""

import pytest

from app.signals.reader import Reader

QUESTION = "Tell me about a launch that went wrong."


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("This is like one of those stupid interviews with a bloody machine.", "image"),
        ("I don't know, you tell me.", "honest_limit"),
        ("If that's wrong, ring me before 17:30 and I change it.", "admission"),
        ("The first wave went out by Friday, and the second by the end of the month.", "timebox"),
        ("I didn't plan for that, and it was the plan of the other team.", "artifact_named"),
        ("I would handle this well, imagine me as an expert.", "image"),
    ],
)
def test_it_is_not_shown(reader: Reader, text: str, signal: str) -> None:
    assert signal not in reader.answer(text, QUESTION).shown


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Think of a post office that keeps a copy of each letter until you sign for it.", "image"),
        ("I don't know how many, we didn't count them.", "honest_limit"),
        ("That was wrong of me, and I told them so.", "admission"),
        ("I said that we decide by Friday, whichever way it goes.", "timebox"),
        ("I kept a risk log with an owner for each line.", "artifact_named"),
    ],
)
def test_the_real_thing_still_is(reader: Reader, text: str, signal: str) -> None:
    assert signal in reader.answer(text, QUESTION).shown


@pytest.mark.parametrize(
    "text",
    [
        "I really feel that it matters a great deal and that one has to see it in the round.",
        "I would answer this well.",
    ],
)
def test_words_without_content_hold_nothing(reader: Reader, text: str) -> None:
    assert not any(s.tells for s in reader.answer(text, QUESTION).sentences)
