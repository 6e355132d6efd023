"""`hotseat grade --model` as a process of its own, with a server beside it that speaks the OpenAI chat format."""

import asyncio
import json
from typing import Any

from tests.cli.commands import events, hotseat
from tests.grading.replies import evidence, scored, scores
from tests.llm.upstream import Upstream

ANSWER = "I told finance on 3 May that refunds come first, and Lena agreed to move her report to July."
QUOTE = (1, "I told finance on 3 May that refunds come first")


def line(name: str, answer: str = ANSWER) -> str:
    question = "Tell me about a conflict."
    turns = [{"speaker": "interviewer", "text": question}, {"speaker": "candidate", "text": answer}]
    given = {"id": name, "category": "behavioral", "interviewer": "bar_raiser", "question": question, "turns": turns}
    return json.dumps(given)


async def graded(up: Upstream, name: str, lines: list[str], *words: str, **env: str) -> list[dict[str, Any]]:
    words = ("grade", "-", "--model", "openai:any", *words)
    env |= {"HOTSEAT_BASE_URL": up.url(name)}
    return events(await asyncio.to_thread(hotseat, *words, given="\n".join(lines), **env))


async def test_grades_come_in_the_order_of_the_lines() -> None:
    async with Upstream() as up:
        for score in (3, 2):
            up.give(evidence(QUOTE), scores({"communication": scored(score)}))
        found = await graded(up, "good", [line("a"), line("b", "No comment."), line("c", f"{ANSWER} So it held.")])
    assert [g["id"] for g in found] == ["a", "b", "c"]
    assert [g["pillars"]["communication"]["score"] for g in found] == [3, 1, 2]
    assert found[0]["pillars"]["communication"]["evidence"] == [{"turn": QUOTE[0], "quote": QUOTE[1]}]
    assert {g["grader"]["model"] for g in found} == {"openai:any"}
    assert len({g["grader"]["prompt"] for g in found}) == 1
    assert up.calls == 4


async def test_repeats_show_their_range() -> None:
    async with Upstream() as up:
        for score in (3, 2):
            up.give(evidence(QUOTE), scores({"communication": scored(score)}))
        found = await graded(up, "good", [line("a")], "--repeats", "2")
    assert found[0]["pillars"]["communication"]["range"] == [2, 3]
    assert found[0]["pillars"]["communication"]["score"] == 2


async def test_a_server_that_fails_leaves_lines_with_a_reason() -> None:
    lines = [line(name) for name in "abcd"]
    async with Upstream() as up:
        found = await graded(up, "key", lines, "--jobs", "3")
    assert [g["id"] for g in found] == list("abcd")
    assert all(g["not_graded"] and g["recommendation"] is None for g in found)
    assert {p["score"] for g in found for p in g["pillars"].values()} == {None}
