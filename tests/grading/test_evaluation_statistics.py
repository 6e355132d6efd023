"""The figures of an evaluation, against cases worked by hand and against what must always hold."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.catalog import Content
from app.domain.evaluation import StatisticsRules
from app.grading.agreement import quadratic_kappa
from app.grading.evaluation import statistics as figures
from app.grading.evaluation.measures import middle
from app.grading.evaluation.result import Boundary, Cell, LabelError, Leniency
from app.grading.evaluation.words import fit, words_alone

PILLAR = (1, 2, 3, 4, 5)
scores = st.integers(min_value=1, max_value=5)
pairs = st.lists(st.tuples(scores, scores), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def rules(content: Content) -> StatisticsRules:
    return content.rubrics.evaluation.statistics


def plain_kappa(given: list[tuple[int, int]]) -> float | None:
    """The definition, pair by pair."""
    seen = sum((a - b) ** 2 for a, b in given) / len(given)
    chance = sum((a - b) ** 2 for a, _ in given for _, b in given) / len(given) ** 2
    return None if chance == 0 else 1 - seen / chance


def test_kappa_of_a_case_worked_by_hand() -> None:
    """Squared differences: 2 seen of 4; over all 16 ways to pair (1, 2, 3, 4) with (1, 3, 3, 5) they are 56."""
    assert quadratic_kappa([(1, 1), (2, 3), (3, 3), (4, 5)]) == pytest.approx(1 - (2 / 4) / (56 / 16))


@given(pairs)
def test_kappa_is_the_definition(given: list[tuple[int, int]]) -> None:
    assert quadratic_kappa(given) == pytest.approx(plain_kappa(given))


@given(pairs)
def test_kappa_does_not_care_which_is_which_or_in_what_order(given: list[tuple[int, int]]) -> None:
    shuffled = random.Random(1).sample(given, len(given))
    assert quadratic_kappa(given) == quadratic_kappa([(b, a) for a, b in shuffled])


@given(st.lists(scores, min_size=2, max_size=20))
def test_kappa_of_the_same_is_one(given: list[int]) -> None:
    assert quadratic_kappa([(s, s) for s in given]) == (1 if len(set(given)) > 1 else None)


@given(pairs)
def test_kappa_is_never_above_one(given: list[tuple[int, int]]) -> None:
    kappa = quadratic_kappa(given)
    assert kappa is None or -1 <= kappa <= 1


def test_intervals_are_the_same_each_time_and_hold_the_figure(rules: StatisticsRules) -> None:
    dice = random.Random(7)
    column = [(min(5, max(1, y + dice.choice([-1, 0, 0, 1]))), y) for y in dice.choices(PILLAR, k=60)]
    first = figures.intervals({"a": column, "b": [*column[:30], *[None] * 30]}, rules)
    assert first == figures.intervals({"a": column, "b": [*column[:30], *[None] * 30]}, rules)
    assert first["a"] is not None and first["b"] is not None
    assert first["a"].low < (quadratic_kappa(column) or 0) < first["a"].high
    assert first["b"].high - first["b"].low > first["a"].high - first["a"].low


def test_an_interval_needs_something_that_differs(rules: StatisticsRules) -> None:
    assert figures.intervals({"same": [(3, 3)] * 10, "none": [None] * 10}, rules) == {"same": None, "none": None}
    assert figures.intervals({"empty": []}, rules) == {"empty": None}


def test_leniency_at_both_ends() -> None:
    given = [(2, 1), (3, 2), (3, 3), (4, 4), (4, 5)]
    assert figures.leniency(given, PILLAR) == Leniency(overall=0.2, bottom=1, top=-0.5)
    assert figures.leniency([], PILLAR) == Leniency(None, None, None)
    assert figures.errors_by_label(given, PILLAR)[0] == LabelError(1, 1, 1)


def test_confusion_counts_what_is_missing_on_either_side() -> None:
    labels = [{"communication": 2}, {"communication": 2}, {"communication": None}, {}]
    found = [{"communication": 3}, {"communication": None}, {"communication": 1}, {"communication": 4}]
    assert figures.confusion("communication", found, labels) == (Cell(2, 3, 1), Cell(2, None, 1), Cell(None, 1, 1))


def test_hire_boundary_tells_both_sides() -> None:
    assert figures.hire_boundary([(3, 4), (2, 3), (2, 1), (1, 2)]) == Boundary(
        count=4, agree=3, kappa=0.5, hires=2, hires_found=1, no_hires=2, no_hires_found=2
    )


def test_raters_among_themselves_are_taken_two_by_two() -> None:
    """a and b always agree; c is a level off at one of three."""
    rows = [{"a": 1, "b": 1, "c": 1}, {"a": 3, "b": 3, "c": 3}, {"a": 5, "b": 5, "c": 4}]
    raters = [{by: {"task": score} for by, score in row.items()} for row in rows]
    off = plain_kappa([(1, 1), (3, 3), (5, 4)]) or 0
    assert figures.among(raters, "task") == pytest.approx((1 + off + off) / 3)
    assert figures.with_each([{"task": 1}, {"task": 3}, {"task": 5}], raters, "task") == pytest.approx((2 + off) / 3)
    assert figures.among([{"a": {"task": 1}}], "task") is None


@pytest.mark.parametrize(
    ("given", "found"),
    [([2, 2, 3], 2), ([2, 3], 2), ([None, 2, None], None), ([None, 2], 2), ([1, None, 4], 1), ([None], None)],
)
def test_the_middle_of_several(given: list[int | None], found: int | None) -> None:
    assert middle([{"result": score} for score in given]) == {"result": found}


def test_the_middle_is_over_those_that_say_something() -> None:
    assert middle([{"result": 3}, {"task": 1}, {}]) == {"result": 3, "task": 1}


def test_limits_fit_what_can_be_fitted() -> None:
    given = [(10, 1), (20, 1), (100, 3), (110, 3), (400, 5)]
    limits = fit(given, PILLAR)
    assert [sum(limit <= words for limit in limits) + 1 for words, _ in given] == [1, 1, 3, 3, 5]


@given(st.lists(st.tuples(st.integers(0, 50), scores), min_size=2, max_size=25))
def test_limits_rise_and_agree_at_least_as_chance(given: list[tuple[int, int]]) -> None:
    limits = fit(given, PILLAR)
    levels = [(sum(limit <= words for limit in limits) + 1, label) for words, label in given]
    assert limits == sorted(limits)
    assert (quadratic_kappa(levels) or 0) >= -1e-9


def test_words_alone_find_nothing_where_there_is_nothing(rules: StatisticsRules) -> None:
    dice = random.Random(3)
    noise = [(dice.randrange(500), dice.choice(PILLAR)) for _ in range(120)]
    told = [(100 * label + dice.randrange(60), label) for _, label in noise]
    assert abs(words_alone(noise, PILLAR, rules) or 0) < 0.25
    assert (words_alone(told, PILLAR, rules) or 0) > 0.95
    assert words_alone(told, PILLAR, rules) == words_alone(told, PILLAR, rules)


def test_words_are_not_fitted_to_few(rules: StatisticsRules) -> None:
    assert words_alone([(10, 1), (50, 5)], PILLAR, rules) is None
