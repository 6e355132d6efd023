"""A client that speaks the protocol, as strictly as docs/protocol.md says it may."""

import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import websockets
from websockets.asyncio.client import ClientConnection, connect

from tests.api.servers import Server

Frame = dict[str, Any]

ANSWER = (
    "I owned the payments migration. I decided with Dana, our VP, to cut two flows because the vendor slipped three "
    "weeks; we moved forty services by June 12 and errors fell from 2.1% to 0.4%."
)


class Talk:
    """One connection to a session."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[Frame] = []
        self._ids = itertools.count()

    async def hear(self) -> Frame:
        """The next frame."""
        frame: Frame = json.loads(await self.socket.recv())
        self.heard.append(frame)
        return frame

    async def until(self, *types: str) -> Frame:
        """The next frame of one of these types."""
        while (frame := await self.hear())["type"] not in types:
            pass
        return frame

    async def send(self, type: str, **fields: Any) -> None:
        """A command with an id of its own, unless it is given one."""
        number = next(self._ids)
        await self.socket.send(json.dumps({"type": type, "command_id": f"c{id(self)}-{number}", **fields}))

    async def answer(self, text: str = ANSWER, **fields: Any) -> Frame:
        """Answer, and return what the interviewer says."""
        number = next(self._ids)
        await self.send("answer", text=text, **{"client_turn_id": f"t{id(self)}-{number}", **fields})
        return await self.until("turn.done")

    async def closed(self) -> int | None:
        """Hear all that still comes; the code that the server closes with."""
        try:
            while True:
                await self.hear()
        except websockets.ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None


def http(server: Server) -> httpx.AsyncClient:
    """HTTP with the token."""
    return httpx.AsyncClient(base_url=server.url, headers=server.bearer, timeout=30)


async def new_session(server: Server, **body: Any) -> str:
    """The id of a new session."""
    async with http(server) as client:
        answer = await client.post("/api/sessions", json={"format": "round", **body})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


@asynccontextmanager
async def talk(server: Server, session: str, query: str = "", **headers: str) -> AsyncIterator[Talk]:
    """Connect to a session."""
    url = f"{server.live}/{session}/live{query}"
    async with connect(url, additional_headers=server.bearer | headers, max_size=2**24, compression=None) as socket:
        yield Talk(socket)
