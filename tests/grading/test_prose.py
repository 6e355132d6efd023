"""What a model writes beside the numbers: the candidate's own facts, blanks with their questions, no number moved."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.catalog import Content
from app.domain.report import Coaching, Report
from app.domain.session import SessionSpec
from app.errors import ModelDeclined
from app.grading.ledger import CallsInMemory
from app.grading.own_facts import invented
from app.grading.prose import ProseWriter, coached
from app.llm.calls import Model
from app.llm.providers.scripted import Reply, ScriptedModel
from tests.answers import ATTEMPTS, CONTENT_FREE, PLAN_STORY
from tests.grading.replies import AGES, data_of
from tests.grading.sessions import held

QUESTION = "board_and_app"
WHY = "Say who decided, and what you gave up for it."
PASSAGE = "Lena, the payments director, signed off on each gate"
REWRITE = (
    "Lena signed off on each gate by [gate dates], and mismatches went from [your baseline] to nothing by 30 June."
)
BLANKS = [
    {"blank": "gate dates", "question": "On which dates did she sign?"},
    {"blank": "your baseline", "question": "How many were there before?"},
]
ORDINARY = frozenset({"the", "we", "i", "so", "and", "it"})


@pytest.fixture(scope="module")
def report(content: Content) -> Report:
    """The report of one practised answer, with an attempt on the grade in it."""
    spec = SessionSpec("drill", persona=next(iter(content.questions[QUESTION].ask)), question=QUESTION)
    return held(content, spec, [f"{PLAN_STORY} {ATTEMPTS[0]}", "Mismatches stayed under one in ten thousand."]).report()


def prose(rewrite: dict[str, Any] | None, *stronger: str) -> dict[str, Any]:
    return {"stronger": list(stronger), "rewrite": rewrite}


def passage(turn: int, **changes: Any) -> dict[str, Any]:
    return {"turn": turn, "quote": PASSAGE, "text": REWRITE, "blanks": BLANKS} | changes


def drills(*ids: str, why: str = WHY) -> dict[str, Any]:
    return {"drills": [{"id": i, "why": why} for i in ids]}


def answered(report: Report) -> int:
    return next(t.number for t in report.exchanges[0].turns if t.speaker == "candidate")


async def written(content: Content, report: Report, *replies: Reply) -> tuple[Coaching, ScriptedModel]:
    client = ScriptedModel(replies)
    writer = ProseWriter(Model("scripted:test", client, AGES, pause=0), content)
    return await writer.write(report), client


async def test_prose_keeps_to_the_candidates_words(content: Content, report: Report) -> None:
    turn = answered(report)
    coaching, client = await written(
        content, report, prose(passage(turn), "Who signed off, and what she asked for."), drills()
    )
    told = coaching.exchanges[0]
    assert told.stronger == ("Who signed off, and what she asked for.",)
    assert told.rewrite is not None
    assert (told.rewrite.said.turn, told.rewrite.said.text) == (turn, PASSAGE)
    assert [b.name for b in told.rewrite.blanks] == ["gate dates", "your baseline"]
    assert (coaching.model, coaching.prompt) == ("scripted:test", content.grading.prose_version)
    assert len(client.history) == 2


INVENTED = {
    "a figure": ("We went from 40 to nothing by 30 June.", "40"),
    "a figure in words": ("We saved forty thousand by 30 June.", "forty thousand"),
    "a name": ("Lena and Priya signed off on each gate.", "Priya"),
    "a name at the start": ("Priya signed off on each gate.", "Priya"),
    "an abbreviation": ("Lena signed off on each SLA.", "SLA"),
    "a month": ("Lena signed off on each gate in March.", "March"),
    "a day": ("Lena signed off on each gate on Tuesday.", "Tuesday"),
}


@pytest.mark.parametrize("what", INVENTED)
async def test_what_nobody_said_is_asked_for_again_and_then_left_out(
    content: Content, report: Report, what: str
) -> None:
    text, word = INVENTED[what]
    bad = prose(passage(answered(report), text=text, blanks=[]))
    coaching, client = await written(content, report, bad, bad, drills())
    assert coaching.exchanges == ()
    assert f"These are not the candidate's: {word}." in client.history[1][-1].text


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "Lena never signed anything at all"},
        {"turn": 1},
        {"turn": 99},
        {"quote": ATTEMPTS[0]},
        {"blanks": BLANKS[:1]},
        {"blanks": [*BLANKS, {"blank": "who decided", "question": "Who?"}]},
        {"text": f"{'so ' * 140}{REWRITE}"},
    ],
)
async def test_a_rewrite_that_does_not_hold_is_left_out(
    content: Content, report: Report, changes: dict[str, Any]
) -> None:
    bad = prose(passage(answered(report)) | changes, "Who signed off.")
    coaching, client = await written(content, report, bad, bad, drills())
    assert coaching.exchanges[0].rewrite is None
    assert coaching.exchanges[0].stronger == ("Who signed off.",)
    assert len(client.history) == 3


async def test_points_that_invent_or_ramble_are_left_out_and_the_rest_stay(content: Content, report: Report) -> None:
    points = ("Who signed off.", "That it saved 400 hours.", "What Priya wanted.", "so " * 50, "When.", "Why.", "How.")
    reply = prose(None, *points)
    coaching, _ = await written(content, report, reply, reply, drills())
    assert coaching.exchanges[0].stronger == ("Who signed off.", "When.", "Why.")


async def test_no_number_of_the_report_moves(content: Content, report: Report) -> None:
    coaching, _ = await written(content, report, prose(passage(answered(report)), "When."), drills())
    after = coached(report, coaching)
    assert after.coaching is coaching
    assert replace(after, coaching=None, drills=report.drills, prose=None) == report


async def test_drills_are_chosen_from_what_is_offered(content: Content, report: Report) -> None:
    nothing = prose(None)
    _, client = await written(content, report, nothing, drills())
    offered = [q["id"] for q in data_of(client.history[1])["questions"]]
    assert QUESTION not in offered
    assert set(offered) <= set(content.questions)
    chosen = drills(offered[4], "no_such_question", offered[4], offered[3])
    coaching, client = await written(content, report, nothing, chosen, chosen)
    assert "There is no question called no_such_question" in client.history[2][-1].text
    assert [d.question_id for d in coaching.drills][-2:] == [offered[4], offered[3]]
    assert coaching.drills[0] == report.drills[0]
    assert coaching.drills[-1].why == WHY
    assert all(d.persona in content.questions[d.question_id].ask for d in coaching.drills)


async def test_prose_is_asked_for_without_names_help_or_attempts(content: Content, report: Report) -> None:
    _, client = await written(content, report, prose(None), drills())
    for messages in client.history:
        assert [m.role for m in messages] == ["system", "user"]
        assert not any(report.persona_name in m.text or "Ignore all previous" in m.text for m in messages)
        assert "Lena" not in messages[0].text


@pytest.mark.parametrize("said", [[CONTENT_FREE[3]], ["/skip"]])
async def test_where_nothing_was_answered_nothing_is_written(content: Content, said: list[str]) -> None:
    spec = SessionSpec("drill", persona=next(iter(content.questions[QUESTION].ask)), question=QUESTION)
    coaching, client = await written(content, held(content, spec, said).report(), drills())
    assert coaching.exchanges == ()
    assert len(client.history) == 1


async def test_what_was_written_is_not_asked_for_again(content: Content, report: Report) -> None:
    kept = CallsInMemory()
    client = ScriptedModel([prose(None, "When."), ModelDeclined("Not this."), drills()])
    writer = ProseWriter(Model("scripted:test", client, AGES, pause=0), content, calls=kept)
    with pytest.raises(ModelDeclined):
        await writer.write(report)
    assert (await writer.write(report)).exchanges[0].stronger == ("When.",)
    assert len(client.history) == 3


@given(st.text(alphabet="abcABC 12.[]", max_size=60))
def test_the_candidates_own_words_are_never_invented(text: str) -> None:
    assert invented(text, [text], ORDINARY) == []


@given(st.lists(st.sampled_from(["Lena", "7", "June", "[Raj said 40]", "we", "moved", "SLA"]), max_size=12))
def test_only_what_stands_in_a_blank_may_be_new(words: list[str]) -> None:
    said = "We moved Lena to June 7."
    assert set(invented(" ".join(words), [said], ORDINARY)) == ({"SLA"} & set(words))
