"""The phrase language of the lexicon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ContentError
from app.signals.annotate import annotated
from app.signals.phrases import GAP, Match, PhraseBook, Word

CLASSES = {"role": ("director*", "vp"), "did": ("asked", "wrote")}


def heard(phrase: str, text: str) -> list[str]:
    """What the phrase matches in each sentence of the text."""
    book = PhraseBook({"it": (phrase,)}, CLASSES)
    found = []
    for item in annotated(text):
        for match in book.find(item.words):
            found.append(" ".join(w.norm for w in item.words[match.start : match.end]))
    return found


@pytest.mark.parametrize(
    ("phrase", "text", "matched"),
    [
        ("signed off", "She signed off.", ["signed off"]),
        ("signed off", "She signed it off.", []),
        ("sign* off", "Nobody signs off.", ["signs off"]),
        ("yes|no", "I said no.", ["no"]),
        ("don't|do~not know", "I do not know.", ["do not know"]),
        ("don't|do~not know", "I don't know.", ["don't know"]),
        ("don't|do~not know", "I do know.", []),
        ("i <did>", "I wrote it.", ["i wrote"]),
        ("<role> agreed", "The directors agreed.", ["directors agreed"]),
        ("i really? <did>", "I asked, and I really wrote.", ["i asked"]),
        ("i really? <did>", "I really asked.", ["i really asked"]),
        ("gave .. up", "I gave all of it up.", ["gave all of it up"]),
        ("gave .. up", "I gave a b c d up.", []),
        ("gave _ up", "I gave that up.", ["gave that up"]),
        ("trade off", "It is a trade-off.", ["trade off"]),
        ("by <date>", "By Friday, or by 2 May.", ["by friday"]),
        ("under <num>", "It stayed under 150.", ["under 150"]),
        ("step <num>", "This is step two.", []),
        ("<name> said", "So Meera said no.", ["meera said"]),
        ("one two", "One. Two.", []),
    ],
)
def test_what_a_phrase_hears(phrase: str, text: str, matched: list[str]) -> None:
    assert heard(phrase, text) == matched


@pytest.mark.parametrize("phrase", ["", "<nobody> said", "ab*", ".. x", "_ x"])
def test_a_broken_phrase_is_named(phrase: str) -> None:
    with pytest.raises(ContentError, match="it"):
        PhraseBook({"it": (phrase,)}, CLASSES)


def test_counting_counts_each_once() -> None:
    book = PhraseBook({"hedge": ("i think", "think", "maybe")}, CLASSES)
    (item,) = annotated("I think maybe, well, I think so")
    assert book.count(item.words) == {"hedge": 3}


def slow_end(parts: list[str], words: list[str], at: int) -> set[int]:
    """Every end that a phrase of plain words, `_` and `..` can have from here, by trying all."""
    if not parts:
        return {at}
    if parts[0] == "..":
        return {e for skip in range(GAP + 1) if at + skip <= len(words) for e in slow_end(parts[1:], words, at + skip)}
    if at < len(words) and parts[0] in {words[at], "_"}:
        return slow_end(parts[1:], words, at + 1)
    return set()


@given(
    st.lists(st.sampled_from(["a", "b", "_", ".."]), min_size=0, max_size=5),
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=9),
)
def test_matching_agrees_with_trying_everything(rest: list[str], words: list[str]) -> None:
    parts = ["a", *rest]
    book = PhraseBook({"it": (" ".join(parts),)}, {})
    found = list(book.find([Word(w) for w in words]))
    starts = [(i, min(ends)) for i in range(len(words)) if (ends := slow_end(parts, words, i))]
    assert found == [Match("it", *starts[0])] if starts else found == []
