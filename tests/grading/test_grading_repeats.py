"""Grading again: the median stands, and how far the gradings lay apart is shown."""

import json
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.catalog import Content
from app.domain.grade import Evidence, Scored
from app.domain.scale import Pillar
from app.errors import ModelDeclined, ModelMisbehaved
from app.grading.lines import write_line
from app.grading.repeats import medians
from app.signals.reader import Reader
from tests.grading.conftest import asked
from tests.grading.replies import evidence, grading, scored, scores

ANSWER = "I told finance on 3 May that refunds come first, and Lena agreed to move her report to July."
QUOTE = (1, "I told finance on 3 May that refunds come first")
TOPIC: Pillar = "communication"
NOTE = "Without a number: [[without]] of [[all]]."


def merged(*found: int | None) -> Scored:
    runs = [{TOPIC: Scored(score, f"run {i}", (Evidence(1, f"quote {i}"),))} for i, score in enumerate(found)]
    return medians(runs, NOTE)[TOPIC]


@pytest.mark.parametrize(
    ("found", "score", "low", "high"),
    [
        ((3, 3, 3), 3, 3, 3),
        ((2, 4, 3), 3, 2, 4),
        ((2, 5), 2, 2, 5),
        ((4, 1, 3, 3), 3, 1, 4),
        ((None, 4, 2), 2, 2, 4),
        ((None, 3), 3, 3, 3),
    ],
)
def test_the_median_stands_with_its_range(found: tuple[int | None, ...], score: int, low: int, high: int) -> None:
    result = merged(*found)
    assert (result.score, result.low, result.high) == (score, low, high)
    chosen = found.index(score)
    assert result.evidence == (Evidence(1, f"quote {chosen}"),)
    assert result.reason.startswith(f"run {chosen}")


def test_a_heading_mostly_without_a_number_has_none() -> None:
    assert merged(None, 4, None) == Scored(None, "run 0", (Evidence(1, "quote 0"),))
    assert merged(4, None, 4).reason == "run 0 Without a number: 1 of 3."


@given(st.lists(st.integers(1, 5), min_size=1, max_size=9))
def test_the_median_is_one_of_the_scores(found: list[int]) -> None:
    result = merged(*found)
    assert result.score == median_low(found)
    assert (result.low, result.high) == (min(found), max(found))


async def test_repeats_are_graded_each_by_itself_and_shown(content: Content, reader: Reader) -> None:
    replies = [r for n in (1, 3, 2) for r in (evidence(QUOTE), scores({TOPIC: scored(n)}))]
    grader, model = grading(content, reader, replies, repeats=3)
    grade = await grader.grade(asked(ANSWER))
    line = json.loads(write_line(grade))
    assert len(model.history) == 6
    assert (line["pillars"][TOPIC]["score"], line["pillars"][TOPIC]["range"]) == (2, [1, 3])
    assert line["starl"]["action"]["range"] == [1, 1]
    assert (line["grader"]["repeats"], line["grader"]["temperature"]) == (3, 0.0)


async def test_one_grading_has_no_range(content: Content, reader: Reader) -> None:
    grader, _ = grading(content, reader, [evidence(QUOTE), scores()])
    line = json.loads(write_line(await grader.grade(asked(ANSWER))))
    assert "range" not in line["pillars"][TOPIC]


async def test_a_grading_that_fails_is_left_out_and_the_count_says_so(content: Content, reader: Reader) -> None:
    replies = [evidence(QUOTE), scores(), ModelDeclined("Not this one."), evidence(QUOTE), scores()]
    grader, _ = grading(content, reader, replies, repeats=3)
    grade = await grader.grade(asked(ANSWER))
    assert (grade.not_graded, grade.grader.repeats, grade.pillars[TOPIC].score) == (None, 2, 2)
    grader, _ = grading(content, reader, [ModelMisbehaved("No."), *[ModelDeclined("Not this one.")] * 5], repeats=2)
    assert (await grader.grade(asked(ANSWER))).not_graded == "Not this one."
