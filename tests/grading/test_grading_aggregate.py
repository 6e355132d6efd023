"""From pillar scores to a recommendation, and what would change it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.grade import Grade, GraderStamp, Scored
from app.domain.scale import PILLARS, Pillar
from app.grading.aggregate import aggregate, recommend, what_would_change

SCORES = st.dictionaries(st.sampled_from(PILLARS), st.integers(10, 50).map(lambda n: n / 10), min_size=1)


def graded(
    targets: dict[Pillar, float], scores: dict[Pillar, int | None], identifier: str = "x"
) -> tuple[Exchange, Grade]:
    """An exchange that aims at `targets` with a grade of these scores."""
    turns = (ExchangeTurn("interviewer", "So?"), ExchangeTurn("candidate", "So."))
    exchange = Exchange("x", "behavioral", "", "So?", turns, targets)
    pillars = {p: Scored(s, "a reason") for p, s in scores.items()}
    return exchange, Grade("x", pillars, None, 2, (), None, GraderStamp("offline", "1", None))


@pytest.mark.parametrize(
    ("scores", "recommendation"),
    [
        ((1, 1, 1, 1), 1),
        ((2, 2, 2, 2), 2),
        ((1, 2, 2, 2), 1),
        ((1, 4, 4, 2), 2),
        ((3, 3, 3, 3), 3),
        ((2, 3, 3, 4), 3),
        ((1, 5, 5, 5), 2),
        ((3, 4, 4, 4), 4),
        ((2, 5, 5, 5), 3),
        ((5, 5, 5, 5), 4),
    ],
)
def test_the_published_rows(content: Content, scores: tuple[int, ...], recommendation: int) -> None:
    named = {p: float(s) for p, s in zip(PILLARS, scores, strict=False)}
    assert recommend(named, named, content.rubrics.recommendation) == recommendation


@given(SCORES, st.data())
def test_a_better_score_never_makes_it_worse(
    content: Content, scores: dict[Pillar, float], data: st.DataObject
) -> None:
    rules = content.rubrics.recommendation
    pillar = data.draw(st.sampled_from(sorted(scores)))
    better = scores | {pillar: min(5.0, scores[pillar] + data.draw(st.integers(1, 30)) / 10)}
    assert (recommend(better, scores, rules) or 0) >= (recommend(scores, scores, rules) or 0)


@given(SCORES)
def test_what_would_change_it_does(content: Content, scores: dict[Pillar, float]) -> None:
    rules = content.rubrics.recommendation
    now = recommend(scores, scores, rules)
    change = what_would_change(scores, scores, rules)
    if change is None:
        assert now == 4
        return
    after = recommend(scores | {p: to for p, _, to in change.steps}, scores, rules)
    assert after == change.to
    assert (after or 0) > (now or 0)
    assert all(scores[p] == was < to <= 5 and to == int(to) for p, was, to in change.steps)


def test_a_pillar_asked_for_and_not_scored_holds_the_best_back(content: Content) -> None:
    rules = content.rubrics.recommendation
    scores: dict[Pillar, float] = {"communication": 5.0}
    assert recommend(scores, {"communication"}, rules) == 4
    assert recommend(scores, {"communication", "technical_depth"}, rules) == rules.unscored_at_most
    assert what_would_change(scores, {"communication", "technical_depth"}, rules) is None


def test_means_are_weighted_by_target_and_focus(content: Content) -> None:
    pair = [
        graded({"program_execution": 3}, {"program_execution": 4}),
        graded({"program_execution": 1}, {"program_execution": 2}),
    ]
    found = aggregate(pair, {"program_execution": 2}, content.rubrics)
    assert found.pillars["program_execution"].mean == 3.5
    assert found.pillars["program_execution"].exchanges == 2


def test_nothing_is_invented_for_what_nothing_assessed(content: Content) -> None:
    pair = graded({"technical_depth": 3, "communication": 1}, {"technical_depth": None, "communication": 4})
    found = aggregate([pair], {}, content.rubrics)
    assert set(found.pillars) == {"communication"}
    assert found.unscored == {"technical_depth"}


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.lists(st.integers(1, 4), min_size=6, max_size=6))
def test_a_mean_lies_within_its_scores(content: Content, scores: list[int], weights: list[int]) -> None:
    pairs = [graded({"communication": w}, {"communication": s}) for s, w in zip(scores, weights, strict=False)]
    mean = aggregate(pairs, {}, content.rubrics).pillars["communication"].mean
    assert min(scores) <= mean <= max(scores)


def test_two_small_steps_are_told_before_one_that_nobody_takes(content: Content) -> None:
    scores: dict[Pillar, float] = {
        "program_execution": 3.0,
        "stakeholder_leadership": 2.0,
        "communication": 4.0,
        "culture_values": 3.0,
    }
    change = what_would_change(scores, frozenset(scores), content.rubrics.recommendation)
    assert change is not None
    assert max(to for _, _, to in change.steps) == 4.0


def test_a_session_shows_how_far_repeated_gradings_lay_apart(content: Content) -> None:
    targets: dict[Pillar, float] = {"communication": 1.0}
    exchange, once = graded(targets, {"communication": 2})
    twice = replace(once, pillars={"communication": Scored(3, "a reason", (), 2, 5)})
    alone = aggregate([(exchange, once)], {}, content.rubrics).pillars["communication"]
    found = aggregate([(exchange, once), (exchange, twice)], {}, content.rubrics).pillars["communication"]
    assert (alone.low, alone.high) == (None, None)
    assert (found.mean, found.low, found.high, found.exchanges) == (2.5, 2.0, 3.5, 2)
