"""The barest server there can be: a frame in, two of the size of ours out. Run as `python -m bench.echo PORT`."""

import socket
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

from app.config import Settings
from app.serving import server_config

ACK, DONE = "a" * 700, "d" * 900


async def echo(scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
    """Answer each text with two, and accept every connection."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": ACK})
        await send({"type": "websocket.send", "text": DONE})


def main() -> None:
    """Serve with the same flags as Hotseat."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    config = server_config(echo, Settings(max_sockets=2000))
    config.lifespan = "off"
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
