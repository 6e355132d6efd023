"""Limits: what is too long, too much, too many or too slow has a defined end, and memory stays flat."""

import asyncio
import json
import socket
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from tests.api.servers import Forge, Server
from tests.api.talk import ANSWER, http, new_session, talk


async def test_the_longest_answer_is_taken_and_one_more_character_is_not(server: Server) -> None:
    """20,000 code points of four bytes each, escaped: 240 KB in the frame."""
    session = await new_session(server)
    async with talk(server, session) as candidate:
        await candidate.until("turn.done")
        await candidate.send("answer", text="\U0001f642" * 20_001, client_turn_id="long")
        error = await candidate.until("error")
        assert (error["code"], error["retryable"]) == ("too_long", False)
        assert "1 characters over" in error["message"] and error["command_id"]
        text = ANSWER + "\U0001f642" * (20_000 - len(ANSWER))
        assert len(json.dumps(text)) > 200_000
        await candidate.answer(text, client_turn_id="fits")
    async with http(server) as client:
        turns = (await client.get(f"/api/sessions/{session}")).json()["turns"]
    assert [t["text"] for t in turns if t["speaker"] == "candidate"] == [text]


@pytest.mark.parametrize(("size", "status"), [(64 * 1024, 422), (64 * 1024 + 1, 413), (5_000_000, 413)])
async def test_a_body_has_a_limit(server: Server, size: int, status: int) -> None:
    body = json.dumps({"format": "drill", "candidate": ""})
    body = body.replace('""', f'"{"x" * (size - len(body))}"')
    assert len(body) == size
    async with http(server) as client:
        answer = await client.post("/api/sessions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "retryable"}
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_body_without_a_length_has_the_same_limit(server: Server) -> None:
    async def endless() -> object:
        for _ in range(100):
            yield b"x" * 10_000

    async with http(server) as client:
        content = endless()
        answer = await client.post("/api/sessions", content=content, headers={"Content-Type": "application/json"})  # type: ignore[arg-type]
    assert answer.status_code == 413


async def test_too_many_messages(forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path, message_burst="50", message_rate="0.001")
    session = await new_session(server)
    async with talk(server, session) as flood, talk(server, session) as other:
        for _ in range(60):
            await flood.socket.send('{"type":"ping"}')
        assert await flood.closed() == 4429
        assert sum(f["type"] == "pong" for f in flood.heard) == 50
        await other.send("ping")
        await other.until("pong")
    server.kill()


async def test_too_many_connections(forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path, max_sockets="4", max_sockets_of_session="2")
    one, other, third = [await new_session(server) for _ in range(3)]
    async with talk(server, one) as a, talk(server, one) as b, talk(server, one) as refused:
        assert await refused.closed() == 4429
        async with talk(server, other) as c, talk(server, third) as d, talk(server, third) as full:
            assert await full.closed() == 4429
            for connection in (a, b, c, d):
                await connection.until("session.state")
        for _ in range(500):  # a seat is free again once the server has seen that its owner left
            if await _gets_in(server, other):
                break
        else:
            pytest.fail("no seat became free")
    server.kill()


async def _gets_in(server: Server, session: str) -> bool:
    async with talk(server, session) as again:
        try:
            await again.until("session.state")
        except ConnectionClosed as closed:
            assert closed.rcvd and closed.rcvd.code == 4429
            return False
        return True


async def test_a_client_that_does_not_read_is_let_go(forge: Forge, tmp_path: Path) -> None:
    """It asks for much and reads nothing: what waits for it is bounded, and it is dropped."""
    server = forge.start(tmp_path, message_burst="1000000")
    session = await new_session(server)
    async with talk(server, session) as writer:
        await writer.until("turn.done")
        await writer.answer(ANSWER * 100)
    loop = asyncio.get_running_loop()
    with socket.socket() as raw:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        raw.setblocking(False)
        await loop.sock_connect(raw, ("127.0.0.1", server.port))
        await loop.sock_sendall(raw, _handshake(server, session))
        before = _memory(server.pid)
        async with asyncio.timeout(60):
            with suppress(ConnectionError):
                while True:
                    await loop.sock_sendall(raw, _takeover())
        assert _memory(server.pid) - before < 24 * 1024
    async with http(server) as client:
        seen = (("hotseat_connected 0.0" in (await client.get("/metrics")).text) for _ in range(500))
        assert [gone async for gone in seen if gone], "its seat is still taken"
    server.kill()


def _handshake(server: Server, session: str) -> bytes:
    return (
        f"GET /api/sessions/{session}/live HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: Upgrade\r\n"
        f"Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {server.token}\r\n\r\n"
    ).encode()


def _takeover() -> bytes:
    """A command whose answer is the whole session."""
    payload = b'{"type":"takeover","command_id":"c"}'
    return b"\x81" + bytes([0x80 | len(payload)]) + b"\x00\x00\x00\x00" + payload


def _memory(pid: int) -> int:
    """Resident memory in KiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


async def test_what_http_does_not_understand(server: Server) -> None:
    wrong: list[tuple[str, str, object, int]] = [
        ("POST", "/api/sessions", b"{", 400),
        ("POST", "/api/sessions", b"[" * 50_000, 400),
        ("POST", "/api/sessions", b"\xff\xfe", 400),
        ("POST", "/api/sessions", {}, 422),
        ("POST", "/api/sessions", {"format": "tea"}, 422),
        ("POST", "/api/sessions", {"format": "drill", "seed": 10**400}, 422),
        ("POST", "/api/sessions", {"format": "drill", "seed": 1.5}, 422),
        ("POST", "/api/sessions", {"format": "drill", "minutes": "25"}, 422),
        ("POST", "/api/sessions", {"format": "drill", "minutes": -1}, 422),
        ("POST", "/api/sessions", b'{"format":"drill","candidate":"\\ud800"}', 422),
        ("POST", "/api/sessions", {"format": "drill", "technologies": ["x"] * 21}, 422),
        ("POST", "/api/sessions", {"format": "drill", "question": "nothing"}, 404),
        ("POST", "/api/sessions", {"format": "round", "persona": "nobody"}, 404),
        ("POST", "/api/sessions", {"format": "round", "retry_of": "nobody"}, 404),
        ("POST", "/api/sessions", {"format": "round", "model": "nobody:x"}, 400),
        ("POST", "/api/sessions", {"format": "drill", "seed": True}, 422),
        ("PATCH", "/api/sessions", {}, 405),
        ("GET", "/api/sample/report?format=docx", None, 404),
        ("GET", "/api/nothing", None, 404),
    ]
    async with http(server) as client:
        for method, path, body, status in wrong:
            content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
            answer = await client.request(method, path, content=content, headers={"Content-Type": "application/json"})
            assert answer.status_code == status, (method, path, body, answer.text)
            assert set(answer.json()["error"]) == {"code", "message", "retryable"}
    assert "Traceback" not in server.log


async def test_unknown_keys_of_a_session_are_let_pass(server: Server) -> None:
    assert await new_session(server, colour="blue")


async def test_all_that_may_be_sent_at_once(server: Server) -> None:
    """The documented body, whole."""
    body = {
        "format": "drill",
        "persona": None,
        "question": None,
        "area": "behavioral",
        "minutes": 5,
        "seed": 3,
        "model": "offline",
        "grader_model": "offline",
        "style": "coach",
        "company": "Northwind",
        "role": "Senior TPM",
        "technologies": ["Kafka"],
        "candidate": "Zoë",
        "retry_of": None,
    }
    async with http(server) as client:
        made: httpx.Response = await client.post("/api/sessions", json=body)
    assert made.status_code == 201
    shown = made.json()
    assert {k: shown[k] for k in ("minutes", "seed", "style", "company", "role", "technologies", "candidate")} == {
        k: body[k] for k in ("minutes", "seed", "style", "company", "role", "technologies", "candidate")
    }
    assert "plan" not in shown
