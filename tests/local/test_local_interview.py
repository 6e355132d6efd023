"""A real language model, through the whole server: it carries a talk, and a grade that keeps to its schema.

What it says is of no interest: a model of this size can neither interview nor grade. What is around it has to hold.
"""

import json
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app.config import Settings
from app.domain.scale import ELEMENT_SCORES, PILLAR_SCORES, PILLARS
from app.grading.asking import evidence_schema, score_schema
from tests.api.servers import Forge, Server
from tests.api.talk import Frame, Talk, http, new_session, talk
from tests.llm.small_model import model_file

DEADLINE = "400"  # seconds that a call may take: a busy machine is slow
TOKENS = 500  # of a structured reply, the fewest that can be asked for
PATIENCE = 6  # turns that may be late
RULE = re.compile(r"^(?:- |\d\. )(?!.*\[\[).*\n", re.MULTILINE)  # a processor reads slowly
ANSWER = (
    "I would watch the number of failed payouts an hour against a limit of 20, because each one is a courier without "
    "money. I agreed with Priya in finance that above the limit we take the button away the same evening."
)


@pytest.fixture
def shortened(tmp_path: Path) -> dict[str, str]:
    """The shipped content, told in fewer words, with short replies asked for, and no quote asked for twice."""
    shipped, folders = Settings(), {}
    for name, folder in (("prompts", shipped.prompts), ("rubrics", shipped.rubrics)):
        folders[name] = str(shutil.copytree(folder, tmp_path / name))
    for file in (tmp_path / "prompts/interviewing/system.md", *(tmp_path / "prompts/grading").iterdir()):
        text = RULE.sub("", file.read_text())
        file.write_text(re.sub(r"max_tokens: \d+", f"max_tokens: {TOKENS}", text))
    limits = tmp_path / "rubrics/model_grades.yaml"
    limits.write_text(re.sub(r"unfound_share: \S+", "unfound_share: 1", limits.read_text()))
    return folders


async def interviewed(server: Server) -> tuple[str, list[Frame]]:
    """A practice question, an answer, a follow-up and the end: the session, and what was told by the server."""
    session = await new_session(server, format="drill", area="estimation", seed=11)
    async with talk(server, session) as candidate:
        await _said(candidate)
        await candidate.send("answer", text=ANSWER, client_turn_id="only")
        await _said(candidate)
        await candidate.send("end")
        await _said(candidate)
        assert await candidate.closed() == 1000
        return session, candidate.heard


async def _said(candidate: Talk) -> None:
    """The interviewer's turn; on a busy machine a model may be late, and is asked again."""
    for _ in range(PATIENCE):
        heard = await candidate.until("turn.done", "error")
        if heard["type"] == "turn.done":
            return
        assert heard["code"] == "model_timeout", heard
        await candidate.send("retry")
    raise AssertionError("the model is always late")


async def test_a_model_file_carries_an_interview_and_a_grade(
    forge: Forge, tmp_path: Path, shortened: dict[str, str]
) -> None:
    name, data = f"llamacpp:{model_file()}", tmp_path / "data"
    data.mkdir()
    server = forge.start(data, model=name, timeout=DEADLINE, **shortened)
    session, heard = await interviewed(server)
    async with http(server) as client:
        report = (await client.get(f"/api/sessions/{session}/report?format=json")).json()
    server.stop()
    assert "Traceback" not in server.log
    turns = stored(data, "SELECT * FROM turns ORDER BY number")
    _carried(turns, heard, name)
    assert report["session_id"] == session and report["trust"]["grader"] == name
    _kept([json.loads(row["body"]) for row in stored(data, "SELECT body FROM grading_calls")])
    grades = [json.loads(row["body"]) for row in stored(data, "SELECT body FROM grades")]
    assert len(grades) == 1
    _graded(grades[0], turns, name)


def stored(data: Path, query: str) -> list[dict[str, Any]]:
    """Rows of the database."""
    (file,) = data.glob("*.db")
    with sqlite3.connect(file) as base:
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute(query)]


def _carried(turns: list[dict[str, Any]], heard: list[Frame], name: str) -> None:
    """Every turn of the interviewer's is the model's, or its words were withdrawn; told as it is stored."""
    said = [t for t in turns if t["speaker"] == "interviewer"]
    assert len(said) == 3
    assert [t["text"] for t in said] == [f["turn"]["text"] for f in heard if f["type"] == "turn.done"]
    for turn in said:
        assert turn["prompt"], "the model was not asked"
        assert (turn["engine"], turn["fault"] is None) in {(name, True), ("offline", False)}
        if (usage := json.loads(turn["usage"] or "null")) is not None:
            assert usage["input"] > 0 and usage["output"] > 0


def _kept(calls: list[dict[str, Any]]) -> None:
    """Replies of a grade were kept, and each keeps to the schema that it was asked for with."""
    graded = [call for call in calls if "pillars" in call]
    assert graded
    for call in graded:
        listed = isinstance(next(iter(call["pillars"].values())), list)
        form = evidence_schema if listed else score_schema
        jsonschema.validate(call, form(story="starl" in call))


def _graded(grade: dict[str, Any], turns: list[dict[str, Any]], name: str) -> None:
    """Numbers of the scales with quotes that were said, or a reason why there are none."""
    assert grade["grader"]["model"] == name
    if grade["not_graded"] is not None:
        assert grade["not_graded"] and not grade["pillars"]
        return
    assert set(grade["pillars"]) == set(PILLARS)
    scales = [(s, PILLAR_SCORES) for s in grade["pillars"].values()]
    scales += [(s, ELEMENT_SCORES) for s in (grade["starl"] or {}).values()]
    answers = " ".join(t["text"] for t in turns if t["speaker"] == "candidate")
    for scored, scale in scales:
        assert scored["reason"] and (scored["score"] is None or scored["score"] in scale)
        assert all(e["quote"] in answers for e in scored["evidence"])
