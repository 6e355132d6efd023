"""What a session costs: CPU a turn and memory of an open, idle session, beside the barest echo in the same run.

    python -m bench.server [--sessions 1 50 500] [--turns 3]

A turn is an answer sent, committed, acknowledged, and the interviewer's reply chosen, committed and received. The row
"choosing the reply" is the interviewer alone, in this process and without a server. CPU is what the kernel counted
for the server's threads; grading of closed exchanges, which runs meanwhile, is in it too.
"""

import argparse
import asyncio
import gc
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx
from rich.console import Console
from rich.table import Table
from websockets.asyncio.client import ClientConnection, connect

from app.config import Settings
from app.content.loader import load_content
from app.domain.clock import system_clock
from app.domain.session import SessionSpec
from app.service.rehearsal import rehearse
from bench.served import Served, bare, hotseat
from bench.words import SHORT, anew

SEED = 11
FOR_MEMORY = 50
"""Fewer sessions than this do not tell their memory from the process's own."""

Turn = Callable[[ClientConnection, int], Awaitable[None]]


@dataclass(frozen=True)
class Row:
    """One measurement: CPU a turn in ms, memory an idle session in KiB, and how long a turn took at the median."""

    what: str
    sessions: int
    cpu: float
    memory: float
    wall: float


async def measured(what: str, served: Served, urls: list[str], turn: Turn, turns: int) -> Row:
    """Open all sessions with a turn each, then measure the rest of the turns. The memory of a session is what the
    second half of them adds: what a server takes once and for all is there by then.
    """
    walls: list[float] = []
    async with AsyncExitStack() as stack:
        await _warm_up(urls[0], served, turn, turns)
        urls = urls[1:]
        sockets, half = [], 0
        for count, url in enumerate(urls, start=1):
            sockets.append(await stack.enter_async_context(_connect(url, served)))
            await turn(sockets[-1], 0)
            half = served.memory() if count == len(urls) // 2 else half
        memory = (served.memory() - half) / (len(urls) - len(urls) // 2)
        start = served.cpu()
        for number in range(1, turns + 1):
            walls += await asyncio.gather(*(_timed(turn, socket, number) for socket in sockets))
        cpu = (served.cpu() - start) / (turns * len(sockets))
    return Row(what, len(urls), cpu * 1e3, memory, median(walls) * 1e3)


async def _warm_up(url: str, served: Served, turn: Turn, turns: int) -> None:
    """One session that is not counted: what a process does only once is no part of a turn."""
    async with _connect(url, served) as socket:
        for number in range(turns + 1):
            await turn(socket, number)


def _connect(url: str, served: Served) -> connect:
    return connect(url, additional_headers={"Authorization": f"Bearer {served.token}"}, compression=None)


async def _timed(turn: Turn, socket: ClientConnection, number: int) -> float:
    start = time.perf_counter()
    await turn(socket, number)
    return time.perf_counter() - start


async def echoed(socket: ClientConnection, _: int) -> None:
    """A turn of the echo."""
    await socket.send(anew(SHORT))
    await socket.recv()
    await socket.recv()


async def answered(socket: ClientConnection, number: int) -> None:
    """A turn of Hotseat; the first is the opening."""
    if number:
        frame = {"type": "answer", "command_id": f"c{number}", "client_turn_id": f"t{number}", "text": anew(SHORT)}
        await socket.send(json.dumps(frame))
    while json.loads(await socket.recv())["type"] != "turn.done":
        pass


def created(served: Served, sessions: int) -> list[str]:
    """The sockets of so many new sessions."""
    with httpx.Client(base_url=f"http://127.0.0.1:{served.port}") as client:
        body = {"format": "round", "persona": "peer_tpm", "seed": SEED}
        headers = {"Authorization": f"Bearer {served.token}"}
        made = [client.post("/api/sessions", json=body, headers=headers).json()["id"] for _ in range(sessions)]
    return [f"ws://127.0.0.1:{served.port}/api/sessions/{id}/live" for id in made]


def replies(turns: int, rounds: int = 10) -> float:
    """CPU in ms for choosing one reply, without a server around it."""
    settings = Settings()
    content = load_content(settings.prompts, settings.rubrics)
    spent = 0.0
    for _ in range(rounds):
        rehearsal = rehearse(SessionSpec(format="round", persona="peer_tpm"), SEED, content, system_clock)
        rehearsal.reply()
        for _ in range(turns):
            rehearsal.say(anew(SHORT))
            start = time.process_time()
            rehearsal.reply()
            spent += time.process_time() - start
    return spent / (rounds * turns) * 1e3


def measure(sessions: int, turns: int) -> list[Row]:
    """Hotseat and the echo with so many sessions."""
    with bare() as served:
        urls = [f"ws://127.0.0.1:{served.port}/"] * (sessions + 1)
        reference = asyncio.run(measured("barest echo", served, urls, echoed, turns))
    gc.collect()
    with tempfile.TemporaryDirectory() as data, hotseat(Path(data)) as served:
        row = asyncio.run(measured("Hotseat", served, created(served, sessions + 1), answered, turns))
    return [reference, row]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 50, 500])
    parser.add_argument("--turns", type=int, default=3)
    chosen = parser.parse_args()
    table = Table("server", "sessions", "CPU ms a turn", "ratio", "KiB idle", "ratio", "turn ms, median")
    for sessions in chosen.sessions:
        reference, row = measure(sessions, chosen.turns)
        for one in (reference, row):
            ratio = f"{one.cpu / reference.cpu:.1f}"
            memory = (
                (f"{one.memory:.0f}", f"{one.memory / reference.memory:.1f}") if sessions >= FOR_MEMORY else ("", "")
            )
            table.add_row(one.what, str(one.sessions), f"{one.cpu:.3f}", ratio, *memory, f"{one.wall:.1f}")
    table.add_row("choosing the reply", "1", f"{replies(chosen.turns):.3f}", "", "", "", "")
    Console().print(table)


if __name__ == "__main__":
    main()
