"""Talks as they are played, each reply to the question it stands under, with the moves that they lead to: the director
makes these moves, the guard lets these words pass."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from app.content.catalog import Content
from app.domain.turn import Turn
from app.signals.reader import Reader
from tests.interview.modelled import Talk, talk

FILES = sorted((Path(__file__).resolve().parents[1] / "conversations").glob("*.yaml"))
PEOPLE = {"recruiter", "hiring_manager", "peer_tpm", "partner_engineer", "pm_ux", "bar_raiser"}


def opened(played: dict[str, Any], content: Content, reader: Reader) -> Talk:
    """The talk, planned as it was, with what the model said in its script."""
    said = [turn["model"] for turn in played["talk"] if "model" in turn]
    spec = {name: played[name] for name in ("persona", "minutes")}
    return talk(content, reader, *said, seed=played["seed"], **spec)


def checks(turn: Turn) -> dict[str, Any]:
    """What a conversation's file expects of an interviewer's turn."""
    found = {"move": turn.kind, "gap": turn.gap, "withdrawn": turn.fault}
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_conversation_goes_as_it_went(path: Path, content: Content, reader: Reader) -> None:
    played = yaml.safe_load(path.read_text())
    one = opened(played, content, reader)
    for number, expected in enumerate(played["talk"], start=1):
        if "candidate" in expected:
            one.hear(expected["candidate"], expected.get("kind", "answer"), expected["seconds"])
            continue
        turn = one.reply()
        assert turn is not None, f"turn {number}: nothing was due"
        wanted = {name: value for name, value in expected.items() if name != "model"}
        assert checks(turn) == wanted, f"turn {number}: {turn.text}"
        if "model" in expected and not turn.fault:
            assert turn.text.startswith(expected["model"].strip()[:40])


def test_every_interviewer_was_talked_to() -> None:
    played = [yaml.safe_load(path.read_text()) for path in FILES]
    assert {p["persona"] for p in played} == PEOPLE
    assert len(played) >= 12 and sum(len(p["talk"]) for p in played) >= 150
