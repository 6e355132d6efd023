"""A process that has imported Hotseat and runs its command in a fork of itself for each line it reads.

A command then costs what it does, not seconds of imports. Run as `python -m tests.cli.forge ORDERS`, a file
descriptor; a line is `{"words": […], "env": {…}, "in": FILE, "out": FILE, "err": FILE}`, the answer an exit code.
Standard input is left unread: it is the command's.
"""

import json
import os
import sys

from app.cli import main
from app.llm.providers import langchain, openai
from tests.conftest import shipped

IMPORTED = (langchain, openai)
"""What a command imports once it is asked for a model."""


def serve() -> None:
    """Fork a command for each order, and wait for its end. Patterns that were read once are not compiled again."""
    shipped()
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    with os.fdopen(int(sys.argv[1])) as orders:
        for line in orders:
            pid = os.fork()
            if pid == 0:
                become_command(json.loads(line))
            answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")


def become_command(order: dict[str, object]) -> None:
    """The child: files of its own, an environment of its own, and an end like any command's."""
    flags = os.O_WRONLY | os.O_TRUNC
    for path, number, mode in ((order["in"], 0, os.O_RDONLY), (order["out"], 1, flags), (order["err"], 2, flags)):
        file = os.open(str(path), mode)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(order["env"])  # type: ignore[call-overload]
    sys.argv[1:] = order["words"]  # type: ignore[assignment]
    main()
    sys.exit(0)


if __name__ == "__main__":
    serve()
