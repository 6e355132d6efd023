"""A reply that a model is making: what has been shown of it, and the task that can be broken off."""

import asyncio
from collections.abc import Callable, Coroutine

from app.service.messages import Message, Piece, TakenBack

Speak = Callable[[asyncio.Event], Coroutine[None, None, None]]
"""Makes a reply that shows nothing of itself before the event."""


class Asked:
    """A reply that a model is asked for; it may be heard once `may` is set."""

    def __init__(self, speak: Speak) -> None:
        self.may = asyncio.Event()
        self.task = asyncio.ensure_future(speak(self.may))


class Speech:
    """One reply in flight. `turn` is the number that it will have, `attempt` counts anew for nobody.

    It began `elapsed` seconds into the interview.
    """

    def __init__(self, turn: int, attempt: int, elapsed: int, task: "asyncio.Future[None]") -> None:
        self.turn, self.attempt, self.elapsed, self.task = turn, attempt, elapsed, task
        self._shown = ""

    @property
    def is_heard(self) -> bool:
        """Whether any of it has been shown."""
        return self._shown != ""

    def piece(self, text: str) -> Piece:
        """Another piece of it."""
        piece = Piece(self.turn, self.attempt, len(self._shown), text)
        self._shown += text
        return piece

    def again(self, attempt: int) -> TakenBack:
        """What was shown does not count."""
        self.attempt, self._shown = attempt, ""
        return TakenBack(self.turn, attempt)

    def so_far(self) -> tuple[Message, ...]:
        """For somebody who comes in the middle of it."""
        begun = TakenBack(self.turn, self.attempt)
        return (begun, Piece(self.turn, self.attempt, 0, self._shown)) if self._shown else (begun,)
