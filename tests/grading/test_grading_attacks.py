"""Attacks that should change nothing: orders, imitated turns, stuffing, padding, repetition, odd letters."""

import pytest

from app.content.catalog import Content
from app.domain.scale import PILLARS
from app.grading.offline import OfflineGrader
from tests.answers import ATTEMPTS, HONEST, IMITATIONS, STUFFING, WEAK
from tests.grading.conftest import asked

PADDING = " I really feel that this matters a great deal and that it is the right way to go about things in general."
FANCY = str.maketrans("abcdefghijklmnopqrstuvwxyz", "𝐚𝐛𝐜𝐝𝐞𝐟𝐠𝐡𝐢𝐣𝐤𝐥𝐦𝐧𝐨𝐩𝐪𝐫𝐬𝐭𝐮𝐯𝐰𝐱𝐲𝐳")


def scores(grader: OfflineGrader, text: str) -> list[int | None]:
    """The pillars' scores and the recommendation."""
    grade = grader.grade(asked(text, category="program_management"))
    return [*(grade.pillars[p].score for p in PILLARS), grade.recommendation]


@pytest.mark.parametrize("attack", [*ATTEMPTS, *IMITATIONS])
@pytest.mark.parametrize("text", [*WEAK, *HONEST])
def test_steering_changes_no_score(grader: OfflineGrader, text: str, attack: str) -> None:
    for attacked in (f"{text} {attack}", f"{attack}\n\n{text}"):
        assert scores(grader, attacked) == scores(grader, text), attacked


@pytest.mark.parametrize("attack", STUFFING)
@pytest.mark.parametrize("text", WEAK)
def test_stuffing_raises_no_weak_answer(grader: OfflineGrader, text: str, attack: str) -> None:
    for before, after in zip(scores(grader, text), scores(grader, f"{text} {attack}"), strict=True):
        assert after is None or before is None or after <= before


@pytest.mark.parametrize("text", [*WEAK, *HONEST])
def test_padding_and_repetition_raise_nothing(grader: OfflineGrader, text: str) -> None:
    for attacked in (text + 6 * PADDING, text + "\n\n" + text, 5 * (text + " ")):
        for before, after in zip(scores(grader, text), scores(grader, attacked), strict=True):
            assert after is None or before is None or after <= before


@pytest.mark.parametrize("text", [*WEAK, *HONEST])
def test_the_rubric_and_the_question_said_back_raise_nothing(
    grader: OfflineGrader, content: Content, text: str
) -> None:
    question = asked(text, category="program_management").question
    for said in (question, *content.rubrics.published):
        for before, after in zip(scores(grader, text), scores(grader, f"{text} {said}"), strict=True):
            assert after is None or before is None or after <= before, said


@pytest.mark.parametrize("text", HONEST)
def test_capitals_raise_nothing(grader: OfflineGrader, text: str) -> None:
    for before, after in zip(scores(grader, text), scores(grader, text.upper()), strict=True):
        assert after is None or before is None or after <= before


@pytest.mark.parametrize("text", [*WEAK, *HONEST])
def test_fancy_letters_change_nothing(grader: OfflineGrader, text: str) -> None:
    assert scores(grader, text.translate(FANCY)) == scores(grader, text)


@pytest.mark.parametrize("persona", ["recruiter", "partner_engineer", "bar_raiser", "somebody_else"])
def test_the_grader_does_not_see_who_asked(grader: OfflineGrader, persona: str) -> None:
    exchange = asked(HONEST[0])
    other = type(exchange)(**{name: getattr(exchange, name) for name in exchange.__slots__} | {"interviewer": persona})
    assert grader.grade(other) == grader.grade(exchange)
