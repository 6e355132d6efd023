"""Loads prompts/engines.yaml: which models are offered."""

from pathlib import Path

from pydantic import Field

from app.content.files import FileModel, read_yaml, validated
from app.domain.engines import EngineGuide, LocalProvider, LocalServer


class LocalFile(FileModel):
    """A server on this computer."""

    provider: LocalProvider
    name: str
    host: str
    port: int = Field(ge=1, le=65535)


class EnginesFile(FileModel):
    """engines.yaml."""

    openai: tuple[str, ...] = Field(min_length=1)
    local: tuple[LocalFile, ...]
    not_offered: tuple[str, ...]
    most_local: int = Field(ge=1)
    here: frozenset[str]
    vendors: dict[str, str]


def load_engines(path: Path) -> EngineGuide:
    """The guide. ContentError names what is wrong in it."""
    file = validated(EnginesFile, read_yaml(path), path)
    fields = dict(file) | {"local": tuple(LocalServer(**dict(one)) for one in file.local)}
    return EngineGuide(**fields)
