"""The follow-up to a change: on what the change goes for, or on holding to what was there before."""

import pytest

from app.content.catalog import Content
from app.service.rehearsal import Rehearsal
from tests.conftest import FixedClock
from tests.interview.modelled import talk
from tests.interview.readers import reader_of
from tests.interview.test_director import say
from tests.interview.test_director_follows import HALVED, injected, one_of

KEPT = (
    "I'd keep the plan as it is, and Italy waits.",
    "Nothing changes, Spain and Portugal go first.",
    "Honestly, we would stick to the order, because the checks are the same.",
    "I'd leave it as it is and tell him on Thursday.",
    "That doesn't change anything for the two countries.",
    "Same plan, with a note to the chief executive.",
    "I would still hold to my original date.",
    "I wouldn't move anything for that.",
    "My answer stays, Italy is four weeks later.",
    "We keep the same order, and he hears it from me.",
)
MOVED = (
    "Then Italy goes first, and the other two countries wait for the checks.",
    "I'd keep Noor informed and swap the two.",
    "If nothing changes by Friday I go to her director.",
    "I wouldn't keep the plan, I'd take Italy first.",
    "We can't stay with the plan, so Spain goes.",
    "I hold a call with the three leads on Monday.",
    "It changes a lot, the order for a start.",
    "We leave Portugal out and keep two engineers on it.",
    "The plan was never mine to keep.",
    "I'd stay late with them and count what is left.",
)


@pytest.mark.parametrize("reply", KEPT)
def test_holding_to_the_plan_is_heard(content: Content, reply: str) -> None:
    assert content.manners.keeps_to_it.finds(reply)


@pytest.mark.parametrize("reply", MOVED)
def test_what_moves_is_not_heard_as_holding(content: Content, reply: str) -> None:
    assert not content.manners.keeps_to_it.finds(reply)


@pytest.fixture
def changed(content: Content, clock: FixedClock) -> Rehearsal:
    """A case that has just changed."""
    case = one_of(content, clock, HALVED, "hiring_manager")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday"):
        say(case, f"On {day} I sit down with the lead of the fraud team and we look at what is left in the plan.")
        if injected(case):
            return case
    raise AssertionError("the case did not change")


def test_who_keeps_the_plan_is_asked_about_keeping_it(changed: Rehearsal) -> None:
    assert say(changed, KEPT[0]) == ("probe", "change_answered")
    assert changed.turns[-1].wordings[-1].startswith("after_stay/")


def test_who_changes_it_is_asked_about_what_the_change_goes_for(changed: Rehearsal) -> None:
    assert say(changed, MOVED[0]) == ("probe", "change_answered")
    assert changed.turns[-1].wordings[-1].startswith("after_change_people/")


def test_every_list_for_a_change_has_its_words_and_its_gaps(content: Content) -> None:
    lists = content.pace.after_change
    assert {*lists, "after_change", "after_stay"} <= content.moves.keys()
    assert all(gaps <= content.gaps.keys() for gaps in lists.values())


def test_a_model_is_told_that_they_keep_to_it(content: Content) -> None:
    one = talk(content, reader_of(content), persona="hiring_manager", format="drill", question=HALVED)
    one.session = one_of(content, FixedClock(), HALVED, "hiring_manager").session
    one.reply()
    while not any(t.kind == "inject" for t in one.turns):
        one.say("On Monday I sit down with the lead of the fraud team and we look at what is left in the plan.")
    one.say(KEPT[1])
    assert "they keep to what they had" in one.script.history[-1][-1].text
