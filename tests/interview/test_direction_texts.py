"""What a model is told keeps to the rules that the model itself is given."""

import re

import pytest

from app.content.catalog import Content
from app.interview.direction import blanks

CLOSED = re.compile(r"^(whether|if)\b|\beither\b", re.IGNORECASE)
PROMISES = re.compile(r"\bwhat you came for\b|\bi'll\b|\bget back to\b|\bfind out for\b", re.IGNORECASE)
RECEIPT = re.compile(r"\breceipts?\b", re.IGNORECASE)


def directions(content: Content) -> dict[str, str]:
    """All that moves.yaml says to do."""
    return {name: d.do for name, d in content.interviewing.moves.items() if d.own_words}


def gap_texts(content: Content) -> list[str]:
    """All that a follow-up may be said to be after."""
    told = content.interviewing
    cases = [text for texts in told.gaps_case.values() for text in texts.values()]
    own = [f"{p.after}." for q in content.questions.values() for p in q.probes if p.after]
    return [*told.gaps.values(), *cases, *own]


def test_a_gap_is_an_open_clause(content: Content) -> None:
    for text in gap_texts(content):
        assert text.endswith(".") and "?" not in text, text
        assert text[0] == text[0].lower() or not text.split()[0].islower(), text
        assert not CLOSED.search(text), text
        assert content.manners.never_say.finds(text) is None, text


def test_a_case_has_its_own_words_only_where_the_past_does_not_fit(content: Content) -> None:
    told = content.interviewing
    for kind, texts in told.gaps_case.items():
        assert kind not in {"story", "motive"}
        assert not [gap for gap, text in texts.items() if text == told.gaps[gap]]
        assert not [text for text in texts.values() if re.search(r"\b(was|were|did|had)\b", text)]


@pytest.mark.parametrize("allowed", ["again"])
def test_a_direction_speaks_of_no_receipt(content: Content, allowed: str) -> None:
    assert [name for name, do in directions(content).items() if RECEIPT.search(do)] == [allowed]


def test_a_direction_praises_nothing_asks_nothing_and_promises_nothing(content: Content) -> None:
    for name, do in directions(content).items():
        assert "?" not in do and content.manners.never_say.finds(do) is None, name
        assert not PROMISES.search(do), name


def test_where_no_question_is_wanted_the_direction_says_so(content: Content) -> None:
    moves = content.interviewing.moves
    for name, do in directions(content).items():
        if moves[name].asks != "one":
            assert re.search(r"no question|without a question|ask nothing", do, re.IGNORECASE), name
        if moves[name].asks == "lead":
            assert "[[next]]" in do, name


def test_what_is_told_first_has_its_place_in_every_move_that_can_follow(content: Content) -> None:
    moves = content.interviewing.moves
    for name in ("question", "skipped", "inject", "inject_led", "probe", "press", "confirm", "invite", "close"):
        assert "told" in blanks(moves[name].do), name


def test_every_sample_begins_with_the_matter_itself(content: Content) -> None:
    receipts = {text for texts in content.moves["receipt"].values() for text in texts}
    samples = [t for wordings in content.probes.values() for texts in wordings.values() for t in texts]
    samples += [t for q in content.questions.values() for p in q.probes for t in p.say.values()]
    assert not [s for s in samples if any(s.startswith(f"{receipt} ") for receipt in receipts)]


def test_a_kind_that_has_not_happened_is_not_told_as_a_story(content: Content) -> None:
    kinds = content.interviewing.kinds
    assert "happened to them" in kinds["story"]
    assert [k for k, text in kinds.items() if "happened to them" in text and k not in {"story", "scenario"}] == []
    assert "none of it has happened" in kinds["scenario"]
