"""Server processes under measurement: their CPU and memory, read from the kernel."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Served:
    """A running server. `path` is where a session's socket is; `token` lets in."""

    process: subprocess.Popen[str]
    port: int
    token: str

    def cpu(self) -> float:
        """Seconds of CPU that all its threads have used."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def memory(self) -> int:
        """Its resident memory in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def hotseat(data: Path, more: Mapping[str, str] | None = None) -> Served:
    """Hotseat on a data folder of its own."""
    own = {"HOTSEAT_DATA": str(data), "HOTSEAT_PORT": "0", "HOTSEAT_MAX_SOCKETS": "2000"}
    process = _start([sys.executable, "-m", "app", "serve"], own | dict(more or {}))
    _line(process)
    port = int((data / "address").read_text().rpartition(":")[2])
    return Served(process, port, (data / "token").read_text())


def bare() -> Served:
    """The barest echo."""
    process = _start([sys.executable, "-m", "bench.echo"], {})
    return Served(process, int(_line(process)), "")


def upstream() -> Served:
    """A model's server."""
    process = _start([sys.executable, "-m", "bench.upstream"], {})
    return Served(process, int(_line(process)), "")


def relay(upstream_port: int) -> Served:
    """The barest relay of a model."""
    process = _start([sys.executable, "-m", "bench.relay", str(upstream_port)], {})
    return Served(process, int(_line(process)), "")


def _start(words: list[str], more: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(words, cwd=ROOT, env={**os.environ, **more}, stdout=subprocess.PIPE, text=True)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()
