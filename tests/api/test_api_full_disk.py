"""A real server on a real disk that fills up: what was acknowledged is there, the rest is said to be refused."""

import subprocess
from pathlib import Path
from typing import Any

from tests.api.servers import Forge, Server
from tests.api.talk import http, new_session, talk

LONG = "I moved the date and told Dana on 3 May what it would cost her team. " * 250
MOST = 200


async def test_a_server_whose_disk_is_full(forge: Forge, small_disk: Path) -> None:
    server = forge.start(small_disk)
    acknowledged, refused = await _fill(server)
    assert refused["code"] == "storage" and refused["retryable"]
    assert "disk is full" in refused["message"] or "could not be saved" in refused["message"]
    _grow(small_disk)
    async with http(server) as client:
        for session in acknowledged:
            turns = (await client.get(f"/api/sessions/{session}")).json()["turns"]
            assert [t["text"] for t in turns if t["speaker"] == "candidate"] == [LONG]
    async with talk(server, await new_session(server)) as candidate:
        await candidate.until("turn.done")
        assert (await candidate.answer("There is room again."))["type"] == "turn.done"
    server.stop()


def _grow(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)


async def _fill(server: Server) -> tuple[list[str], dict[str, Any]]:
    """A long answer in one session after the other: those whose answer was acknowledged, and the first refusal."""
    acknowledged: list[str] = []
    for _ in range(MOST):
        async with http(server) as client:
            made = await client.post("/api/sessions", json={"format": "round"})
        if made.status_code != 201:
            return acknowledged, made.json()["error"]
        session = made.json()["id"]
        async with talk(server, session) as candidate:
            if (frame := await candidate.until("turn.done", "error"))["type"] == "error":
                return acknowledged, frame
            await candidate.send("answer", client_turn_id="t", text=LONG)
            if (frame := await candidate.until("turn.ack", "error"))["type"] == "error":
                return acknowledged, frame
            acknowledged.append(session)
    raise AssertionError("the disk never filled up")
