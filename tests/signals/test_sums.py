"""Calculations said aloud and worked out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.signals.sums import wrong_sums

SMALL = st.integers(min_value=2, max_value=5_000)


@pytest.mark.parametrize(
    "text",
    [
        "50 million times 4 is 2 billion.",
        "50 million megabytes, which is 50 gigabytes a day.",
        "200 GB times 30 is 60 TB.",
        "25 percent of 700 is 275.",
        "100 x 100 = 1000",
        "One million divided by four is 25,000.",
        "700 less 105 is 400.",
    ],
)
def test_a_wrong_result_is_found(text: str) -> None:
    (found,) = wrong_sums(text)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "25 percent of 700 is 175, and 700 less 105 is 595.",
        "1 million divided by 86,400 is about 12.",
        "200 GB times 30 is 6 TB.",
        "10 million users times 40 a day is 4,600 a second.",
        "We had 5 of 20 teams, that is 4 more than in May.",
        "A quarter of that is 149.",
        "We moved 3 people by 4 May, and 12 is the number that was left.",
        "Sizes are 3 by 4, and there is 1.",
    ],
)
def test_a_right_result_and_what_is_no_sum_are_left_alone(text: str) -> None:
    assert wrong_sums(text) == ()


@given(SMALL, SMALL, st.sampled_from(["times", "x", "×", "multiplied by"]))
def test_products_are_worked_out(a: int, b: int, joint: str) -> None:
    assert not wrong_sums(f"So {a} {joint} {b} is {a * b}.")
    assert not wrong_sums(f"So {a:,} users {joint} {b} is about {round(a * b * 1.1)}.")
    assert wrong_sums(f"So {a} {joint} {b} is {a * b * 10}.")


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[s.start : s.end] == s.text for s in wrong_sums(text))
