"""The fitted model is monotone: what speaks for an answer never lowers it, what speaks against it never lifts it."""

from hypothesis import given
from hypothesis import strategies as st

from app.content.catalog import Content
from app.grading.scales import place
from bench.ordinal import Case, fit, fitted, rounded_model, shares

LEVELS = (2, 3, 4)
CASES = st.lists(
    st.builds(
        Case, st.tuples(st.integers(0, 3), st.integers(-3, 0), st.integers(0, 1)), st.just(99), st.integers(1, 4)
    ),
    min_size=8,
    max_size=40,
)


@given(CASES, st.integers(0, 39))
def test_one_more_signal_moves_a_level_only_its_own_way(cases: list[Case], index: int) -> None:
    model = fit(cases, LEVELS, 0.4)
    case = cases[index % len(cases)]
    good, bad, other = case.features
    more_good, more_bad = Case((good + 1, bad, other), 99, 1), Case((good, bad - 1, other), 99, 1)
    assert model.level(more_good) >= model.level(case) >= model.level(more_bad)


@given(CASES)
def test_rounding_keeps_the_signs_and_the_levels(cases: list[Case]) -> None:
    model = rounded_model(fitted(cases, LEVELS), cases, LEVELS)
    assert all(worth >= 0 for worth in model.worth)
    assert all(1 <= model.level(case) <= 4 for case in cases)


def test_thresholds_follow_the_labels_shares() -> None:
    points, labels = [1.0, 2.0, 3.0, 4.0], [1, 2, 2, 4]
    limits = shares(points, labels, LEVELS)
    assert [sum(p >= limits[level] for p in points) for level in LEVELS] == [3, 1, 1]


def test_shipped_points_have_one_sign_each(content: Content) -> None:
    scales = [r.scale for r in (*content.rubrics.pillars.values(), *content.rubrics.elements.values())]
    for scale in scales:
        assert all(all(w > 0 for w in p.worth) or all(w < 0 for w in p.worth) for p in scale.points)
        for point in scale.points:
            more = place(scale, {point.signal: len(point.worth)}).points - place(scale, {}).points
            assert (more > 0) == (point.worth[0] > 0)
