"""A model that says what it was told to: for tests and for trying the page without a model."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from app.errors import ModelError, ModelMisbehaved
from app.llm.client import Access, Message, Structured, Usage

Line = str | Mapping[str, Any] | ModelError
Reply = Line | Callable[[Sequence[Message]], Line]
"""A text to stream, a mapping for a structured call, an error to raise, or what makes one of them of the messages."""


class ScriptedModel:
    """Answers from a queue, in order; `history` keeps the messages of every call as they were sent."""

    def __init__(self, replies: Sequence[Reply] = ()) -> None:
        self._replies = deque(replies)
        self.history: list[tuple[Message, ...]] = []

    def enqueue(self, *replies: Reply) -> None:
        """Adds replies."""
        self._replies.extend(replies)

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncIterator[str | Usage]:
        """The next reply, a word a piece, giving way to the loop between pieces."""
        reply = self._next(messages)
        if not isinstance(reply, str):
            raise ModelMisbehaved("The script has no text here.")
        words = reply.split(" ")
        for i, word in enumerate(words):
            await asyncio.sleep(0)
            yield word if i == len(words) - 1 else word + " "
        yield Usage(sum(len(m.text.split()) for m in messages), len(words))

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """The next reply, which must be a mapping."""
        reply = self._next(messages)
        await asyncio.sleep(0)
        if not isinstance(reply, Mapping):
            raise ModelMisbehaved("The script has no structured reply here.")
        return Structured(reply)

    async def models(self) -> Sequence[str]:
        """None that it could name."""
        return ()

    async def close(self) -> None:
        """Nothing to give back."""

    def _next(self, messages: Sequence[Message]) -> Line:
        self.history.append(tuple(messages))
        if not self._replies:
            raise ModelMisbehaved("The script has come to its end.")
        reply = self._replies.popleft()
        line = reply(messages) if callable(reply) else reply
        if isinstance(line, ModelError):
            raise line
        return line


def build(name: str, access: Access) -> ScriptedModel:
    """`scripted:TEXT` says TEXT once."""
    return ScriptedModel([name])
