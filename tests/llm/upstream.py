"""A model's server for tests: it speaks the OpenAI chat format, well at `good` and wrongly at every other address.

    async with Upstream() as up:
        up.say("Whose date was it?")
        up.give({"score": 3})
        client = build("any", Access(up.url("good")))

What it does wrong stands in upstream_faults.py, by the name that `url` takes.
"""

import asyncio
import json
import socket
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from tests.llm.upstream_faults import FAULTS, FINE, OBJECTS
from tests.llm.upstream_wire import Request, Wire, chunk, completion, usage_chunk

EVERY_FAULT = FAULTS | OBJECTS | FINE
NOTHING = object()
"""In place of an object: the request is never answered."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One request as it came in; `name` is `good` or the fault's."""

    name: str
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]


class Upstream:
    """Listens while it is entered, and keeps all `requests`.

    At `good` each request takes the next reply of its queue, texts for streams and objects for whole completions; with
    nothing queued it says DEFAULT, or gives {}. `pace` is the seconds between two pieces, a word each. What `refuses`
    names (a part of the request, a type of its response_format, or `alternation` of roles) gets a 400.
    """

    DEFAULT = "Whose date was it, and what did you tell them?"

    def __init__(self) -> None:
        self.requests: list[Taken] = []
        self.models = ["small", "large"]
        self.pace = 0.0
        self.refuses: set[str] = set()
        self.connections = 0
        self._texts: deque[str] = deque()
        self._objects: deque[Any] = deque()
        self._asked = asyncio.Event()
        self._left = asyncio.Event()
        self._sent = asyncio.Event()
        self._kept_waiting = asyncio.Event()
        self._serving: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    def say(self, *texts: str) -> None:
        """Queues texts."""
        self._texts.extend(texts)

    def give(self, *objects: Any) -> None:
        """Queues objects; a string is the content as it is."""
        self._objects.extend(objects)

    def url(self, name: str) -> str:
        """The address of `good` or of a fault. At `refused` nothing listens, at `tls` nobody speaks TLS."""
        if name == "refused":
            return f"http://127.0.0.1:{self._closed.getsockname()[1]}/v1"
        scheme = "https" if name == "tls" else "http"
        return f"{scheme}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/{name}/v1"

    @property
    def calls(self) -> int:
        """How many answers were asked for; lists of models do not count."""
        return sum(request.path.endswith("/chat/completions") for request in self.requests)

    async def asked(self) -> None:
        """Returns when a request has come in."""
        await self._asked.wait()

    async def keeps_waiting(self) -> None:
        """Returns when a request has come in that gets NOTHING."""
        await self._kept_waiting.wait()

    async def sends(self) -> None:
        """Returns when something more has been sent."""
        self._sent.clear()
        await self._sent.wait()

    async def left(self) -> None:
        """Returns when a client has gone away before its answer was whole."""
        await self._left.wait()

    async def __aenter__(self) -> Self:
        self._closed = socket.socket()
        self._closed.bind(("127.0.0.1", 0))
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *failure: object) -> None:
        self._server.close()
        for writer in self._serving.values():
            writer.transport.abort()
        await asyncio.gather(*self._serving)
        self._closed.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving[task] = writer
        task.add_done_callback(self._serving.pop)
        self.connections += 1
        with suppress(OSError, EOFError, ValueError):
            while await self._answer(await Request.read(reader), reader, Wire(writer, self._sent)):
                pass
        writer.close()

    async def _answer(self, request: Request, reader: asyncio.StreamReader, wire: Wire) -> bool:
        """Answers one request, or stops when its client leaves; whether the connection goes on."""
        answering = asyncio.ensure_future(self._reply(request, wire))
        leaving = asyncio.ensure_future(reader.read(1))
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            if answering.done() and answering.exception() is None:
                return True
            self._left.set()
            return False
        finally:
            leaving.cancel()
            answering.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)

    async def _reply(self, request: Request, wire: Wire) -> None:
        name = request.path.split("/")[1]
        self.requests.append(Taken(name, request.path, request.headers, request.body))
        self._asked.set()
        if request.path.endswith("/models"):
            await wire.json(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]})
        elif name != "good":
            await EVERY_FAULT[name](wire, request)
        elif part := next((part for part in sorted(self.refuses) if _has(request.body, part)), None):
            await wire.json(
                400, {"error": {"message": f"Unsupported value: '{part}' is not supported.", "param": part}}
            )
        elif request.streams:
            await self._stream(wire, self._texts.popleft() if self._texts else self.DEFAULT, request)
        else:
            reply = self._objects.popleft() if self._objects else {}
            if reply is NOTHING:
                self._kept_waiting.set()
                await asyncio.Event().wait()
            await wire.json(200, completion(reply if isinstance(reply, str) else json.dumps(reply)))

    async def _stream(self, wire: Wire, text: str, request: Request) -> None:
        await wire.begin()
        for i, word in enumerate(text.split(" ")):
            await wire.event(chunk(f" {word}" if i else word))
            await asyncio.sleep(self.pace)
        await wire.event(chunk(reason="stop"))
        if request.body.get("stream_options"):
            await wire.event(usage_chunk())
        await wire.event(b"[DONE]")
        await wire.end()


def _has(body: Mapping[str, Any], part: str) -> bool:
    if part == "alternation":
        return any(a["role"] == b["role"] for a, b in pairwise(body["messages"]))
    return part in body or part == body.get("response_format", {}).get("type")
