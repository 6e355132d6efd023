"""Pieces of a stream put together, so that what follows is done once for several of them."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress

GATHERED = 0.05
"""Seconds. Every piece costs its way through all layers, so what follows the first one is shown together."""


async def batched(pieces: AsyncIterator[str], every: float) -> AsyncGenerator[str, None]:
    """The first piece at once, then what has come, joined, at most once in `every` seconds.

    An error of the stream comes after what stood before it. Breaking off ends the stream.
    """
    batches = _Batches(every)
    reading = asyncio.ensure_future(batches.read(pieces))
    try:
        while batch := await batches.next():
            yield batch
        await reading
    finally:
        reading.cancel()
        with suppress(BaseException):
            await reading


class _Batches:
    def __init__(self, every: float) -> None:
        self._every = every
        self._loop = asyncio.get_running_loop()
        self._waiting: list[str] = []
        self._due = 0.0
        self._over = False
        self._timer: asyncio.TimerHandle | None = None
        self._ready = asyncio.Event()

    async def read(self, pieces: AsyncIterator[str]) -> None:
        try:
            async for piece in pieces:
                self._waiting.append(piece)
                if self._timer is None:
                    self._set()
        finally:
            self._over = True
            self._ready.set()

    async def next(self) -> str:
        """What has come since; empty at the end."""
        await self._ready.wait()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._over:
            self._ready.clear()
        self._due = self._loop.time() + self._every
        batch, self._waiting = "".join(self._waiting), []
        return batch

    def _set(self) -> None:
        """Ready now, or when the time has come."""
        wait = self._due - self._loop.time()
        if wait <= 0:
            self._ready.set()
        else:
            self._timer = self._loop.call_later(wait, self._ready.set)
