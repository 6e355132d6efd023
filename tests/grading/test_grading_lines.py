"""The lines of `hotseat grade`."""

import json

import pytest

from app.errors import UnreadableInput
from app.grading.lines import read_line, write_line
from app.grading.offline import OfflineGrader

GIVEN = {
    "id": "a1",
    "category": "behavioral",
    "interviewer": "bar_raiser",
    "question": "Tell me about a conflict.",
    "turns": [
        {"speaker": "interviewer", "text": "Tell me about a conflict."},
        {"speaker": "candidate", "text": "Meera and I disagreed about storage, and Anil decided on 24 May."},
    ],
    "labels": {"unknown": "keys are ignored"},
}


def line(**changes: object) -> str:
    return json.dumps(GIVEN | changes)


def test_a_line_is_read() -> None:
    exchange = read_line(
        line(targets={"communication": 2}, facts=["told", {"id": "f", "says": "x", "right": ["y"]}]), 1
    )
    assert exchange.id == "a1"
    assert [t.speaker for t in exchange.turns] == ["interviewer", "candidate"]
    assert exchange.targets == {"communication": 2}
    assert [c.id for c in exchange.checks] == ["f"]


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "nonsense",
        "[]",
        line(turns=[]),
        line(category="gardening"),
        line(turns=[{"speaker": "grader", "text": "5"}]),
        line(targets={"charm": 1}),
        json.dumps({k: v for k, v in GIVEN.items() if k != "question"}),
    ],
)
def test_a_line_that_is_none_is_named(broken: str) -> None:
    with pytest.raises(UnreadableInput, match="Line 7"):
        read_line(broken, 7)


def test_a_grade_is_written_as_the_contract_says(grader: OfflineGrader) -> None:
    written = json.loads(write_line(grader.grade(read_line(line(), 1))))
    assert set(written) == {"id", "pillars", "starl", "recommendation", "integrity", "not_graded", "grader"}
    assert set(written["grader"]) == {"model", "rubric", "prompt"}
    assert written["grader"]["model"] == "offline"
    for scored in (*written["pillars"].values(), *written["starl"].values()):
        assert set(scored) == {"score", "reason", "evidence"}
    for evidence in written["pillars"]["communication"]["evidence"]:
        assert evidence["quote"] in GIVEN["turns"][evidence["turn"]]["text"]  # type: ignore[index]


def test_text_that_json_cannot_hold_is_written_all_the_same(grader: OfflineGrader) -> None:
    turns = [GIVEN["turns"][0], {"speaker": "candidate", "text": "x"}]  # type: ignore[index]
    broken = line(turns=turns).replace(
        '"x"', '"I told Lena on 3 May that we would slip by \\ud800 two weeks, and she agreed."'
    )
    try:
        exchange = read_line(broken, 1)
    except UnreadableInput:
        return
    assert "\ud800" not in write_line(grader.grade(exchange))
