"""Candidates who go on answering whatever happens to the server, and keep a log of what it acknowledged."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import websockets

from tests.api.servers import Server
from tests.api.talk import Frame, Talk, new_session, talk

GONE = (websockets.WebSocketException, OSError, httpx.HTTPError, EOFError)
"""What a client sees when the server is killed."""


@dataclass
class Interviewed:
    """One session as its candidate knows it. `acknowledged` maps a client's turn to the number it was given."""

    id: str
    last_seq: int | None = None
    turns: dict[int, str] = field(default_factory=dict)
    acknowledged: dict[str, tuple[int, str]] = field(default_factory=dict)
    waiting: Frame | None = None
    over: bool = False


class Candidate:
    """Answers in one session after another; sends again, under the same ids, what was not acknowledged."""

    def __init__(self, name: str, on_frame: Callable[[], None]) -> None:
        self.name = name
        self.sessions: list[Interviewed] = []
        self._on_frame = on_frame
        self._count = itertools.count()

    async def until_killed(self, server: Server) -> None:
        """Go on until the server is gone."""
        try:
            while True:
                await self._interview(server)
        except GONE:
            return

    async def _interview(self, server: Server) -> None:
        if not self.sessions or self.sessions[-1].over:
            self.sessions.append(Interviewed(await new_session(server)))
        current = self.sessions[-1]
        query = "" if current.last_seq is None else f"?last_seq={current.last_seq}"
        async with talk(server, current.id, query) as socket:
            await self._catch_up(socket, current)
            while not current.over:
                await self._take(socket, current)

    async def _catch_up(self, socket: Talk, current: Interviewed) -> None:
        if current.waiting is not None:
            await socket.send(**current.waiting)
        elif current.turns and max(current.turns) % 2:
            await self._answer(socket, current)

    async def _take(self, socket: Talk, current: Interviewed) -> None:
        frame = await socket.hear()
        self._on_frame()
        assert frame["type"] != "error", frame
        if frame["type"] == "session.state":
            current.turns |= {turn["number"]: turn["text"] for turn in frame["turns"]}
        elif frame["type"] in {"turn.ack", "turn.done"}:
            self._note(current, frame)
        if "seq" in frame and frame["seq"] > (current.last_seq or -1):
            current.last_seq = frame["seq"]
        current.over = current.over or frame["type"] == "session.ended"
        if frame["type"] == "turn.done" and not current.over and current.waiting is None:
            await self._answer(socket, current)

    def _note(self, current: Interviewed, frame: Frame) -> None:
        turn = frame["turn"]
        known = current.turns.setdefault(turn["number"], turn["text"])
        assert known == turn["text"], "one number, two turns"
        if frame["type"] == "turn.ack":
            current.acknowledged[frame["client_turn_id"]] = (turn["number"], turn["text"])
            if current.waiting and current.waiting["command_id"] == frame["command_id"]:
                current.waiting = None

    async def _answer(self, socket: Talk, current: Interviewed) -> None:
        mark = f"{self.name}-{next(self._count)}"
        text = f"I decided {mark} with Dana and moved the date by three weeks, because the vendor was late."
        current.waiting = {"type": "answer", "command_id": mark, "client_turn_id": mark, "text": text}
        await socket.send(**current.waiting)


@dataclass
class Crowd:
    """Candidates at once, and a way to stop the server in the middle of what they do."""

    size: int
    candidates: list[Candidate] = field(default_factory=list)
    _heard: int = 0
    _kill_at: int = 0
    _kill: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.candidates = [Candidate(f"p{n}", self._on_frame) for n in range(self.size)]

    def _on_frame(self) -> None:
        self._heard += 1
        if self._heard == self._kill_at:
            self._kill()

    async def interview(self, server: Server, frames: int, delay: float, stop: Callable[[], None]) -> None:
        """Go on until `frames` frames have come and then `delay` seconds more; stop the server there."""
        loop = asyncio.get_running_loop()
        self._heard, self._kill_at = 0, frames
        self._kill = lambda: loop.call_later(delay, stop)
        await asyncio.gather(*(candidate.until_killed(server) for candidate in self.candidates))

    @property
    def sessions(self) -> list[Interviewed]:
        """All that they were interviewed in."""
        return [session for candidate in self.candidates for session in candidate.sessions]
