"""What a model's server can do wrong, by name. Each answers streams and whole completions alike."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from tests.llm.upstream_wire import Request, Wire, chunk, completion

Fault = Callable[[Wire, Request], Awaitable[None]]

HTML = b"<html><body>Bad gateway</body></html>"
OBJECT = '{"score": 3}'


def _status(status: int, *headers: str, error: object = None, html: bool = False) -> Fault:
    """An error answer, which repeats the key and the request as some servers do."""

    async def fault(wire: Wire, request: Request) -> None:
        said = {"message": f"upstream text: {request.headers.get('authorization')}", "echo": request.body["messages"]}
        if html:
            await wire.answer(status, "text/html", HTML, *headers)
        else:
            await wire.json(status, {"error": error or said}, *headers)

    return fault


async def _redirect(wire: Wire, request: Request) -> None:
    host = request.headers["host"].replace("127.0.0.1", "localhost")
    await wire.answer(307, "text/plain", b"", f"Location: http://{host}/good/v1/chat/completions")


def _document(kind: str, body: bytes) -> Fault:
    """The same answer with 200, whatever was asked."""

    async def fault(wire: Wire, request: Request) -> None:
        await wire.answer(200, kind, body)

    return fault


def _events(*events: object, whole: object, done: bool = True) -> Fault:
    """A stream of these events, or this whole completion."""

    async def fault(wire: Wire, request: Request) -> None:
        if not request.streams:
            body = whole if isinstance(whole, bytes) else json.dumps(whole).encode()
            await wire.answer(200, "application/json", body)
            return
        await wire.begin()
        for event in events:
            await wire.event(event)
        if done:
            await wire.event(b"[DONE]")
        await wire.end()

    return fault


def _stopped(reason: str) -> Fault:
    return _events(chunk("Hello wor"), chunk(reason=reason), whole=completion('{"sco', reason))


def _said(text: str | None) -> Fault:
    return _events(chunk(text), chunk(reason="stop"), whole=completion(text))


def _for_ever(head: bytes, data: bytes, pause: float = 0.01) -> Fault:
    """Begins, and then sends the same bytes again and again."""

    async def fault(wire: Wire, request: Request) -> None:
        await (wire.begin() if request.streams else wire.begin("application/json"))
        if head:
            await wire.part(head)
        while True:
            await wire.part(data)
            await asyncio.sleep(pause)

    return fault


async def _reset_before(wire: Wire, request: Request) -> None:
    wire.reset()


async def _reset_mid(wire: Wire, request: Request) -> None:
    await (wire.begin() if request.streams else wire.begin("application/json"))
    await (wire.event(chunk("Hello wor")) if request.streams else wire.part(b'{"choices": ['))
    wire.reset()


async def _hang(wire: Wire, request: Request) -> None:
    await asyncio.Event().wait()


async def _hang_after(wire: Wire, request: Request) -> None:
    await (wire.begin() if request.streams else wire.begin("application/json"))
    await asyncio.Event().wait()


async def _stall(wire: Wire, request: Request) -> None:
    await wire.begin()
    await wire.event(chunk("Hello "))
    await asyncio.Event().wait()


async def _hang_at_end(wire: Wire, request: Request) -> None:
    await wire.begin()
    for event in (chunk("Hello."), chunk(reason="stop")):
        await wire.event(event)
    await asyncio.Event().wait()


async def _garbage(wire: Wire, request: Request) -> None:
    await wire.raw(b"220 mail.example.org ESMTP\r\n\r\n")
    await asyncio.Event().wait()


async def _endless(wire: Wire, request: Request) -> None:
    """Much more than was asked for, fast."""
    await (wire.begin() if request.streams else wire.begin("application/json"))
    piece: Any = chunk("word " * 20_000)
    while True:
        await wire.event(piece)


FAULTS: dict[str, Fault] = {
    "busy": _status(429),
    "busy_soon": _status(429, "Retry-After: 0"),
    "busy_long": _status(429, "Retry-After: 1800"),
    "busy_date": _status(429, "Date: Mon, 02 Mar 2026 09:00:00 GMT", "Retry-After: Mon, 02 Mar 2026 09:30:00 GMT"),
    "busy_html": _status(429, html=True),
    "no_credit": _status(429, error={"message": "You have none left.", "code": "insufficient_quota"}),
    "unpaid": _status(402),
    "key": _status(401),
    "forbidden": _status(403),
    "bad_request": _status(400),
    "missing": _status(404),
    "conflict": _status(409),
    "broken": _status(500),
    "down": _status(503, html=True),
    "down_long": _status(503, "Retry-After: 1800"),
    "redirect": _redirect,
    "html": _document("text/html", HTML),
    "error_200": _document("application/json", b'{"error": {"message": "upstream text"}}'),
    "wrong_type": _document("text/plain", json.dumps(completion("Hello")).encode()),
    "garbage": _garbage,
    "empty_choices": _events({"choices": []}, whole={"choices": []}),
    "no_chunk": _events([1], whole=[1]),
    "null": _said(None),
    "blank": _said("  \n"),
    "filtered": _stopped("content_filter"),
    "refusal": _events(
        chunk(refusal="I will not."), chunk(reason="stop"), whole=completion(None, refusal="I will not.")
    ),
    "too_long": _stopped("length"),
    "odd_reason": _stopped("who_knows"),
    "clean_end": _events(chunk("Hello wor"), whole=completion(OBJECT, None), done=False),
    "bad_chunk": _events(chunk("Hello "), b'{"choices": [{"del', whole=b'{"choices": [{"mess'),
    "bad_utf8": _events(b'{"choices": [{"delta": {"content": "\xff"}}]}', whole=b'{"choices": [{"message": "\xff"}]}'),
    "error_chunk": _events(chunk("Hello "), {"error": {"message": "upstream text"}}, whole={"error": "upstream text"}),
    "tool_call": _events(
        chunk(tool_calls=[{"index": 0}]),
        chunk(reason="tool_calls"),
        whole=completion(None, "tool_calls", tool_calls=[{}]),
    ),
    "reset_before": _reset_before,
    "reset_mid": _reset_mid,
    "hang": _hang,
    "hang_after": _hang_after,
    "stall": _stall,
    "drip": _for_ever(b"data: {", b" "),
    "keepalive": _for_ever(b"", b": still here\n\n"),
    "slow": _for_ever(b"", b"data: " + json.dumps(chunk("word ")).encode() + b"\n\n"),
    "endless": _endless,
    "huge_line": _for_ever(b"data: ", b"x" * 300_000, pause=0),
}

OBJECTS: dict[str, Fault] = {
    "truncated": _said('{"score": 3, "rea'),
    "twice": _said('{"score": 3, "score": 5}'),
    "not_a_number": _said('{"score": NaN}'),
    "infinite": _said('{"score": 1e999}'),
    "half_a_letter": _said('{"reason": "\\ud83d"}'),
    "prose": _said(f"Here you are: {OBJECT}"),
    "array": _said("[3]"),
    "deep": _said('{"score": ' + "[" * 100_000),
    "huge_number": _said('{"score": ' + "9" * 6_000 + "}"),
}
"""Contents that are no object; as the text of a stream they are what they are."""

FINE: dict[str, Fault] = {
    "no_done": _events(chunk("Hello."), chunk(reason="stop"), whole=completion(OBJECT), done=False),
    "hang_at_end": _hang_at_end,
    "error_after_end": _events(chunk("Hello."), chunk(reason="stop"), {"error": {}}, whole=completion(OBJECT)),
    "fenced": _said(f"```json\n{OBJECT}\n```"),
}
"""Unusual, and still a whole answer."""
