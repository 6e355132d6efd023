"""A process that has imported Hotseat and forks a real server from itself for each line it reads.

A server's start then costs a fork and the loading of content, not a second of imports, so that a test can afford to
kill dozens. Run as `python -m tests.api.forge`; a line is `{"env": {…}, "out": FIFO, "err": FILE}`, the answer a pid.
"""

import json
import os
import signal
import sys

from app.config import Settings
from app.errors import AppError
from app.llm.providers import openai
from app.serving import serve
from tests.conftest import shipped

IMPORTED = (openai,)
"""What a server imports once it is asked for a model."""


def main() -> None:
    """Fork a server for each line of stdin."""
    shipped()  # patterns that were read once are not compiled again
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the kernel
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            become_server(order)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def become_server(order: dict[str, object]) -> None:
    """The child: its own output, its own environment, then the server until it is stopped."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for path, number in ((str(order["out"]), 1), (str(order["err"]), 2)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, number)
        os.close(file)
    os.close(0)
    os.environ.update(order["env"])  # type: ignore[call-overload]
    try:
        serve(Settings())
    except AppError as error:
        sys.stderr.write(f"hotseat: {error.message}\n")
        sys.stderr.flush()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
