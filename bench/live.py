"""Live talk with a model: what Hotseat adds before the first word, and what a turn costs, beside the barest relay.

    python -m bench.live [--conversations 1000] [--rate 22] [--seconds 60]

So many conversations are open, each says something now and then, `rate` turns a second in all; the model's server gives
200 tokens a reply (bench/upstream.py). The server under measurement has one core to itself, the load and the model's
server share the other. Hotseat commits each answer and each reply, reads the answer, chooses the move and checks the
words meanwhile; the relay does nothing of the kind.
"""

import argparse
import asyncio
import json
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from websockets.asyncio.client import ClientConnection, connect

from bench import served as processes
from bench.served import Served
from bench.server import created
from bench.words import LONG, anew

FIRST_STAMP = re.compile(r"@@(\d+):(\d+)@@")
LAST_STAMP = re.compile(r"@@E(\d+)@@")
OPEN_AT_ONCE = 100
Frame = dict[str, Any]
CONVERSATIONS, RATE, SECONDS = 1000, 22.0, 60.0


@dataclass
class Counted:
    """What was measured: ms added before the first word, turns that never ended, CPU ms a turn, KiB a conversation."""

    what: str
    added: list[float] = field(default_factory=list)
    cut: int = 0
    cpu: float = 0.0
    memory: float = 0.0

    def at(self, share: float) -> float:
        """A quantile of the added time."""
        ordered = sorted(self.added)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


class Talk:
    """One conversation."""

    def __init__(self, socket: ClientConnection, counted: Counted) -> None:
        self._socket, self._counted = socket, counted
        self._turns = 0

    async def begin(self, *, opens: bool) -> None:
        """The first turn: the server's where it opens, else ours."""
        await self.turn(counts=False, speaks=not opens)

    async def turn(self, *, counts: bool, speaks: bool = True) -> None:
        """Say something and hear the reply to its end."""
        self._turns += 1
        start = time.monotonic_ns()
        if speaks:
            await self._socket.send(self._words())
        last = await self._heard(start, counts=counts)
        if not last and counts:
            self._counted.cut += 1

    def _words(self) -> str:
        """An answer as this server takes it."""
        number = self._turns
        return json.dumps(
            {"type": "answer", "command_id": f"c{number}", "client_turn_id": f"t{number}", "text": anew(LONG)}
        )

    async def _frame(self) -> Frame:
        """The next frame that means something here."""
        frame: Frame = json.loads(await self._socket.recv())
        return frame

    async def _heard(self, start: int, *, counts: bool) -> bool:
        """Whether the reply came whole."""
        text, timed = "", False
        while True:
            frame = await self._frame()
            if frame["type"] == "turn.delta":
                text += frame["text"]
                if not timed and (stamp := FIRST_STAMP.search(text)):
                    timed = True
                    if counts:
                        spent = time.monotonic_ns() - start - (int(stamp[2]) - int(stamp[1]))
                        self._counted.added.append(spent / 1e6)
            elif frame["type"] == "turn.done":
                return bool(LAST_STAMP.search(text))
            elif frame["type"] in {"error", "turn.reset", "session.ended"}:
                return False


async def measured(
    what: str,
    server: Served,
    urls: list[str],
    rate: float,
    seconds: float,
    *,
    opens: bool,
    speaking: type[Talk] = Talk,
) -> Counted:
    """Open all conversations, then let them talk for so long."""
    counted = Counted(what)
    os.sched_setaffinity(server.process.pid, {0})
    talks, before = [], server.memory()
    headers = {"Authorization": f"Bearer {server.token}"}
    gate = asyncio.Semaphore(OPEN_AT_ONCE)

    async def come(url: str) -> None:
        async with gate:
            socket = await connect(url, additional_headers=headers, compression=None, ping_interval=None)
            talk = speaking(socket, counted)
            await talk.begin(opens=opens)
            talks.append(talk)

    await asyncio.gather(*(come(url) for url in urls))
    await asyncio.sleep(1)
    counted.memory = (server.memory() - before) / len(urls)
    spent, turns = server.cpu(), max(1, round(rate * seconds))
    await _spread(talks, turns, seconds)
    counted.cpu = (server.cpu() - spent) / turns * 1e3
    return counted


async def _spread(talks: list[Talk], turns: int, seconds: float) -> None:
    """So many turns, evenly spread with a little chance, each of another conversation."""
    dice, start, busy = random.Random(7), time.monotonic(), list[asyncio.Task[None]]()
    for number in range(turns):
        due = start + (number + dice.random()) * seconds / turns
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        talk = talks[number % len(talks)]
        busy.append(asyncio.create_task(asyncio.wait_for(talk.turn(counts=True), 30)))
    done = await asyncio.gather(*busy, return_exceptions=True)
    for failed in (d for d in done if isinstance(d, BaseException)):
        talks[0]._counted.cut += 1
        Console().print(f"a turn failed: {type(failed).__name__} {failed}")


def with_upstream(run: Callable[[int], Counted]) -> Counted:
    upstream = processes.upstream()
    try:
        os.sched_setaffinity(upstream.process.pid, {1})
        return run(upstream.port)
    finally:
        upstream.process.kill()
        upstream.process.wait()


def relay(count: int, rate: float, seconds: float) -> Counted:
    """The barest relay."""

    def run(port: int) -> Counted:
        with processes.relay(port) as server:
            urls = [f"ws://127.0.0.1:{server.port}/"] * count
            return asyncio.run(measured("barest relay", server, urls, rate, seconds, opens=False))

    return with_upstream(run)


def hotseat(count: int, rate: float, seconds: float) -> Counted:
    """Hotseat with the model as interviewer; grading by rules, which is counted too."""

    def run(port: int) -> Counted:
        more = {
            "HOTSEAT_MODEL": "openai:fake",
            "HOTSEAT_GRADER_MODEL": "offline",
            "HOTSEAT_BASE_URL": f"http://127.0.0.1:{port}/v1",
        }
        with tempfile.TemporaryDirectory() as data, processes.hotseat(Path(data), more) as server:
            urls = created(server, count)
            return asyncio.run(measured("Hotseat", server, urls, rate, seconds, opens=True))

    return with_upstream(run)


Run = Callable[[int, float, float], Counted]
"""Measures a server with so many conversations, turns a second, and seconds."""

BOTH: tuple[Run, ...] = (relay, hotseat)


def table(runs: Sequence[Run], count: int, rate: float, seconds: float) -> Table:
    """All of them in one run; the first is what the others are held against."""
    os.sched_setaffinity(0, {1})
    shown = Table(title=f"{count} open conversations, {rate:g} turns a second, 200 tokens a turn at 300 ms + 15 ms")
    for name in ("", "p50 ms added", "p95", "p99", "CPU ms a turn", "ratio", "KiB a conversation", "turns", "cut"):
        shown.add_column(name)
    reference: Counted | None = None
    for run in runs:
        row = run(count, rate, seconds)
        reference = reference or row
        figures = [f"{row.at(share):.1f}" for share in (0.5, 0.95, 0.99)]
        figures += [f"{row.cpu:.1f}", f"{row.cpu / reference.cpu:.2f}", f"{row.memory:.0f}"]
        shown.add_row(row.what, *figures, str(len(row.added)), str(row.cut))
    return shown


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=CONVERSATIONS)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    chosen = parser.parse_args()
    Console(width=140).print(table(BOTH, chosen.conversations, chosen.rate, chosen.seconds))


if __name__ == "__main__":
    main()
