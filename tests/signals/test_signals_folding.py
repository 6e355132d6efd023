"""Folding, and the way back from a folded text to the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.signals.folding import fold, fold_word, is_invisible

TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60) | st.text(
    alphabet="aAé́“”‘'\"  \n\tﬁ１Ⅳ\u200bß İ", max_size=40
)


@given(TEXTS)
def test_the_way_back_rises_and_stays_inside(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text) + 1
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= index <= len(text) for index in folded.origin)


@given(TEXTS)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  Two\n\n  words ", "two words"),
        ("“It’s” «done»", '"it\'s" "done"'),
        ("ﬁxed ｉｎ １０ days", "fixed in 10 days"),
        ("STRASSE Straße", "strasse strasse"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_folding_makes_equal(written: str, meant: str) -> None:
    assert fold(written).text == unicodedata.normalize("NFC", meant)


@pytest.mark.parametrize("word", ["ig\u200bnore", "IGNORE", "ｉｇｎｏｒｅ", "іgnоre", "i\u0301gno\u0308re", "𝐢𝐠𝐧𝐨𝐫𝐞"])
def test_a_word_cannot_hide(word: str) -> None:
    assert fold_word(word) == "ignore"


def test_honest_scripts_are_not_touched_by_look_alikes() -> None:
    assert fold_word("проект") == "проект"


@pytest.mark.parametrize(("char", "hidden"), [("\U000e0041", True), ("\u202e", True), ("\u200d", False), ("é", False)])
def test_what_has_no_place_in_prose(char: str, hidden: bool) -> None:
    assert is_invisible(char) is hidden


@given(st.text(alphabet="aA1é –‘“'\"  \n\t\x1c", max_size=40))
def test_plain_text_folds_as_any_other(text: str) -> None:
    plain, other = fold(text.replace("é", "e")), fold(text.replace("é", "e") + "\n…")
    assert other.text.removesuffix("...").rstrip() == plain.text
    assert other.origin[: len(plain.text)] == plain.origin[:-1]
