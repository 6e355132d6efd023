"""What Hotseat needs of a language model: two calls."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One message. Candidate text is always a message's `text`, never part of a template."""

    role: Literal["system", "user", "assistant"]
    text: str


class ModelClient(Protocol):
    """A language model. Raises ModelError's children and nothing else.

    Implementations never retry: they say with `retryable` whether trying again can help.
    """

    def stream(self, messages: Sequence[Message], *, max_tokens: int, deadline: float) -> AsyncIterator[str]:
        """The reply in pieces. `deadline` is for the whole call, in seconds."""
        ...

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], deadline: float
    ) -> Mapping[str, Any]:
        """A reply that fits the JSON schema. `deadline` is for the whole call, in seconds."""
        ...
