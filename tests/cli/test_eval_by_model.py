"""`hotseat eval --model` as a process of its own, with a server beside it that speaks the OpenAI chat format."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import hotseat
from tests.grading.labelled_lines import ANSWERS, labels, line, lines
from tests.grading.replies import evidence, scored, scores
from tests.llm.upstream import Upstream


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    given = enumerate(zip(ANSWERS[:2], (labels(4, 3, 2), labels(2, 2, 1)), strict=True))
    path.write_text(lines(*(line(f"e{i}", answer, labels=label) for i, (answer, label) in given)))
    return path


def give(up: Upstream, answer: str, score: int) -> None:
    """The two replies of one grading."""
    up.give(evidence((1, answer.split(",")[0])), scores({"communication": scored(score)}))


async def measured(up: Upstream, file: Path, *words: str) -> dict[str, Any]:
    words = ("eval", "--set", str(file), "--model", "openai:any", "--jobs", "1", "--json", *words)
    env = {"HOTSEAT_BASE_URL": up.url("good"), "HOTSEAT_DATA": str(file.parent / "data")}
    run = await asyncio.to_thread(hotseat, *words, **env)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


async def test_what_a_first_run_left_is_graded_by_the_second(file: Path) -> None:
    async with Upstream() as up:
        give(up, ANSWERS[0], 3)
        first = await measured(up, file)  # the server then answers in another form than it was asked for
        assert [n["count"] for n in first["not_graded"]] == [1]
        asked = up.calls
        give(up, ANSWERS[1], 1)
        second = await measured(up, file, "--price-in", "2", "--price-out", "8")
        assert up.calls - asked == 2
        third = await measured(up, file)
        assert up.calls - asked == 2
    assert second["not_graded"] == []
    assert [e["scores"]["communication"] for e in second["exchanges"]] == [3, 1]
    assert third["exchanges"] == second["exchanges"]
    assert third["effort"]["calls"] == second["effort"]["calls"] == 4
    assert second["effort"]["cost"] > 0 and third["effort"]["cost"] is None


async def test_a_server_that_refuses_the_key_is_one_line_and_no_table(file: Path) -> None:
    async with Upstream() as up:
        env = {"HOTSEAT_BASE_URL": up.url("key"), "HOTSEAT_DATA": str(file.parent / "data")}
        run = await asyncio.to_thread(hotseat, "eval", "--set", str(file), "--model", "openai:any", **env)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1)
    assert "key" in run.stderr
