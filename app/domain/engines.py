"""Which models are offered to somebody who has not named one (prompts/engines.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LocalProvider = Literal["ollama", "lmstudio"]


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server of models on this computer, where it usually listens."""

    provider: LocalProvider
    name: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class EngineGuide:
    """`openai` are names in the order of preference; `not_offered` are parts of names, in lower case.

    `here` are providers that send nothing away by themselves; `vendors` names whom the others send to.
    """

    openai: tuple[str, ...]
    local: tuple[LocalServer, ...]
    not_offered: tuple[str, ...]
    most_local: int
    here: frozenset[str]
    vendors: Mapping[str, str]
