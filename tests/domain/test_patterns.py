"""Many patterns at once find what each of them finds alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.patterns import Patterns, any_case

WRITTEN = (r"\bgreat (answer|point)\b", r"\bwell\s+done\b", r", right\?", r"^\W*no\b", r"\bseason(al|ed)?\b")
WORDS = ("great", "Answer", "point", "well", "done", ",", "right?", "No", "é", "season", "al", "\n", "…", "\ud800")


@given(st.lists(st.sampled_from(WORDS)), st.sampled_from((" ", "")))
def test_together_they_find_what_each_finds_alone(words: list[str], between: str) -> None:
    text = between.join(words)
    alone = (re.search(pattern, text, re.IGNORECASE) for pattern in WRITTEN)
    assert Patterns(any_case(WRITTEN)).finds(text) == next((m.group() for m in alone if m), None)


def test_without_patterns_nothing_is_found() -> None:
    assert Patterns().finds("Great answer.") is None


def test_case_counts_where_it_is_not_said_otherwise() -> None:
    assert Patterns((r"\bSTAR\b",)).finds("a star") is None
    assert Patterns((r"\bSTAR\b",)).finds("the STAR form") == "STAR"


@pytest.mark.parametrize("pattern", ["(?<=a)b", "a(?=b)", r"(a)\1", "(", "[z-a]"])
def test_what_is_no_pattern_or_may_take_any_time_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(pattern))):
        Patterns((pattern,))
