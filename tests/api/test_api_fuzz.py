"""Whatever comes in on the socket: an error or a defined close, never a traceback, and nobody else is disturbed."""

import json
import socket
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.api.servers import Forge, Server
from tests.api.talk import new_session, talk

LEAST = 2_000
ASKED = ("session.state", "turn.ack", "turn.done", "session.ended", "report.ready", "grade.progress", "clock", "pong")
TYPES = ("answer", "append", "confirm", "skip", "hint", "pause", "resume", "retry", "engine", "takeover", "end", "ping")

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner))
names = st.sampled_from(("type", "command_id", "client_turn_id", "text", "mode", "seconds", "model", "seq")) | st.text()
objects = st.dictionaries(names, values | st.sampled_from(TYPES), max_size=6)
commands = st.builds(
    lambda type, rest: {"command_id": "c", "client_turn_id": "t", "text": "Yes.", **rest, "type": type},
    st.sampled_from(TYPES),
    st.dictionaries(names, values, max_size=2),
)
broken = st.sampled_from(
    (
        "",
        "{",
        "null",
        "[]",
        '"ping"',
        "NaN",
        "{}",
        "[" * 100_000,
        '{"a":' * 50_000,
        "1" * 5_000,
        '{"type":"ping","n":' + "9" * 5_000 + "}",
        '{"type":"answer","command_id":"c","client_turn_id":"t","text":"\\ud800"}',
        '{"type":"answer","command_id":"\\udfff","client_turn_id":"t","text":"x"}',
        '{"type":"ping","type":"nothing"}',
        '{"type":["ping"]}',
        '{"type":{"ping":1}}',
        "\x00",
        "\ufeff{}",
        '{"type":"answer"' + " " * 400_000 + "}",
    )
)
texts = st.one_of(broken, st.text(), objects.map(json.dumps), commands.map(json.dumps), commands.map(json.dumps))


@pytest.fixture(scope="module")
def server(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without a limit on messages; afterwards its log is looked at."""
    server = forge.start(tmp_path_factory.mktemp("fuzzed"), message_burst="1000000", max_sockets_of_session="1000")
    yield server
    server.stop()
    assert "Traceback" not in server.log and "failed" not in server.log, server.log


class Fuzzed:
    """A connection that is made anew when it has been closed; counts what came back."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._socket: ClientConnection | None = None
        self.sent = 0
        self.got: Counter[str] = Counter()
        self.codes: Counter[int] = Counter()

    def send(self, frames: list[str]) -> None:
        """Send them all, and hear what comes until the pong after the last."""
        try:
            connection = self._socket or self._connect()
            for frame in frames:
                self.sent += 1
                connection.send(frame)
            connection.send('{"type":"ping"}')
            while self._hear(connection)["type"] != "clock":
                pass
        except ConnectionClosed as closed:
            self._socket = None
            self.codes[closed.rcvd.code if closed.rcvd else 1006] += 1

    def _hear(self, connection: ClientConnection) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(connection.recv(timeout=20))
        self.got[frame["type"]] += 1
        if frame["type"] == "error":
            assert set(frame) == {"type", "code", "message", "retryable", "command_id"}
            assert frame["code"] != "internal"
        else:
            assert frame["type"] in ASKED
        return frame

    def _connect(self) -> ClientConnection:
        headers = self._server.bearer
        made = httpx.post(f"{self._server.url}/api/sessions", json={"format": "round"}, headers=headers, timeout=30)
        url = f"{self._server.live}/{made.json()['id']}/live"
        self._socket = connect(url, additional_headers=headers, max_size=None, compression=None, legacy=True)
        return self._socket


def test_any_text_gets_an_answer(server: Server) -> None:
    fuzzed = Fuzzed(server)

    @settings(max_examples=170)
    @given(st.lists(texts, min_size=12, max_size=20))
    def fuzz(frames: list[str]) -> None:
        fuzzed.send(frames)

    fuzz()
    assert fuzzed.sent >= LEAST, f"only {fuzzed.sent} messages"
    assert fuzzed.got["error"] > LEAST / 4
    assert set(fuzzed.codes) <= {1000}, fuzzed.codes


MASK = b"\x01\x02\x03\x04"


def frame(opcode: int, payload: bytes = b"", *, first: int | None = None, masked: bool = True, size: int = -1) -> bytes:
    """A frame, with any part of it wrong."""
    length = len(payload) if size < 0 else size
    head = bytes([0x80 | opcode if first is None else first])
    flag = 0x80 if masked else 0
    if length < 126:
        head += bytes([flag | length])
    elif length < 65_536:
        head += bytes([flag | 126]) + struct.pack("!H", length)
    else:
        head += bytes([flag | 127]) + struct.pack("!Q", length)
    if masked:
        payload = MASK + bytes(b ^ MASK[i % 4] for i, b in enumerate(payload))
    return head + payload


BROKEN_FRAMES: dict[str, tuple[bytes, set[int]]] = {
    "not masked": (frame(1, b"{}", masked=False), {1002}),
    "first reserved bit": (frame(1, b"{}", first=0xC1), {1002}),
    "second reserved bit": (frame(1, b"{}", first=0xA1), {1002}),
    "third reserved bit": (frame(1, b"{}", first=0x91), {1002}),
    **{f"reserved opcode {n}": (frame(n, b"{}"), {1002}) for n in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)},
    "binary": (frame(2, b"\x00\x01"), {1003}),
    "binary that is JSON": (frame(2, b'{"type":"ping"}'), {1003}),
    "nothing to go on with": (frame(0, b"{}"), {1002}),
    "text in the middle of a text": (frame(1, b"{", first=0x01) + frame(1, b"}"), {1002}),
    "ping in parts": (frame(9, b"x", first=0x09), {1002}),
    "long ping": (frame(9, b"x" * 126), {1002}),
    "long pong": (frame(10, b"x" * 126), {1002}),
    "long close": (frame(8, struct.pack("!H", 1000) + b"x" * 126), {1002}),
    "close of one byte": (frame(8, b"\x03"), {1002}),
    **{f"close {n}": (frame(8, struct.pack("!H", n)), {1002}) for n in (0, 999, 1004, 1005, 1006, 1015, 2999, 5000)},
    "close with bad UTF-8": (frame(8, struct.pack("!H", 1000) + b"\xff"), {1002, 1007}),
    "bad UTF-8": (frame(1, b"\xff\xfe"), {1007}),
    "half a character": (frame(1, b'"\xe2\x82"'), {1007}),
    "surrogate in UTF-8": (frame(1, b'"\xed\xa0\x80"'), {1007}),
    "overlong UTF-8": (frame(1, b'"\xc0\xaf"'), {1007}),
    "beyond Unicode": (frame(1, b'"\xf4\x90\x80\x80"'), {1007}),
    "bad UTF-8 in parts": (frame(1, b"\xe2", first=0x01) + frame(0, b"\x28"), {1007}),
    "too big": (frame(1, b"x" * (512 * 1024 + 1)), {1009}),
    "says it is huge": (frame(1, b"x", size=2**62), {1009}),
    "length with the highest bit": (b"\x81\xff" + b"\xff" * 8 + MASK, {1002, 1009}),
    "too big in parts": (frame(1, b"x" * 400_000, first=0x01) + frame(0, b"x" * 200_000), {1009}),
}


def close_code(server: Server, session: str, sent: bytes, *, leaves: bool = False) -> int | None:
    """What the server closes with after these bytes; None where it does so without a word. A client that `leaves`
    says nothing more, whatever the server waits for.
    """
    host = f"127.0.0.1:{server.port}"
    request = (
        f"GET /api/sessions/{session}/live HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {server.token}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as raw:
        raw.sendall(request.encode())
        got = b""
        while b"\r\n\r\n" not in got:
            got += raw.recv(65_536)
        with suppress(ConnectionError):
            raw.sendall(sent)
            if leaves:
                raw.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while chunk := raw.recv(65_536):
                got += chunk
                if (code := _code(got.partition(b"\r\n\r\n")[2])) is not None:
                    return code
    return None


def _code(frames: bytes) -> int | None:
    while len(frames) >= 2:
        size, start = frames[1] & 127, 2
        if size == 126:
            size, start = int.from_bytes(frames[2:4], "big"), 4
        elif size == 127:
            size, start = int.from_bytes(frames[2:10], "big"), 10
        if frames[0] & 15 == 8 and len(frames) >= start + 2:
            return int.from_bytes(frames[start : start + 2], "big")
        frames = frames[start + size :]
    return None


@pytest.mark.parametrize("name", BROKEN_FRAMES)
async def test_a_broken_frame_has_its_code(server: Server, name: str) -> None:
    sent, codes = BROKEN_FRAMES[name]
    assert close_code(server, await new_session(server), sent) in codes


@settings(max_examples=60)
@given(junk=st.binary(max_size=300))
def test_bytes_that_are_no_frames(server: Server, junk: bytes) -> None:
    made = httpx.post(f"{server.url}/api/sessions", json={"format": "round"}, headers=server.bearer, timeout=30)
    assert close_code(server, made.json()["id"], junk, leaves=True) != 1011


async def test_somebody_else_is_not_disturbed(server: Server) -> None:
    session, noisy = await new_session(server), await new_session(server)
    async with talk(server, session) as quiet:
        await quiet.until("turn.done")
        for name in ("not masked", "binary", "bad UTF-8", "too big", "says it is huge"):
            close_code(server, noisy, BROKEN_FRAMES[name][0])
            assert (await quiet.answer())["type"] == "turn.done"
