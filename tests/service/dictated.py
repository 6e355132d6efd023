"""A model whose words a test hands in, piece by piece."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from app.errors import ModelBusy
from app.llm.client import Message, Usage
from app.llm.providers.scripted import ScriptedModel


class Dictated(ScriptedModel):
    """Says the pieces that it is handed, one at a time; None ends the reply, or breaks it where it `fails`."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: asyncio.Queue[str | None] = asyncio.Queue()
        self.open = 0
        self.closed, self.fails = asyncio.Event(), asyncio.Event()

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncIterator[str | Usage]:
        """The pieces as they are handed in."""
        self.history.append(tuple(messages))
        self.open += 1
        self.closed.clear()
        try:
            while (piece := await self.pieces.get()) is not None:
                yield piece
            if self.fails.is_set():
                raise ModelBusy("Busy.")
        finally:
            self.open -= 1
            self.closed.set()
