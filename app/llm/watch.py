"""A time limit for each step of a stream, cheap enough for the token path."""

import asyncio
from collections.abc import AsyncIterator
from typing import TypeVar

T = TypeVar("T")


class Watch:
    """What `asyncio.timeout_at` around each step does, with one timer for a whole stream instead of one a step.

    The timer is set for the earliest limit that was asked for; when it rings too early, it is set again.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._rings = 0.0
        self._task: asyncio.Task[object] | None = None
        self._limit = 0.0
        self._out = False

    async def next(self, steps: AsyncIterator[T], limit: float) -> T | None:
        """The next step, None at the end. TimeoutError when it has not come by `limit`, a time of the loop."""
        task = asyncio.current_task()
        assert task is not None
        others = task.cancelling()
        self._begin(task, limit)
        try:
            step = await anext(steps, None)
        except asyncio.CancelledError:
            if self._out and task.uncancel() <= others:
                raise TimeoutError from None
            raise
        finally:
            self._task = None
        return step

    def close(self) -> None:
        """Stops the timer."""
        if self._timer is not None:
            self._timer.cancel()

    def _begin(self, task: asyncio.Task[object], limit: float) -> None:
        self._task, self._limit = task, limit
        if self._timer is None or limit < self._rings:
            self.close()
            self._set()

    def _set(self) -> None:
        self._rings = self._limit
        self._timer = self._loop.call_at(self._limit, self._ring)

    def _ring(self) -> None:
        self._timer = None
        if self._task is None:
            return
        if self._loop.time() < self._limit:
            self._set()
        else:
            self._out = True
            self._task.cancel()
