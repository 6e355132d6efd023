"""Points, levels and ceilings."""

from app.domain.rubric import Cap, Points, Scale, Signal
from app.grading.agreement import agreement, quadratic_kappa
from app.grading.scales import place, unearned

CAP = Cap(2, ("blame",), ("data",), "You blame.")
SCALE = Scale(1, (Points("risk", (1, 0.5)), Points("data", (2,)), Points("haste", (-1,))), {2: 2, 3: 3, 4: 4.5}, (CAP,))


def test_points_are_given_sentence_by_sentence() -> None:
    assert [place(SCALE, {"risk": n}).points for n in range(4)] == [1, 2, 2.5, 2.5]


def test_a_level_is_the_highest_whose_points_are_reached() -> None:
    assert [place(SCALE, c).level for c in ({}, {"risk": 1}, {"data": 1}, {"data": 1, "risk": 2})] == [1, 2, 3, 4]


def test_a_ceiling_holds_only_where_it_applies_and_lowers() -> None:
    assert place(SCALE, {"risk": 2, "blame": 1}).cap is None
    held = Scale(5, SCALE.points, SCALE.levels, SCALE.caps)
    assert place(held, {"blame": 1}).level == 2
    assert place(held, {"blame": 1}).cap == CAP
    assert place(held, {"blame": 1, "data": 1}).level == 4


def test_what_cost_points_is_told_apart() -> None:
    placed = place(SCALE, {"risk": 1, "haste": 2})
    assert (placed.points, placed.cost, placed.earned) == (1, ("haste",), (("risk", 1),))


def test_what_was_not_earned_leaves_out_what_stands_in_for_it() -> None:
    signals = {name: Signal(name, (), "always", "", "") for name in ("risk", "data", "haste", "plan")}
    assert unearned(SCALE, {}, signals) == ("data", "risk")
    signals["risk"] = Signal("risk", (), "always", "", "", unless=("plan",))
    assert unearned(SCALE, {"plan": 1}, signals) == ("data",)


def test_kappa_of_known_pairs() -> None:
    assert quadratic_kappa([(1, 1), (2, 2), (3, 3)]) == 1
    assert quadratic_kappa([(1, 3), (3, 1)]) == -1
    assert quadratic_kappa([(2, 2), (2, 2)]) is None
    assert agreement([(3, 2), (2, 2)]).mean_error == 0.5
    assert agreement([]).kappa is None
