"""Counts what grading takes: requests, tokens and seconds, those of replies that were kept included."""

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from app.evaluate.ledger import Effort, Ledger, Reply
from app.llm.client import Message, ModelClient, Structured, Usage


class Meter:
    """What has been taken so far. `clock` gives seconds, from any start."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.taken = Effort()

    def request(self, seconds: float) -> None:
        """One request, answered or not."""
        self.taken += Effort(seconds=seconds, calls=1)

    def answer(self, usage: Usage | None) -> None:
        """One answer, with its tokens where they are told."""
        taken = Effort(untold=1) if usage is None else Effort(tokens_in=usage.input, tokens_out=usage.output)
        self.taken += taken


class MeteredClient:
    """A model's client whose requests are counted."""

    def __init__(self, client: ModelClient, meter: Meter) -> None:
        self._client, self._meter = client, meter

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """The client's reply."""
        begun = self._meter.clock()
        try:
            reply = await self._client.structured(
                messages, schema=schema, max_tokens=max_tokens, temperature=temperature
            )
        finally:
            self._meter.request(self._meter.clock() - begun)
        self._meter.answer(reply.usage)
        return reply

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncIterator[str | Usage]:
        """The client's stream. Graders ask for objects alone, so it is not counted."""
        return self._client.stream(messages, max_tokens=max_tokens, temperature=temperature)

    async def models(self) -> Sequence[str]:
        """The client's models."""
        return await self._client.models()

    async def close(self) -> None:
        """Closes the client."""
        await self._client.close()


class MeteredCalls:
    """A ledger for one grading after another. `repeat` tells gradings of the same exchange apart."""

    def __init__(self, ledger: Ledger, meter: Meter, repeat: int) -> None:
        self._ledger, self._meter, self._repeat = ledger, meter, repeat
        self._before = meter.taken

    async def get(self, key: str) -> Mapping[str, Any] | None:
        """A reply that was kept; what it took when it was made is counted."""
        kept = self._ledger.get(self._key(key))
        if kept is not None:
            self._meter.taken += kept.effort
        self._before = self._meter.taken
        return kept.value if kept else None

    async def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keeps a reply with what it took since it was asked for."""
        self._ledger.put(self._key(key), Reply(value, self._meter.taken - self._before))

    def _key(self, key: str) -> str:
        return f"{self._repeat}:{key}"
