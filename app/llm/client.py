"""What Hotseat needs of a language model: two calls."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from pydantic import SecretStr


@dataclass(frozen=True, slots=True)
class Message:
    """One message. Candidate text is always a message's `text`, never part of a template."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call as the server counted them; `cached` are those of `input` that it did not read anew."""

    input: int
    output: int
    cached: int = 0


@dataclass(frozen=True, slots=True)
class Structured:
    """A structured reply: a JSON object, not yet checked against the schema, and what it took."""

    value: Mapping[str, Any]
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in US dollars, where a server's own list tells it."""

    input: float
    output: float


@dataclass(frozen=True, slots=True)
class Access:
    """How models are reached: an address for compatible servers (None: the vendor's own), and the key."""

    base_url: str | None = None
    key: SecretStr | None = None


class ModelClient(Protocol):
    """A language model, one call at a time. Raises ModelError's children and nothing else.

    Implementations never retry and set no deadline: they say with `retryable` whether trying again can help.
    Cancelling a call, or closing its iterator, ends it upstream too.
    """

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncIterator[str | Usage]:
        """The reply in pieces; the usage, where the server tells it, comes last.

        The first piece comes at once, what follows is gathered (app.llm.batches): each piece is shown as it is.

        Ends normally only when the model finished by itself: a cut, a limit and a refusal are errors.
        """
        ...

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """A reply that is meant to fit the JSON schema."""
        ...

    async def models(self) -> Sequence[str]:
        """The names of the models that can be had here; also the cheapest way to see whether it can be reached."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


@runtime_checkable
class Priced(Protocol):
    """A client whose server may tell what its models cost."""

    async def price(self) -> Price | None:
        """The price of this model, None where the server does not tell it. ModelError where nothing can be had."""
        ...
