"""How often one call may ask, and how long it waits in between."""

import asyncio
from collections.abc import Callable

from app.errors import ModelBusy, ModelDeclined, ModelError, ModelRejected

MOST_CALLS = 3
"""Requests of one call in all, retries and repairs together."""

LONGEST_PAUSE = 8.0
"""Seconds between two requests at most, unless the server asks for more."""


class Tries:
    """What is left of one call: its deadline (a time of the loop) and its requests."""

    def __init__(self, whole: float, pause: float, chance: Callable[[], float]) -> None:
        self.deadline = asyncio.get_running_loop().time() + whole
        self.made = 0
        self._pause = pause
        self._chance = chance

    def begin(self) -> None:
        """Counts a request."""
        self.made += 1

    async def wait_after(self, error: ModelError) -> None:
        """Waits until it is time to ask again, or raises `error`: nothing to gain, nothing left, or no time for it.

        A model that declined is not asked again by itself.
        """
        if not error.retryable or isinstance(error, ModelDeclined) or self.made >= MOST_CALLS:
            raise error
        wait = self._wait_after(error)
        if asyncio.get_running_loop().time() + wait >= self.deadline:
            raise error
        await asyncio.sleep(wait)

    def _wait_after(self, error: ModelError) -> float:
        """Seconds: what the server asks for, none after a refusal that was learnt from, else longer each time."""
        if isinstance(error, ModelRejected):
            return 0.0
        wait = min(self._pause * 2.0 ** (self.made - 1), LONGEST_PAUSE) * (0.5 + self._chance() / 2)
        return max(wait, error.after) if isinstance(error, ModelBusy) and error.after is not None else wait
