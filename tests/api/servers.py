"""Real servers for tests, each in a process of its own."""

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
START_URL = re.compile(r"Open (\S+/start\?code=\S+)")


@dataclass
class Server:
    """A running server. `start_url` lets one browser in."""

    data: Path
    pid: int
    port: int
    start_url: str
    err: Path
    out: IO[str]

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def live(self) -> str:
        """Where its sockets are."""
        return f"ws://127.0.0.1:{self.port}/api/sessions"

    @property
    def token(self) -> str:
        """What opens it."""
        return (self.data / "token").read_text().strip()

    @property
    def bearer(self) -> dict[str, str]:
        """The header of a program that has the token."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def log(self) -> str:
        """What it has written to stderr."""
        return self.err.read_text()

    def kill(self) -> None:
        """SIGKILL; returns when the process is gone."""
        self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        """SIGTERM; returns at once."""
        os.kill(self.pid, signal.SIGTERM)

    def stop(self) -> None:
        """SIGTERM; returns when the process is gone."""
        self._signal(signal.SIGTERM)

    def wait(self) -> None:
        """Return when the process is gone: its lock goes with it."""
        if not self.out.closed:
            self.out.read()
            self.out.close()
            with (self.data / "hotseat.lock").open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)

    def _signal(self, number: int) -> None:
        if not self.out.closed:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)
            self.wait()


class Forge:
    """Starts servers from one process that has everything imported."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._servers: list[Server] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.api.forge"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, data: Path, **env: str) -> Server:
        """A server on a data folder and a free port; returns when it listens.

        `env` are settings without their prefix, and variables that are written in capitals as they are.
        """
        pid, stream, err = self._fork(data, env)
        found = START_URL.search(stream.readline())
        assert found, f"no server: {err.read_text()}"
        port = int((data / "address").read_text().rpartition(":")[2])
        server = Server(data, pid, port, found[1], err, stream)
        self._servers.append(server)
        return server

    def refusal(self, data: Path, **env: str) -> str:
        """What is said by a server that does not start: one line."""
        _, stream, err = self._fork(data, env)
        with stream:
            assert stream.read() == ""
        (line,) = err.read_text().splitlines()
        return line

    def _fork(self, data: Path, env: dict[str, str]) -> tuple[int, IO[str], Path]:
        self._count += 1
        out, err = self._folder / f"{self._count}.out", self._folder / f"{self._count}.err"
        os.mkfifo(out)
        err.touch()
        names = {name if name.isupper() else f"HOTSEAT_{name.upper()}": value for name, value in env.items()}
        settings = {"HOTSEAT_DATA": str(data), "HOTSEAT_PORT": "0"} | names
        pid = self._order({"env": settings, "out": str(out), "err": str(err)})
        return pid, out.open(), err

    def close(self) -> None:
        """Stop what still runs."""
        for server in self._servers:
            server.kill()
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def _order(self, order: dict[str, object]) -> int:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())
