"""Models through the whole server: what is offered at start, a dead one, and that no key is ever shown."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.api.servers import Forge, Server
from tests.api.talk import Frame, Talk, http, new_session, talk
from tests.llm.upstream import Upstream

MODEL = "openai:small"
CANARY = "sk-CANARY-b1a5ed"
TIMEOUT = "2"


@pytest_asyncio.fixture
async def up() -> AsyncIterator[Upstream]:
    """A model's server."""
    async with Upstream() as up:
        yield up


def started(forge: Forge, data: Path, base_url: str, **env: str) -> Server:
    """A server with a model at this address."""
    given = {"model": MODEL, "base_url": base_url, "timeout": TIMEOUT, "OPENAI_API_KEY": CANARY, "log_level": "DEBUG"}
    return forge.start(data, **given | env)


async def offered(client: httpx.AsyncClient, query: str = "?again=true") -> dict[str, Any]:
    """The engines, once they have been looked at."""
    answer = await client.get(f"/api/engines{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_the_built_in_engine_is_there_without_a_model(server: Server) -> None:
    async with http(server) as client:
        found = await offered(client)
    assert (found["model"], found["grader_model"], found["looking"]) == ("offline", "offline", False)
    assert found["engines"][0] == {
        "model": "offline",
        "label": "Built-in interviewer",
        "source": "built_in",
        "state": "ready",
        "message": None,
        "sent_to": None,
    }


async def test_a_key_is_offered_without_a_request(forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path, OPENAI_API_KEY=CANARY)
    async with http(server) as client:
        key = next(e for e in (await offered(client))["engines"] if e["source"] == "key")
        assert key["model"].startswith("openai:") and (key["state"], key["sent_to"]) == ("unchecked", "OpenAI")
        assert (await client.post("/api/sessions", json={"format": "drill", "model": key["model"]})).status_code == 201
        assert (await client.post("/api/sessions", json={"format": "drill", "model": "openai:x"})).status_code == 400
    server.kill()


async def test_a_dead_upstream_does_not_stop_the_start_and_can_be_left(
    forge: Forge, tmp_path: Path, up: Upstream
) -> None:
    server = started(forge, tmp_path, up.url("refused"))
    async with http(server) as client:
        found = (await offered(client))["engines"]
        assert [(e["model"], e["source"], e["state"]) for e in found[:2]] == [
            ("offline", "built_in", "ready"),
            (MODEL, "set", "unreachable"),
        ]
        assert "Nothing answers at 127.0.0.1:" in found[1]["message"]
    session = await new_session(server, format="drill")
    async with talk(server, session) as candidate:
        failed = await candidate.until("error")
        assert (failed["code"], failed["retryable"]) == ("model_unavailable", True)
        await candidate.send("engine", model="offline")
        assert (await candidate.until("session.state"))["session"]["model"] == "offline"
        await candidate.send("retry")
        assert (await candidate.until("turn.done"))["turn"]["engine"] == "offline"
    server.kill()


async def test_a_round_with_a_model_that_comes_in_pieces(forge: Forge, tmp_path: Path, up: Upstream) -> None:
    server = started(forge, tmp_path, up.url("good"))
    up.say("I am Inés, from the next team over.", "Whose name was on the new date?")
    async with http(server) as client:
        assert (await offered(client))["engines"][1]["state"] == "ready"
    session = await new_session(server, persona="peer_tpm", seed=11)
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        done = await candidate.answer()
        assert (done["turn"]["engine"], done["turn"]["text"]) == (MODEL, "Whose name was on the new date?")
        pieces = [f for f in candidate.heard if f["type"] == "turn.delta" and f["turn"] == done["turn"]["number"]]
        assert "".join(f["text"] for f in pieces) == done["turn"]["text"]
        await candidate.send("engine", model="offline")
        await candidate.until("session.state")
        assert (await candidate.answer())["turn"]["engine"] == "offline"
    server.kill()


FAULTS = {
    "key": "model_key",
    "missing": "model_rejected",
    "busy_html": "model_busy",
    "broken": "model_unavailable",
    "html": "model_misbehaved",
    "error_chunk": "model_misbehaved",
    "clean_end": "model_cut",
    "filtered": "model_declined",
    "hang": "model_timeout",
    "redirect": "model_rejected",
    "reset_mid": "model_cut",
}
"""Of what the upstream can do wrong, and the code that a candidate's page gets; a key stands in many of its answers."""


@pytest.mark.parametrize("fault", FAULTS)
async def test_every_fault_is_a_named_state_and_shows_no_key(
    forge: Forge, tmp_path: Path, up: Upstream, fault: str
) -> None:
    server = started(forge, tmp_path, up.url(fault))
    shown: list[str] = []
    session = await new_session(server, format="drill")
    async with talk(server, session) as candidate:
        failed = await candidate.until("error")
        assert failed["code"] == FAULTS[fault] and failed["command_id"] is None
        await _left(candidate)
        shown += [str(frame) for frame in candidate.heard]
    async with http(server) as client:
        paths = ("engines?again=true", "catalog", "sessions", f"sessions/{session}", "openapi.json")
        shown += [(await client.get(f"/api/{path}")).text for path in paths]
        shown.append((await client.get("/metrics")).text)
    server.stop()
    shown.append(server.log)
    assert up.calls and all("CANARY" in str(r.headers) for r in up.requests), "the key was never used"
    assert [text[:200] for text in shown if "CANARY" in text or "upstream text" in text] == []
    assert _with(b"CANARY", tmp_path) == []
    assert "Traceback" not in server.log


async def _left(candidate: Talk) -> Frame:
    """Go on with the built-in interviewer."""
    await candidate.send("engine", model="offline")
    await candidate.until("session.state")
    await candidate.send("retry")
    return await candidate.until("turn.done")


def _with(canary: bytes, folder: Path) -> list[str]:
    return [f.name for f in folder.rglob("*") if f.is_file() and canary in f.read_bytes()]
