"""rubrics/facts/*.yaml: what is right and wrong about well-known questions."""

from pathlib import Path

from pydantic import Field

from app.content.files import FileModel, content_files, read_yaml, validated
from app.content.rubric_schema import Phrases
from app.content.schema import CheckFile
from app.domain.question import Check, FactSheet


class SheetFile(FileModel):
    """The facts of one well-known question."""

    id: str
    heard: Phrases
    enough: int = Field(gt=0)
    checks: tuple[CheckFile, ...] = Field(min_length=1)


class FactsFile(FileModel):
    """One file of sheets."""

    sheets: tuple[SheetFile, ...]


def load_sheets(folder: Path) -> tuple[FactSheet, ...]:
    """All sheets, in the order of the files. ContentError names a broken file."""
    files = [validated(FactsFile, read_yaml(path), path) for path in content_files(folder, ".yaml")]
    return tuple(_sheet(sheet) for file in files for sheet in file.sheets)


def _sheet(file: SheetFile) -> FactSheet:
    return FactSheet(file.id, file.heard, file.enough, tuple(Check(**dict(check)) for check in file.checks))
