"""Leaves a server alone that has not answered several times running."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.errors import ModelError, ModelUnavailable

FAILURES = 3
"""Calls in a row that find no answer, after which no more are made for a while."""

REST = 20.0
"""Seconds that the server is left alone; then one call is let through, and what becomes of it decides."""


class Breaker:
    """Counts the calls of one model that found it unavailable, and stops further ones; `now` gives seconds."""

    def __init__(self, model: str, now: Callable[[], float]) -> None:
        self._model = model
        self._now = now
        self._failures = 0
        self._until = 0.0
        self._trying = False

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around one call with all its tries. ModelUnavailable at once while the server is left alone.

        A call that its caller broke off says nothing about the server.
        """
        trying = self._admit()
        try:
            yield
        except ModelUnavailable:
            self._failures += 1
            self._until = self._now() + REST
            raise
        except ModelError:
            self._failures = 0
            raise
        else:
            self._failures = 0
        finally:
            self._trying = self._trying and not trying

    def _admit(self) -> bool:
        """Whether this is the one call that is let through to see how the server is."""
        if self._failures < FAILURES:
            return False
        left = self._until - self._now()
        if left > 0 or self._trying:
            when = f"in {left:.0f} seconds" if left >= 1 else "in a moment"
            raise ModelUnavailable(f"{self._model} did not answer several times running. Try again {when}.")
        self._trying = True
        return True
