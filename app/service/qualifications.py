"""Stored measurements of graders: a JSON file each in the data folder."""

import hashlib
from pathlib import Path

import structlog
from pydantic import TypeAdapter, ValidationError

from app.domain.evaluation import Qualification
from app.service.keeping import keep_file, own_folder

FOLDER = "qualifications"
_QUALIFICATION = TypeAdapter(Qualification)
_log = structlog.get_logger()


def stored_qualifications(data: Path) -> tuple[Qualification, ...]:
    """All that are there. One that cannot be read is left out, and the log names its file."""
    found = [_read(path) for path in sorted((data / FOLDER).glob("*.json"))]
    return tuple(q for q in found if q is not None)


def store_qualification(data: Path, qualification: Qualification) -> Path:
    """Keep it, in place of an older one of the same grader on the same set. StorageError where the disk refuses it."""
    path = own_folder(data, FOLDER) / f"{_name(qualification)}.json"
    keep_file(path, _QUALIFICATION.dump_json(qualification, indent=2) + b"\n")
    return path


def _read(path: Path) -> Qualification | None:
    try:
        return _QUALIFICATION.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        _log.warning("qualification.unreadable", file=path.name, error=type(error).__name__)
        return None


def _name(q: Qualification) -> str:
    key = repr((q.model, q.prompt, q.rubric, q.temperature, q.repeats, q.set_digest))
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
