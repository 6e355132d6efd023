"""HTTP and the OpenAI chat format, written by hand, so that a test can send what no library would."""

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

USAGE = {"prompt_tokens": 9, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 4}}


@dataclass(frozen=True, slots=True)
class Request:
    """What came in; header names in lower case."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @classmethod
    async def read(cls, reader: asyncio.StreamReader) -> Self:
        """The next request. IncompleteReadError at the end of the connection."""
        first = await reader.readexactly(1)
        if not first.isalpha():
            raise ValueError("this is TLS")
        head, *lines = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.split(": ", 1) for line in lines if line)
        headers = {name.lower(): value for name, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return cls(head.split(" ")[1], headers, json.loads(body) if body else {})

    @property
    def streams(self) -> bool:
        """Whether a stream is asked for."""
        return self.body.get("stream") is True


class Wire:
    """One connection, to be answered on."""

    def __init__(self, writer: asyncio.StreamWriter, sent: asyncio.Event) -> None:
        self._writer, self._sent = writer, sent

    async def raw(self, data: bytes) -> None:
        """These bytes as they are."""
        self._writer.write(data)
        await self._writer.drain()
        self._sent.set()

    async def answer(self, status: int, kind: str, body: bytes, *headers: str) -> None:
        """A whole answer."""
        lines = (f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers, "", "")
        await self.raw("\r\n".join(lines).encode() + body)

    async def json(self, status: int, answer: object, *headers: str) -> None:
        """A whole answer in JSON."""
        await self.answer(status, "application/json", json.dumps(answer).encode(), *headers)

    async def begin(self, kind: str = "text/event-stream; charset=utf-8") -> None:
        """The head of a stream."""
        await self.raw(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())

    async def part(self, data: bytes) -> None:
        """Some bytes of a stream."""
        await self.raw(b"%x\r\n%s\r\n" % (len(data), data))

    async def event(self, data: object) -> None:
        """An event of a stream; bytes go out as they are."""
        await self.part(b"data: %s\n\n" % (data if isinstance(data, bytes) else json.dumps(data).encode()))

    async def end(self) -> None:
        """The clean end of a stream."""
        await self.raw(b"0\r\n\r\n")

    def reset(self) -> None:
        """Breaks the connection."""
        self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


def chunk(text: str | None = None, reason: str | None = None, **delta: Any) -> dict[str, Any]:
    """A piece of a stream."""
    said = {"content": text} if text is not None else {}
    return {
        "object": "chat.completion.chunk",
        "choices": [{"index": 0, "delta": said | delta, "finish_reason": reason}],
    }


def usage_chunk() -> dict[str, Any]:
    """The piece of a stream that holds the usage."""
    return {"object": "chat.completion.chunk", "choices": [], "usage": USAGE}


def completion(text: str | None, reason: str | None = "stop", **message: Any) -> dict[str, Any]:
    """A whole completion."""
    said = {"role": "assistant", "content": text} | message
    choice = {"index": 0, "message": said, "finish_reason": reason}
    return {"object": "chat.completion", "choices": [choice], "usage": USAGE}
