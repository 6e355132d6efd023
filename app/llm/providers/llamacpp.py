"""A model file (GGUF) that runs on this machine, in a process of its own that speaks the OpenAI chat format."""

import asyncio
import json
import os
import secrets
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from app.errors import ModelError, ModelUnavailable
from app.llm.address import address_of
from app.llm.bounds import bounded
from app.llm.client import Access, Message, Structured, Usage
from app.llm.dialect import Dialect
from app.llm.providers.openai import OpenAIClient

PACKAGE = "xllamacpp"

CONTEXT = 16_384
"""Tokens that the answers under way share: a round of 45 minutes, with room to spare."""

SLOTS = (0, 1)
"""Where replies to a candidate are made, and where all else is: no candidate waits for the end of a grade.

A reply that follows one that was broken off would else be made in the other place while the first is still busy, and
its prompt read anew there, which takes many seconds.
"""

PATIENCE = 5.0
"""Seconds that the process has to end by itself."""

_MAGIC = b"GGUF"


class LocalModel:
    """The model of one file. Its process starts with the first call, and anew when it has died."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._starting: asyncio.Task[OpenAIClient] | None = None
        self._process: Process | None = None

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncGenerator[str | Usage, None]:
        """The reply in pieces."""
        client = await self._started()
        async with aclosing(client.stream(messages, max_tokens=max_tokens, temperature=temperature)) as pieces:
            async for piece in pieces:
                yield piece

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """A reply whose every token keeps to the schema.

        Small models repeat themselves until they are cut: every list and text is given an end, so that the reply
        is whole within `max_tokens`.
        """
        client, form = await self._started(), bounded(schema, max_tokens)
        return await client.structured(messages, schema=form, max_tokens=max_tokens, temperature=temperature)

    async def models(self) -> Sequence[str]:
        """The file; it is not loaded for this."""
        _check(self._path)
        return (str(self._path),)

    async def close(self) -> None:
        """End the process."""
        starting, self._starting = self._starting, None
        if starting is not None:
            starting.cancel()
            with suppress(asyncio.CancelledError, ModelError):
                await (await starting).close()
        if self._process is not None:
            await _end(self._process)

    async def _started(self) -> OpenAIClient:
        """The client of the running process. Who waits for its start may leave; the start goes on."""
        if self._starting is None or (self._starting.done() and self._lost(self._starting)):
            self._starting = asyncio.ensure_future(self._start())
        return await asyncio.shield(self._starting)

    def _lost(self, started: asyncio.Task[OpenAIClient]) -> bool:
        """Whether a start came to nothing, or the process has ended since."""
        if started.cancelled() or started.exception() is not None:
            return True
        return self._process is None or self._process.returncode is not None

    async def _start(self) -> OpenAIClient:
        _check(self._path)
        key = secrets.token_urlsafe(24)
        command = (sys.executable, "-m", "app.llm.local")
        self._process = process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(_order(self._path, key))
        async for line in process.stdout:
            if line.startswith(b"http://"):
                address = address_of(Access(f"{line.decode().strip()}/v1", SecretStr(key)), "")
                return OpenAIClient(self._path.name, address, Dialect("max_tokens", slots=SLOTS))
        await process.wait()
        raise ModelUnavailable(f"{self._path} cannot be loaded: it is damaged, or too large for this machine.")


def build(name: str, access: Access) -> LocalModel:
    """`llamacpp:FILE`. ModelUnavailable when the package for it is missing, or there is no such file."""
    if find_spec(PACKAGE) is None:
        raise ModelUnavailable(f"Model files need a package that is not installed: pip install {PACKAGE}")
    path = Path(name).expanduser()
    _check(path)
    return LocalModel(path)


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise ModelUnavailable(f"{path} cannot be read ({error.strerror}). Name a model file (GGUF).") from None
    if magic != _MAGIC:
        raise ModelUnavailable(f"{path} is no model file (GGUF).")


def _order(path: Path, key: str) -> bytes:
    """What the process is told: half of the processors are left to everything else."""
    threads = max(1, (os.cpu_count() or 2) // 2)
    order = {"path": str(path), "key": key, "context": CONTEXT, "threads": threads, "at_once": len(SLOTS)}
    return json.dumps(order).encode() + b"\n"


async def _end(process: Process) -> None:
    """The process ends with its stdin, or is ended."""
    if process.returncode is None and process.stdin is not None:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()
