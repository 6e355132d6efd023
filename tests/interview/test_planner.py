"""Which questions a session gets."""

from collections import Counter

import pytest

from app.content.catalog import Content
from app.domain.session import SessionSpec
from app.errors import NotFound, UserError
from app.interview.planner import plan

PERSONAS = ("recruiter", "hiring_manager", "peer_tpm", "partner_engineer", "pm_ux", "bar_raiser")


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("seed", range(12))
def test_a_round_settles_in_and_covers_what_its_interviewer_looks_for(
    content: Content, persona: str, seed: int
) -> None:
    made = plan(SessionSpec(format="round", persona=persona), content, frozenset(), seed)
    questions = [content.questions[q] for q in made.questions]
    assert questions[0].settles
    assert not any(q.settles for q in questions[1:])
    assert len(set(made.questions)) == len(made.questions) > made.expected
    assert all(content.voice(persona, q.ask) for q in questions)
    focus = content.personas[persona].focus
    top = max(focus, key=lambda p: focus[p])
    assert any(top in q.targets for q in questions[: made.expected])


@pytest.mark.parametrize("persona", PERSONAS)
def test_nothing_is_asked_twice_over_many_sessions(content: Content, persona: str) -> None:
    asked: Counter[str] = Counter()
    for seed in range(3):
        made = plan(SessionSpec(format="round", persona=persona), content, frozenset(asked), seed)
        asked.update(made.questions[1 : made.expected])
    assert max(asked.values()) == 1


def test_the_same_seed_gives_the_same_plan(content: Content) -> None:
    spec = SessionSpec(format="round", persona="pm_ux")
    assert plan(spec, content, frozenset(), 5) == plan(spec, content, frozenset(), 5)
    assert len({plan(spec, content, frozenset(), s).questions for s in range(10)}) > 5


def test_a_shorter_round_asks_fewer(content: Content) -> None:
    whole = plan(SessionSpec(format="round", persona="bar_raiser"), content, frozenset(), 1)
    half = plan(SessionSpec(format="round", persona="bar_raiser", minutes=25), content, frozenset(), 1)
    assert (whole.expected, half.expected) == (4, 3)
    assert (whole.minutes, half.minutes) == (45, 25)


def test_a_drill_is_one_question_in_the_voice_of_one_who_asks_it(content: Content) -> None:
    made = plan(SessionSpec(format="drill", question="seats_not_released"), content, frozenset(), 1)
    assert made.questions == ("seats_not_released",)
    assert made.persona in content.questions["seats_not_released"].ask


def test_technologies_named_are_preferred(content: Content) -> None:
    spec = SessionSpec(format="round", persona="partner_engineer", technologies=("threads",))
    plans = [plan(spec, content, frozenset(), seed) for seed in range(20)]
    plain = [plan(SessionSpec(format="round", persona="partner_engineer"), content, frozenset(), s) for s in range(20)]
    named = {q.id for q in content.questions.values() if "threads" in " ".join(q.ask.values()).casefold()}
    hits = [sum(bool(named & set(p.questions[: p.expected])) for p in group) for group in (plans, plain)]
    assert hits[0] > hits[1]


WRONG = {
    "an unknown interviewer": (SessionSpec(format="round", persona="ceo"), NotFound),
    "an unknown question": (SessionSpec(format="drill", question="nope"), NotFound),
    "a question that this person does not ask": (
        SessionSpec(format="drill", question="seats_not_released", persona="recruiter"),
        UserError,
    ),
    "an area that this person does not ask in": (
        SessionSpec(format="round", persona="recruiter", area="coding"),
        UserError,
    ),
    "a loop": (SessionSpec(format="loop"), UserError),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_planned_is_said(content: Content, name: str) -> None:
    spec, error = WRONG[name]
    with pytest.raises(error):
        plan(spec, content, frozenset(), 1)


CASES = {"scenario", "design", "estimate"}


@pytest.mark.parametrize("persona", PERSONAS)
def test_no_three_cases_in_a_row_and_a_told_story_among_the_first_three(content: Content, persona: str) -> None:
    areas = content.personas[persona].areas
    others = {q.id for q in content.asked_by(persona) if q.area in areas and not q.settles and q.kind not in CASES}
    for seed in range(12):
        made = plan(SessionSpec(format="round", persona=persona), content, frozenset(), seed)
        kinds = [content.questions[q].kind for q in made.questions]
        for i in range(2, len(kinds)):
            assert not others - {*made.questions[:i]} or not CASES.issuperset(kinds[i - 2 : i + 1]), kinds
        if persona in {"recruiter", "hiring_manager", "peer_tpm", "bar_raiser"}:
            assert "story" in kinds[:3], kinds
