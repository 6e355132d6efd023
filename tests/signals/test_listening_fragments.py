"""Fragments that a follow-up hangs on: a clause of their own, or none."""

import pytest

from app.signals.found import Span
from app.signals.fragment import fragment, sentence_quote


def cut(text: str, word: str, **limits: int) -> str | None:
    """The fragment around a word of the text."""
    at = text.index(word)
    found = fragment(text, Span(at, at + len(word), word), **limits)
    return found and found.text


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("In the end, we shipped.", "end", None),
        ("First the buyers, then the sellers.", "sellers", None),
        ("It was a group effort.", "group", "It was a group effort"),
        ("We did it, was a group effort.", "group", None),
        ("I run the tenancy migration at a payroll company.", "run", "I run the tenancy migration"),
        (
            "Last month that was mostly a fight over who pays for the second shift on the weekend.",
            "fight",
            "Last month that was mostly a fight",
        ),
        ("I told the manager on the Thursday we'd go without.", "manager", "I told the manager"),
        (
            "About sixty percent of people refill before they run out of it on a normal weekday.",
            "percent",
            "About sixty percent of people refill",
        ),
        ("I'd agree it with their manager, and write it down.", "manager", "I'd agree it with their manager"),
        (
            "So we agreed on a better way of communicating, and it held.",
            "agreed",
            "we agreed on a better way of communicating",
        ),
        ("I'd write down with their manager which two people it is.", "two", None),
        (
            "It was a re-baselined plan with the finance chief's own sign-off in the corner of it.",
            "plan",
            "It was a re-baselined plan",
        ),
    ],
)
def test_a_fragment_stands_alone(text: str, word: str, expected: str | None) -> None:
    assert cut(text, word) == expected


def test_a_long_quote_ends_with_its_clause() -> None:
    text = (
        "If twenty weeks of work are left and I have two people for seven weeks, then I have fourteen, so about six "
        "weeks of it don't fit into what is left of the quarter before the freeze begins and the two of them go on "
        "leave for most of December"
    )
    found = sentence_quote(text, Span(3, 9, "twenty"))
    assert found.text.endswith("then I have fourteen")
