"""Figures in digits and in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.signals.figures import figures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("about 3,300 a second", [3300]),
        ("1.4 million sitting there", [1_400_000]),
        ("50k users, $2m, 99.9%", [50_000, 2_000_000, 99.9]),
        ("two hundred and fourteen clients", [214]),
        ("twenty-three hundred merchants", [2300]),
        ("thirty-eight thousand writes, then forty", [38_000, 40]),
        ("a hundred and eighteen of 2 thousand", [118, 2000]),
        ("five million three hundred thousand", [5_300_000]),
        ("one, two, three", [1, 2, 3]),
        ("500 100", [500, 100]),
        ("nobody and nothing", []),
        ("a million, or m", []),
    ],
)
def test_what_figures_are_worth(text: str, values: list[float]) -> None:
    assert [f.value for f in figures(text)] == values


@given(st.integers(0, 10**9))
def test_digits_are_read_as_they_are(number: int) -> None:
    assert [f.value for f in figures(f"it is {number:,} now")] == [number]


@given(st.text(alphabet="one two hundred thousand and 1 2 , . k m", max_size=60))
def test_places_are_in_order_and_inside(text: str) -> None:
    found = figures(text)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
