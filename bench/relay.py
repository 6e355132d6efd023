"""The barest relay of a streaming model: a websocket frame in, the request out, each token a frame, nothing kept.

Run as `python -m bench.relay UPSTREAM_PORT`. It reads no more of the stream than where a token stands, and leaves the
history out: what it costs is what the sockets cost.
"""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import orjson
import uvicorn

from app.config import Settings
from app.serving import server_config

_CONNECTIONS: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
_PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 0


async def _tokens(text: str) -> AsyncIterator[str]:
    if _CONNECTIONS:
        reader, writer = _CONNECTIONS.pop()
    else:
        reader, writer = await asyncio.open_connection("127.0.0.1", _PORT, limit=1 << 18)
    body = orjson.dumps({"model": "fake", "stream": True, "messages": [{"role": "user", "content": text}]})
    writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    buffer, over = b"", False
    while not over:
        data = await reader.read(1 << 18)
        buffer, over = buffer + data, data.endswith(b"0\r\n\r\n") or not data
        *lines, buffer = buffer.split(b"\n")
        for line in lines:
            if line.startswith(b"data: {") and (token := orjson.loads(line[6:])["choices"][0]["delta"].get("content")):
                yield token
    _CONNECTIONS.append((reader, writer))


async def relay(scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
    """Serve one conversation."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        text = orjson.loads(message["text"])["text"]
        async for token in _tokens(text):
            await send({"type": "websocket.send", "text": orjson.dumps({"type": "turn.delta", "text": token}).decode()})
        await send({"type": "websocket.send", "text": '{"type":"turn.done"}'})


def main() -> None:
    """Serve with the same flags as Hotseat."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=4096)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    config = server_config(relay, Settings(max_sockets=2000))
    config.lifespan = "off"
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
