"""Calls of a model: the one place that waits, tries again and gives up."""

import asyncio
import json
import random
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from app.errors import ModelError, ModelMisbehaved, ModelTimeout
from app.llm.breaker import Breaker
from app.llm.client import Message, ModelClient, Price, Priced, Structured, Usage
from app.llm.tries import MOST_CALLS, Tries
from app.llm.watch import Watch

T = TypeVar("T")

PAUSE = 0.5
"""Seconds before a second request, at most; before the third one twice as many."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: for a call with all its tries, to the first piece of a try, and between two pieces."""

    whole: float
    first: float
    between: float


class Unfit(ValueError):
    """A structured reply that does not fit; `what` tells the model what is wrong with it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A structured reply as it was read, the tokens of all its requests, and how many these were."""

    value: T
    usage: Usage | None
    calls: int


class Model:
    """A model with patience: every call ends in an answer or in a ModelError, within its limits.

    `chance` gives numbers from 0 to 1, which spread the waits of many callers; `pause` is the first wait in seconds.
    """

    def __init__(
        self,
        name: str,
        client: ModelClient,
        limits: Limits,
        *,
        chance: Callable[[], float] = random.random,
        pause: float = PAUSE,
    ) -> None:
        self.name = name
        self.limits = limits
        self._client = client
        self._chance = chance
        self._pause = pause
        self._breaker = Breaker(name, _loop_time)

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncGenerator[str | Usage, None]:
        """The reply in pieces, the usage last where there is one. Asked again only while no piece has come.

        Breaking off ends the request, at once with `aclosing` around it.
        """
        with self._breaker.call():
            tries, begun = self._tries(), False
            while True:
                tries.begin()
                try:
                    async with aclosing(self._once(messages, max_tokens, temperature, tries.deadline)) as pieces:
                        async for piece in pieces:
                            begun = True
                            yield piece
                    return
                except ModelError as error:
                    if begun:
                        raise
                    await tries.wait_after(error)

    async def structured(
        self,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any],
        read: Callable[[Mapping[str, Any]], T],
        max_tokens: int,
        temperature: float | None,
    ) -> Read[T]:
        """The JSON reply as `read` reads it. When that raises Unfit, the model is shown its reply and what is wrong."""
        with self._breaker.call():
            tries, said, usage = self._tries(), list(messages), None
            while True:
                reply = await self._reply(said, schema, max_tokens, temperature, tries)
                usage = _sum(usage, reply.usage)
                try:
                    return Read(read(reply.value), usage, tries.made)
                except Unfit as unfit:
                    if tries.made >= MOST_CALLS:
                        raise ModelMisbehaved(
                            f"{self.name} did not answer in the form that it was asked for."
                        ) from None
                    said += _repair(reply, unfit)

    async def models(self) -> Sequence[str]:
        """The names of the models that can be had where this one is."""
        async with self._by(_loop_time() + self.limits.whole):
            return await self._client.models()

    async def price(self) -> Price | None:
        """What this model costs, None where its server does not tell."""
        if not isinstance(self._client, Priced):
            return None
        async with self._by(_loop_time() + self.limits.whole):
            return await self._client.price()

    async def close(self) -> None:
        """Give back connections."""
        await self._client.close()

    def _tries(self) -> Tries:
        return Tries(self.limits.whole, self._pause, self._chance)

    async def _once(
        self, messages: Sequence[Message], max_tokens: int, temperature: float | None, deadline: float
    ) -> AsyncGenerator[str | Usage, None]:
        """One request, each piece within its limit."""
        watch, now, limit = Watch(), _loop_time, self.limits.first
        stream = self._client.stream(messages, max_tokens=max_tokens, temperature=temperature)
        async with aclosing(cast(AsyncGenerator[str | Usage, None], stream)) as pieces:
            try:
                while (piece := await watch.next(pieces, min(deadline, now() + limit))) is not None:
                    yield piece
                    limit = self.limits.between
            except TimeoutError:
                raise self._late(now() >= deadline, limit) from None
            finally:
                watch.close()

    async def _reply(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        max_tokens: int,
        temperature: float | None,
        tries: Tries,
    ) -> Structured:
        while True:
            tries.begin()
            try:
                async with self._by(tries.deadline):
                    return await self._client.structured(
                        messages, schema=schema, max_tokens=max_tokens, temperature=temperature
                    )
            except ModelError as error:
                await tries.wait_after(error)

    @asynccontextmanager
    async def _by(self, deadline: float) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout_at(deadline):
                yield
        except TimeoutError:
            raise self._late(True, self.limits.whole) from None

    def _late(self, wholly: bool, limit: float) -> ModelTimeout:
        if wholly:
            what = f"did not finish its answer within {self.limits.whole:g} seconds"
        elif limit == self.limits.first:
            what = f"did not begin to answer within {limit:g} seconds"
        else:
            what = f"stopped for more than {limit:g} seconds in the middle of its answer"
        return ModelTimeout(f"{self.name} {what}. Try again, or give it longer with HOTSEAT_TIMEOUT.")


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


def _repair(reply: Structured, unfit: Unfit) -> tuple[Message, Message]:
    return Message("assistant", json.dumps(dict(reply.value))), Message("user", unfit.what)


def _sum(one: Usage | None, other: Usage | None) -> Usage | None:
    if one is None or other is None:
        return one or other
    return Usage(one.input + other.input, one.output + other.output, one.cached + other.cached)
