"""Loads prompts/doctor.yaml: what a model is tried with."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from app.content.files import FileModel, read_yaml, validated
from app.domain.checkup import Checkup


class FormSchema(FileModel):
    """The form that is asked for: whole numbers and texts, all of them wanted."""

    type: Literal["object"]
    additionalProperties: Literal[False]
    required: tuple[str, ...]
    properties: dict[str, dict[Literal["type"], Literal["integer", "string"]]] = Field(min_length=1)


class FormFile(FileModel):
    """A question and the form of its answer."""

    ask: str
    schema_: FormSchema = Field(alias="schema")


class DoctorFile(FileModel):
    """doctor.yaml."""

    system: str
    one: str
    two: tuple[str, str]
    form: FormFile
    slow: float = Field(gt=0)
    todo: dict[str, str]


def load_checkup(path: Path) -> Checkup:
    """The trial. ContentError names what is wrong in it."""
    file = validated(DoctorFile, read_yaml(path), path)
    schema: dict[str, Any] = file.form.schema_.model_dump(mode="json")
    return Checkup(file.system, file.one, file.two, file.form.ask, schema, file.slow, file.todo)
