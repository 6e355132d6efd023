"""OpenAI, and every server that speaks its chat format."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import Any

from app.errors import ModelError, ModelKeyRefused
from app.llm import faults, wire
from app.llm.address import Address, address_of
from app.llm.client import Access, Message, Price, Structured, Usage
from app.llm.dialect import Dialect
from app.llm.library import Library
from app.llm.streaming import Streaming

OWN_ADDRESS = "https://api.openai.com/v1"

_MAY_NAME_A_PART = (400, 422)


class OpenAIClient:
    """A model behind one address. What its server does not take is learnt from its refusals, and remembered."""

    def __init__(self, model: str, address: Address, dialect: Dialect) -> None:
        self._model = model
        self._address = address
        self._dialect = dialect
        self._streaming = Streaming(address)
        self._library = Library(address)

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncGenerator[str | Usage, None]:
        """The reply, a piece for each read from the network."""
        asked, reply = self._dialect, wire.Reply()
        body = asked.body(self._model, messages, max_tokens, temperature)
        async with aclosing(self._streaming.texts(body, reply, partial(self._refused, asked))) as texts:
            async for text in texts:
                yield text
        reply.check()
        if reply.usage is not None:
            yield reply.usage

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """The JSON object that the reply is."""
        asked = self._dialect
        body = asked.body(self._model, messages, max_tokens, temperature, schema)
        return wire.structured(await self._library.post("/chat/completions", body, partial(self._refused, asked)))

    async def models(self) -> Sequence[str]:
        """The names that the server lists."""
        return wire.model_names(await self._library.get("/models", self._fault))

    async def price(self) -> Price | None:
        """What the server's list says of this model."""
        return wire.model_price(await self._library.get("/models", self._fault), self._model)

    async def close(self) -> None:
        """Give back the connections."""
        await self._streaming.close()
        await self._library.close()

    def _refused(self, asked: Dialect, status: int, headers: Mapping[str, str], said: str) -> ModelError:
        """The error for a refusal. One that names a part of the request is worth another try without that part."""
        other = asked.after(said) if status in _MAY_NAME_A_PART else None
        if other is None:
            return self._fault(status, headers, said)
        if self._dialect == asked:
            self._dialect = other
        return faults.retried_otherwise(self._address.name)

    def _fault(self, status: int, headers: Mapping[str, str], said: str) -> ModelError:
        return faults.of_status(status, headers, said, self._address.name, self._model)


def compatible(name: str, access: Access, usual: str) -> OpenAIClient:
    """A model of a server that is not OpenAI's, where `access` says or at the usual address.

    What listens at the usual address is not shown the key: nobody said that it is meant for it.
    """
    known = access if access.base_url is not None else replace(access, key=None)
    return OpenAIClient(name, address_of(known, usual), Dialect("max_tokens"))


def build(name: str, access: Access) -> OpenAIClient:
    """`openai:NAME`, at the access's address or at OpenAI's own, which wants a key."""
    if access.base_url is not None:
        return compatible(name, access, OWN_ADDRESS)
    if access.key is None or not access.key.get_secret_value():
        raise ModelKeyRefused("OpenAI wants a key: set OPENAI_API_KEY and start Hotseat again.")
    return OpenAIClient(name, address_of(access, OWN_ADDRESS), Dialect("max_completion_tokens"))
