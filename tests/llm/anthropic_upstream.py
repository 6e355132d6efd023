"""Anthropic's own format, for the path through LangChain: another vendor's server, well and wrongly."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from tests.llm.upstream import Taken, Upstream
from tests.llm.upstream_wire import Request, Wire

Answer = Callable[[Wire, Request], Awaitable[None]]

USAGE = {"input_tokens": 5, "cache_read_input_tokens": 4, "cache_creation_input_tokens": 0, "output_tokens": 1}
MESSAGE = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude", "stop_sequence": None}


def whole(content: list[dict[str, Any]], reason: str) -> dict[str, Any]:
    """A whole answer."""
    return MESSAGE | {"content": content, "stop_reason": reason, "usage": USAGE | {"output_tokens": 6}}


async def events(wire: Wire, *texts: str, reason: str | None = "end_turn") -> None:
    """A stream of these texts; without a reason it ends as a proxy cuts it."""
    started = MESSAGE | {"content": [], "stop_reason": None, "usage": USAGE}
    await wire.begin()
    await event(wire, "message_start", message=started)
    await event(wire, "content_block_start", index=0, content_block={"type": "text", "text": ""})
    for text in texts:
        await event(wire, "content_block_delta", index=0, delta={"type": "text_delta", "text": text})
    if reason is not None:
        await event(wire, "content_block_stop", index=0)
        delta = {"stop_reason": reason, "stop_sequence": None}
        await event(wire, "message_delta", delta=delta, usage=USAGE | {"output_tokens": 6})
        await event(wire, "message_stop")
    await wire.end()


async def event(wire: Wire, kind: str, **fields: Any) -> None:
    """One event of a stream."""
    await wire.part(f"event: {kind}\ndata: {json.dumps({'type': kind} | fields)}\n\n".encode())


def _text(*texts: str, reason: str | None = "end_turn") -> Answer:
    async def answer(wire: Wire, request: Request) -> None:
        if request.streams:
            await events(wire, *texts, reason=reason)
        else:
            await wire.json(200, whole([{"type": "text", "text": "".join(texts)}], reason or ""))

    return answer


def _status(status: int, *headers: str, kind: str = "error") -> Answer:
    async def answer(wire: Wire, request: Request) -> None:
        said = {
            "type": kind,
            "message": f"upstream text {request.headers.get('authorization')} {request.body['messages']}",
        }
        await wire.json(status, {"type": "error", "error": said}, *headers)

    return answer


async def _redirect(wire: Wire, request: Request) -> None:
    host = request.headers["host"].replace("127.0.0.1", "localhost")
    await wire.answer(307, "text/plain", b"", f"Location: http://{host}/good/v1/messages")


async def _hang(wire: Wire, request: Request) -> None:
    await asyncio.Event().wait()


async def _reset(wire: Wire, request: Request) -> None:
    wire.reset()


async def _stall(wire: Wire, request: Request) -> None:
    await wire.begin()
    await event(wire, "message_start", message=MESSAGE | {"content": [], "stop_reason": None, "usage": USAGE})
    await event(wire, "content_block_start", index=0, content_block={"type": "text", "text": ""})
    await event(wire, "content_block_delta", index=0, delta={"type": "text_delta", "text": "Whose "})
    await asyncio.Event().wait()


async def _no_schema(wire: Wire, request: Request) -> None:
    """A model that answers in a form only through a tool."""
    if "output_config" in request.body:
        said = {"type": "invalid_request_error", "message": "output_config: this model does not support it"}
        await wire.json(400, {"type": "error", "error": said})
        return
    tool = {"type": "tool_use", "id": "t", "name": request.body["tools"][0]["name"], "input": {"score": 3}}
    await wire.json(200, whole([tool], "tool_use"))


async def _no_temperature(wire: Wire, request: Request) -> None:
    if "temperature" in request.body:
        await _status(400, kind="temperature is deprecated for this model")(wire, request)
    else:
        await _text("Whose date?")(wire, request)


ANSWERS: dict[str, Answer] = {
    "good": _text("Whose ", "date was it? ", "{x} é 🎯"),
    "object": _text('{"score": 3}'),
    "no_schema": _no_schema,
    "no_temperature": _no_temperature,
    "busy": _status(429),
    "busy_long": _status(429, "Retry-After: 1800"),
    "key": _status(401),
    "missing": _status(404),
    "broken": _status(500),
    "overloaded": _status(529),
    "bad_request": _status(400),
    "too_long": _text("Whose ", reason="max_tokens"),
    "refusal": _text("", reason="refusal"),
    "cut": _text("Whose ", reason=None),
    "empty": _text(""),
    "prose": _text('Here: {"score": 3}'),
    "twice": _text('{"score": 3, "score": 5}'),
    "redirect": _redirect,
    "reset": _reset,
    "hang": _hang,
    "stall": _stall,
}


class AnthropicUpstream(Upstream):
    """Answers messages by the name in their path."""

    def base(self, name: str) -> str:
        """What its packages take for the vendor's address."""
        return self.url(name).removesuffix("/v1")

    @property
    def calls(self) -> int:
        """How many answers were asked for."""
        return len(self.requests)

    async def _reply(self, request: Request, wire: Wire) -> None:
        name = request.path.split("/")[1]
        self.requests.append(Taken(name, request.path, request.headers, request.body))
        self._asked.set()
        await ANSWERS[name](wire, request)
