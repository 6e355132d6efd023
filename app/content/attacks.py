"""Loads rubrics/attacks/, where somebody measures attacks; nothing that serves or grades needs it."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from app.content.files import FileModel, read_yaml, validated
from app.domain.attacks import AttackSuite, Change, Family, Given, Place
from app.domain.scale import Category

Text = Annotated[str, Field(min_length=1)]


class FamilyFile(FileModel):
    """One family."""

    about: Text
    commands: bool
    places: tuple[Place, ...] = Field(min_length=1)
    texts: tuple[Text, ...]
    change: Change | None = None

    @model_validator(mode="after")
    def _does_something(self) -> "FamilyFile":
        if not self.texts and self.change is None:
            raise ValueError("needs texts or a change")
        return self


class FamiliesFile(FileModel):
    """families.yaml."""

    families: dict[str, FamilyFile]


class GivenFile(FileModel):
    """A question with an answer to it."""

    id: Text
    category: Category
    question: Text
    answer: str


class WeakFile(FileModel):
    """weak.yaml."""

    covers: tuple[str, ...] = ()
    weak: tuple[GivenFile, ...]
    content_free: tuple[GivenFile, ...]


class HonestFile(FileModel):
    """honest.yaml."""

    covers: tuple[str, ...] = ()
    honest: tuple[GivenFile, ...]


def load_attacks(rubrics: Path) -> AttackSuite:
    """The suite under the rubrics' folder. ContentError names the file that is broken."""
    folder = rubrics / "attacks"
    families = validated(FamiliesFile, read_yaml(folder / "families.yaml"), folder / "families.yaml").families
    weak = validated(WeakFile, read_yaml(folder / "weak.yaml"), folder / "weak.yaml")
    honest = validated(HonestFile, read_yaml(folder / "honest.yaml"), folder / "honest.yaml")
    return AttackSuite(
        families={key: Family(id=key, **dict(file)) for key, file in families.items()},
        weak=_given(weak.weak),
        content_free=_given(weak.content_free),
        honest=_given(honest.honest),
    )


def _given(files: tuple[GivenFile, ...]) -> tuple[Given, ...]:
    return tuple(Given(**dict(file)) for file in files)
