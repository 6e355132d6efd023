"""Reads prompts/expected.yaml: what a reply holds at the least where it answers."""

from pathlib import Path

from pydantic import Field

from app.content.files import FileModel, read_yaml, validated
from app.content.schema import LinearPattern
from app.domain.expected import Expected, Kind
from app.domain.patterns import Patterns, any_case


class KindFile(FileModel):
    """One kind of question."""

    of: str
    asks: tuple[LinearPattern, ...] = Field(min_length=1)
    tells: tuple[LinearPattern, ...] = Field(min_length=1)


class ExpectedFile(FileModel):
    """The whole file."""

    least_words: int = Field(ge=1)
    expected: tuple[KindFile, ...]


def load_expected(path: Path) -> Expected:
    """The file, compiled. ContentError names it where it is broken."""
    file = validated(ExpectedFile, read_yaml(path), path)
    kinds = (Kind(k.of, Patterns(any_case(k.asks)), Patterns(any_case(k.tells))) for k in file.expected)
    return Expected(file.least_words, tuple(kinds))
