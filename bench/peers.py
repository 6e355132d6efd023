"""Other ways to build a chat server, beside Hotseat and the barest relay, with the same model's server and load.

    make bench-peers    (python -m bench.peers [--conversations 100] [--rate 3] [--seconds 20] [--only-carried])

First a size that all of them carry; then the rate of `bench.live`, to see which of them carry that.
The peers run in an environment of their own: bench/peers-requirements.txt.
"""

import argparse
import asyncio
import json
import os
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from uuid import uuid4

from rich.console import Console

from bench import live
from bench.live import RATE, Counted, Frame, Talk, measured, with_upstream
from bench.served import ROOT, Served
from bench.words import LONG, anew

BIN = ROOT / ".venv-peers" / "bin"
CARRIED = (100, 3.0, 20.0)
FULL_RATE = (300, RATE, 13.0)
"""Conversations, turns a second, seconds. No conversation speaks twice, so that a late reply holds up no other."""
STARTS_WITHIN = 60.0


class ChainlitTalk(Talk):
    """A conversation as Chainlit's page has it: Socket.IO events over one websocket."""

    _streams = False  # a task that ends without a stream was no reply

    async def begin(self, *, opens: bool) -> None:
        """Shake hands, then say something."""
        await self._until("0")
        who = {"clientType": "webapp", "sessionId": str(uuid4()), "userEnv": "{}", "chatProfile": "", "threadId": ""}
        await self._socket.send("40" + json.dumps(who))
        await self._until("40")
        await self._socket.send('42["connection_successful"]')
        while (await self._frame())["type"] != "task_end":
            pass
        await super().begin(opens=opens)

    def _words(self) -> str:
        message = {
            "id": str(uuid4()),
            "threadId": "",
            "name": "user",
            "type": "user_message",
            "output": anew(LONG),
            "createdAt": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "metadata": {},
        }
        return "42" + json.dumps(["client_message", {"message": message, "fileReferences": []}])

    async def _frame(self) -> Frame:
        event, *about = json.loads((await self._until("42"))[2:])
        match event:
            case "stream_start":
                self._streams = True
                return {"type": "turn.delta", "text": about[0].get("output", "")}
            case "stream_token":
                return {"type": "turn.delta", "text": about[0]["token"]}
            case "task_end" if self._streams:
                self._streams = False
                return {"type": "turn.done"}
        return {"type": event}

    async def _until(self, kind: str) -> str:
        """The next packet of a kind; pings are answered."""
        while not (packet := str(await self._socket.recv())).startswith(kind):
            if packet == "2":
                await self._socket.send("3")
        return packet


def sdk(count: int, rate: float, seconds: float) -> Counted:
    """FastAPI's websocket and the openai package's stream."""
    what = f"FastAPI {_version('fastapi')} and openai {_version('openai')}"

    def run(port: int) -> Counted:
        words = [str(BIN / "python"), "bench/peers_sdk.py", str(port)]
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        with Served(process, int(process.stdout.readline()), "") as server:
            urls = [f"ws://127.0.0.1:{server.port}/"] * count
            return asyncio.run(measured(what, server, urls, rate, seconds, opens=False))

    return with_upstream(run)


def chainlit(count: int, rate: float, seconds: float) -> Counted:
    """Chainlit."""
    what = f"Chainlit {_version('chainlit')}"

    def run(port: int) -> Counted:
        with tempfile.TemporaryDirectory() as folder, _chainlit(port, folder) as server:
            urls = [f"ws://127.0.0.1:{server.port}/ws/socket.io/?EIO=4&transport=websocket"] * count
            talking = measured(what, server, urls, rate, seconds, opens=False, speaking=ChainlitTalk)
            return asyncio.run(talking)

    return with_upstream(run)


def _chainlit(upstream: int, folder: str) -> Served:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    words = [str(BIN / "chainlit"), "run", str(ROOT / "bench/peers_chainlit.py"), "--headless", "--port", str(port)]
    own = {"UPSTREAM": f"http://127.0.0.1:{upstream}/v1", "CHAINLIT_APP_ROOT": folder, "HOME": folder}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(words, cwd=folder, env={**os.environ, **own}, stdout=quiet, stderr=quiet, text=True)
    _wait_for(port)
    return Served(process, port, "")


def _wait_for(port: int) -> None:
    over = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < over:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.2)
    raise SystemExit("Chainlit did not start: make bench-peers sets its environment up.")


def _version(package: str) -> str:
    pinned = (line.split("==") for line in (ROOT / "bench/peers-requirements.txt").read_text().splitlines())
    return next(version for name, version in pinned if name == package)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=CARRIED[0])
    parser.add_argument("--rate", type=float, default=CARRIED[1])
    parser.add_argument("--seconds", type=float, default=CARRIED[2])
    parser.add_argument("--only-carried", action="store_true", help="leave the full rate out")
    chosen = parser.parse_args()
    all_of_them, console = (*live.BOTH, sdk, chainlit), Console(width=140)
    console.print(live.table(all_of_them, chosen.conversations, chosen.rate, chosen.seconds))
    if not chosen.only_carried:
        console.print(live.table(all_of_them, *FULL_RATE))


if __name__ == "__main__":
    main()
