"""What is no answer scores 1 on everything that was asked for, and shows no strength."""

import pytest

from app.content.catalog import Content
from app.domain.scale import CATEGORIES, PILLARS, Category
from app.grading.offline import OfflineGrader
from tests.answers import CONTENT_FREE, ENCODED, HOLIDAY, NO_ANSWERS, REFUSALS, STEERING_ONLY
from tests.grading.conftest import QUESTIONS, asked


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("text", [*CONTENT_FREE, *REFUSALS, *NO_ANSWERS, *STEERING_ONLY, *ENCODED, HOLIDAY])
def test_no_answer_is_at_the_floor(grader: OfflineGrader, content: Content, category: Category, text: str) -> None:
    grade = grader.grade(asked(text, category=category))
    targets = content.rubrics.categories[category].targets
    for pillar in PILLARS:
        assert grade.pillars[pillar].score == (1 if pillar in targets else None)
        assert grade.pillars[pillar].evidence == ()
        assert grade.pillars[pillar].reason
    assert grade.recommendation == 1
    assert grade.starl is None or {s.score for s in grade.starl.values()} == {0}


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_question_read_back_is_at_the_floor(grader: OfflineGrader, category: Category) -> None:
    grade = grader.grade(asked(QUESTIONS[category], category=category))
    assert {s.score for s in grade.pillars.values()} <= {1, None}
    assert "came back" in next(s.reason for s in grade.pillars.values() if s.score)


def test_targets_of_the_question_decide_what_is_at_the_floor(grader: OfflineGrader) -> None:
    grade = grader.grade(asked("No comment.", targets={"technical_depth": 2}))
    assert [p for p in PILLARS if grade.pillars[p].score is not None] == ["technical_depth"]


def test_evasion_through_every_follow_up_stays_at_the_floor(grader: OfflineGrader) -> None:
    grade = grader.grade(asked("It went well.", "Everything was fine in the end.", "I'd rather not say."))
    assert {s.score for s in grade.pillars.values()} == {1, None}


def test_what_follows_a_weak_start_counts(grader: OfflineGrader) -> None:
    late = "I sat with Hiro on 3 May and asked what would change their mind. Hiro agreed to test the lane."
    grade = grader.grade(asked("Hmm.", late))
    assert (grade.pillars["stakeholder_leadership"].score or 0) > 1


@pytest.mark.parametrize(
    "text",
    [
        "Wir haben das Projekt in drei Phasen geplant und ich habe jede Woche mit dem Team gesprochen.",
        "Primero hablé con el equipo para entender el problema y después hicimos un plan con fechas.",
        "我们把项目分成三个阶段，每个阶段都有负责人和日期，并且每周检查一次风险。",
    ],
)
def test_another_language_is_not_graded(grader: OfflineGrader, text: str) -> None:
    grade = grader.grade(asked(text))
    assert grade.not_graded is not None
    assert "Only English is graded" in grade.not_graded
    assert grade.recommendation is None
    assert {s.score for s in grade.pillars.values()} == {None}


def test_a_passed_question_is_not_scored(grader: OfflineGrader) -> None:
    grade = grader.grade(asked(passed=True))
    assert grade.not_graded == "You passed on this question."
    assert grade.recommendation is None
