"""A model that says what it was told to: for tests and for trying the page without a model."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from app.errors import ModelError, ModelMisbehaved
from app.llm.client import Message

Reply = str | Mapping[str, Any] | ModelError


class ScriptedModel:
    """Answers from a queue, in order; `history` keeps the messages of every call as they were sent."""

    def __init__(self, replies: Sequence[Reply] = ()) -> None:
        self._replies = deque(replies)
        self.history: list[tuple[Message, ...]] = []

    def enqueue(self, *replies: Reply) -> None:
        """Adds replies: a text to stream, a mapping for a structured call, or an error to raise."""
        self._replies.extend(replies)

    async def stream(self, messages: Sequence[Message], *, max_tokens: int, deadline: float) -> AsyncIterator[str]:
        """The next reply, a word a piece, giving way to the loop between pieces."""
        reply = self._next(messages)
        if not isinstance(reply, str):
            raise ModelMisbehaved("The script has no text here.")
        for piece in reply.split(" "):
            await asyncio.sleep(0)
            yield piece + " "

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], deadline: float
    ) -> Mapping[str, Any]:
        """The next reply, which must be a mapping."""
        reply = self._next(messages)
        await asyncio.sleep(0)
        if not isinstance(reply, Mapping):
            raise ModelMisbehaved("The script has no structured reply here.")
        return reply

    def _next(self, messages: Sequence[Message]) -> Reply:
        self.history.append(tuple(messages))
        if not self._replies:
            raise ModelMisbehaved("The script has come to its end.")
        reply = self._replies.popleft()
        if isinstance(reply, ModelError):
            raise reply
        return reply


def build(name: str) -> ScriptedModel:
    """`scripted:TEXT` says TEXT once."""
    return ScriptedModel([name])
