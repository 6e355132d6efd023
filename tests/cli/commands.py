"""Runs the `hotseat` command."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Forge:
    """Runs commands by one process that has everything imported."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        theirs, self._orders = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.forge", str(theirs)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=(theirs,),
        )
        os.close(theirs)

    def run(self, words: tuple[str, ...], given: str, env: dict[str, str]) -> CompletedProcess[str]:
        """The command's end and what it said."""
        paths = {name: Path(self._folder.name, name) for name in ("in", "out", "err")}
        paths["in"].write_text(given, encoding="utf-8")
        for name in ("out", "err"):
            paths[name].touch()
        order = {"words": words, "env": env} | {name: str(path) for name, path in paths.items()}
        os.write(self._orders, json.dumps(order).encode() + b"\n")
        assert self._process.stdout
        code = int(self._process.stdout.readline())
        return CompletedProcess(words, code, paths["out"].read_text("utf-8"), paths["err"].read_text("utf-8"))

    def close(self) -> None:
        """End it."""
        os.close(self._orders)
        self._process.wait()
        self._folder.cleanup()


@cache
def _forge() -> Forge:
    forge = Forge()
    atexit.register(forge.close)
    return forge


def hotseat(*words: str, given: str = "", **env: str) -> CompletedProcess[str]:
    """Runs the command, in a process of its own, with `given` on standard input."""
    return _forge().run(words, given, os.environ | env)


def started(
    *words: str, given: str = "", preexec_fn: Callable[[], None] | None = None, **env: str
) -> CompletedProcess[str]:
    """The same from the start: a new Python, which hashes in its own way and imports everything."""
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | env,
        preexec_fn=preexec_fn,
        check=False,
    )


def events(run: CompletedProcess[str]) -> list[dict[str, Any]]:
    """The lines of a command that went well."""
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]
