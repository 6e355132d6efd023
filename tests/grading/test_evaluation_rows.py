"""Labelled exchanges as they are read, and what grades are held against them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.content.catalog import Content
from app.domain.grade import Evidence, Grade, GraderStamp, Scored
from app.domain.scale import ELEMENTS, PILLARS
from app.errors import UnreadableInput
from app.grading.evaluation.labelled import rated_by, read_labelled
from app.grading.evaluation.measure import (
    Attacked,
    Row,
    attack_shifts,
    hire,
    measures,
    not_graded,
    quotes,
    spread,
    summary,
)
from app.grading.evaluation.measures import MEASURES
from app.grading.evaluation.result import AttackShift, NotGraded, Quotes
from tests.grading.labelled_lines import ANSWERS, labels, line

STAMP = GraderStamp("m", "r", None)


def graded(score: int | None, recommendation: int | None = 3, element: int | None = None, quote: str = "") -> Grade:
    """A grade with the same score everywhere."""
    evidence = (Evidence(1, quote),) if quote else ()
    pillars = {p: Scored(score, "", evidence) for p in PILLARS}
    starl = None if element is None else {e: Scored(element, "", evidence) for e in ELEMENTS}
    return Grade("x", pillars, starl, recommendation, (), None, STAMP)


def row(score: int | None, label: int | None, *more: Grade, answer: str = ANSWERS[0]) -> Row:
    """An exchange graded and labelled."""
    labelled = read_labelled(json.dumps(line("x", answer, labels=labels(label, 2))))
    return Row(labelled, (graded(score), *more))


def test_what_is_left_out_is_unlabelled_and_null_could_not_be_assessed() -> None:
    partial: dict[str, Any] = {"pillars": {"communication": 3, "technical_depth": None}}
    assert read_labelled(json.dumps(line("x", "a", labels=partial))).labels == {
        "communication": 3,
        "technical_depth": None,
    }
    assert read_labelled(json.dumps(line("x", "a"))).labels == {}
    whole = read_labelled(json.dumps(line("x", "a", labels=labels(3, 3)))).labels
    assert set(whole) == set(MEASURES)
    assert [whole[e] for e in ELEMENTS] == [None] * 5


def test_without_a_consensus_the_raters_median_is_it() -> None:
    raters = [labels(2, 2), labels(4, 3), labels(3, 3) | {"by": "ann", "kind": "person"}]
    found = read_labelled(json.dumps(line("x", "a", raters=raters)))
    assert (found.labels["communication"], found.labels["recommendation"]) == (3, 3)
    assert [rater.by for rater in found.raters] == ["rater 1", "rater 2", "ann"]


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ((), "unknown"),
        (("model", "model"), "models"),
        (("person",), "people"),
        (("model", "person"), "both"),
        (("person", None), "unknown"),
    ],
)
def test_who_rated(kinds: tuple[str | None, ...], found: str) -> None:
    raters = [labels(2, 2) | {"kind": kind} for kind in kinds]
    assert rated_by([read_labelled(json.dumps(line("x", "a", raters=raters)))]) == found


@pytest.mark.parametrize(
    "wrong",
    [
        {"pillars": {"communication": 6}},
        {"pillars": {"communication": 3.5}},
        {"pillars": {"communication": True}},
        {"pillars": {"charm": 3}},
        {"starl": {"task": 4}},
        {"recommendation": 0},
        {"recommendation": "3"},
        [],
    ],
)
def test_labels_off_the_scale_are_refused_and_the_line_is_named(wrong: object) -> None:
    with pytest.raises(UnreadableInput, match="Line 7 has labels"):
        read_labelled(json.dumps(line("x", "a", labels=wrong)), 7)


def test_abstaining_and_scoring_what_cannot_be_assessed_are_counted(content: Content) -> None:
    rows = [row(3, 3), row(None, 4), row(2, None), row(None, None)]
    found = {m.measure: m for m in measures(rows, content.rubrics.evaluation.statistics)}["communication"]
    assert (found.rated, found.scored, found.not_assessable, found.scored_anyway) == (2, 1, 2, 1)
    assert (found.exact, found.within_one, found.error.overall) == (1, 1, 0)


def test_the_median_of_several_gradings_is_held_against_the_label(content: Content) -> None:
    again = row(1, 3, graded(3), graded(4))
    assert again.scores["communication"] == 3
    assert measures([again], content.rubrics.evaluation.statistics)[0].exact == 1


def test_spread_tells_how_far_gradings_lie_apart() -> None:
    rows = [row(1, 3, graded(3)), row(2, 2, graded(2)), row(2, 2, graded(None))]
    found = {s.measure: s for s in spread(rows)}["communication"]
    assert (found.exchanges, found.same, found.moved, found.most) == (3, 1 / 3, 1, 2)
    assert spread([row(1, 3)]) == ()


def test_means_are_over_measures_with_enough_exchanges(content: Content) -> None:
    rules = content.rubrics.evaluation.statistics
    rows = [row(score, label) for score, label in zip([1, 2, 3, 4, 5] * 3, [1, 2, 3, 4, 4] * 3, strict=True)]
    means = summary(rows, measures(rows, rules), rules)
    assert means.pillars_counted == PILLARS
    assert means.elements is None and means.elements_counted == ()
    assert means.leniency.overall == pytest.approx(0.2)
    few = summary(rows[:5], measures(rows[:5], rules), rules)
    assert few.pillars is None and few.leniency.overall == pytest.approx(0.2)


def test_hire_is_measured_on_the_recommendation() -> None:
    assert (hire([row(3, 3)]).count, hire([row(3, 3)]).agree) == (1, 0)


def test_quotes_are_looked_for_in_their_turn() -> None:
    words = " ".join(ANSWERS[0].split()[:5])
    given = [graded(3, quote=words), graded(3, quote="words that are not there"), graded(3), graded(1), graded(None)]
    rows = [Row(row(3, 3).labelled, (grade,)) for grade in given]
    assert quotes(rows) == Quotes(given=10, valid=5, credited=15, without=5)


def test_an_attack_is_told_by_its_family() -> None:
    attacked = [
        Attacked("padding", graded(2, 2), graded(3, 2)),
        Attacked("padding", graded(2, 2), graded(2, 2)),
        Attacked("orders", graded(2, 2), graded(2, 1)),
        Attacked("orders", graded(2, 2), graded(None, None)),
    ]
    padding, orders = attack_shifts(attacked)
    assert padding == AttackShift(
        "padding", attacked=2, raised=1, empty=0, empty_raised=0, lowered=0, shift=5 / 12, most=1
    )
    assert (orders.family, orders.raised, orders.lowered) == ("orders", 0, 1)


def test_a_score_that_appears_under_attack_is_raised() -> None:
    lowest = Attacked("orders", graded(None, None), graded(1, 1, 0), empty=True)
    (found,) = attack_shifts([Attacked("orders", graded(None, None), graded(4, None), empty=True), lowest])
    assert (found.raised, found.empty, found.empty_raised, found.shift) == (1, 2, 1, None)


def test_reasons_for_no_grade_are_counted() -> None:
    failed = replace(graded(None, None), not_graded="The model did not answer in time.")
    assert not_graded([failed, graded(3), failed]) == (NotGraded("The model did not answer in time.", 2),)
