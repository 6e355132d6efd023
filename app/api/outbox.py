"""Frames on their way to one client: bounded, in order, without a task while there is nothing to send."""

import asyncio
from collections import deque
from collections.abc import Callable

from starlette.types import Send

MOST_WAITING = 2 * 1024 * 1024
"""Bytes that may wait for a client that does not read; one frame more and it is let go."""

OVERLOAD = 1013
GONE = 1006


class Outbox:
    """Sends frames and, last, a close. Nothing is taken any more once it is closing."""

    def __init__(self, send: Send, abort: Callable[[], None] | None = None) -> None:
        self._send, self._abort = send, abort
        self._frames: deque[str] = deque()
        self._waiting = 0
        self._closing: tuple[int, str] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def closing(self) -> bool:
        """Whether a close is on its way."""
        return self._closing is not None

    def put(self, frame: str) -> None:
        """Send a frame soon. A client that has not read what waits already is let go with 1013."""
        if self._closing is not None:
            return
        if self._waiting > MOST_WAITING:
            self._give_up()
            return
        self._frames.append(frame)
        self._waiting += len(frame)
        self._start()

    def close(self, code: int, reason: str = "") -> None:
        """Close after what waits has been sent."""
        if self._closing is None:
            self._closing = code, reason
            self._start()

    async def finish(self) -> None:
        """Wait until what waits is sent, or cannot be."""
        if self._task is not None:
            await asyncio.wait([self._task])

    def _start(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._drain())

    async def _drain(self) -> None:
        try:
            while self._frames:
                frame = self._frames.popleft()
                await self._send({"type": "websocket.send", "text": frame})
                self._waiting -= len(frame)
            if self._closing is not None:
                code, reason = self._closing
                await self._send({"type": "websocket.close", "code": code, "reason": reason})
        except (OSError, RuntimeError):  # the client is gone, or the server has closed the connection itself
            self._frames.clear()
            self._closing = self._closing or (GONE, "")
        finally:
            self._task = None

    def _give_up(self) -> None:
        self._closing = OVERLOAD, "not reading"
        self._frames.clear()
        if self._abort is not None:
            self._abort()
