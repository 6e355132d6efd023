"""A file of labelled exchanges."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import UnreadableInput
from app.grading.evaluation.labelled import Labelled, rated_by, read_labelled
from app.grading.evaluation.result import LabelledSet
from app.service.reading import numbered_lines, read_bytes


@dataclass(frozen=True, slots=True)
class Given:
    """The exchanges of a file that carry a label, and what is said of the set."""

    rows: tuple[Labelled, ...]
    about: LabelledSet


def read_set(path: Path) -> Given:
    """The labelled exchanges of a file.

    Raises:
        UnreadableInput: the file or a line of it cannot be read, or nothing in it is labelled.
    """
    data = read_bytes(path)
    everything = [read_labelled(line, number) for number, line in numbered_lines(path, data)]
    rows = tuple(row for row in everything if row.labels)
    if not rows:
        raise UnreadableInput(f"Nothing in {path} is labelled. Rate its exchanges first: hotseat rate {path}")
    return Given(rows, _about(path, data, everything, rows))


def _about(path: Path, data: bytes, everything: Sequence[Labelled], rows: Sequence[Labelled]) -> LabelledSet:
    return LabelledSet(
        name=path.name,
        digest=hashlib.sha256(data).hexdigest()[:16],
        exchanges=len(rows),
        unlabelled=len(everything) - len(rows),
        raters=max(len(row.raters) for row in rows),
        rated_by=rated_by(rows),
    )
