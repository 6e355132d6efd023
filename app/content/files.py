"""Reads content files: YAML, and Markdown with YAML in front. Every error names the file."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from app.errors import ContentError

_FENCE = "---\n"


class FileModel(BaseModel):
    """The shape of a content file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Model = TypeVar("Model", bound=FileModel)


def read_text(path: Path) -> str:
    """The file's text; ContentError when it cannot be read as UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: cannot be read ({error})") from error


def read_yaml(path: Path) -> Any:
    """The file's YAML."""
    return _parse(path, read_text(path))


def read_front_matter(path: Path) -> tuple[Any, str]:
    """The YAML between the two `---` lines, and the body below, stripped."""
    text = read_text(path)
    parts = text.split(_FENCE, 2)
    if len(parts) != 3 or parts[0].strip():
        raise ContentError(f"{path}: must begin with YAML between two lines of ---")
    return _parse(path, parts[1]), parts[2].strip()


def validated(model: type[Model], data: Any, path: Path) -> Model:
    """`data` as `model`, or a ContentError that lists what is wrong in which key of which file."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors())
        raise ContentError(f"{path}: {faults}") from error


def content_files(folder: Path, suffix: str) -> list[Path]:
    """The folder's files of that suffix at any depth, in a fixed order."""
    if not folder.is_dir():
        raise ContentError(f"{folder}: this folder of content is missing")
    return sorted(folder.rglob(f"*{suffix}"))


def _parse(path: Path, text: str) -> Any:
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ContentError(f"{path}: not valid YAML ({' '.join(str(error).split())})") from error
