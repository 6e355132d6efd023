"""Which calls of a model were made already: none whose reply was kept is made again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from app.llm.client import Message


class Calls(Protocol):
    """Keeps replies by key. A key says all that a reply depends on."""

    async def get(self, key: str) -> Mapping[str, Any] | None:
        """The reply that was kept, None where there is none."""
        ...

    async def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keeps a reply."""
        ...


class CallsInMemory:
    """Keeps replies while the process lives."""

    def __init__(self) -> None:
        self._kept: dict[str, Mapping[str, Any]] = {}

    async def get(self, key: str) -> Mapping[str, Any] | None:
        """The reply that was kept."""
        return self._kept.get(key)

    async def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keeps a reply."""
        self._kept[key] = value


def key_of(messages: Sequence[Message], *about: object) -> str:
    """The key of a call: its messages without the random line, and what else its reply depends on."""
    whole = json.dumps([*map(str, about), *([m.role, m.text] for m in messages)])
    return hashlib.blake2b(whole.encode(), digest_size=20).hexdigest()
