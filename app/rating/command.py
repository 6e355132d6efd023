"""`hotseat rate`: a person rates exchanges at the prompt, blind. Each is on disk before the next is shown."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from rich.console import Console

from app.content.catalog import Content
from app.errors import UnreadableInput
from app.grading.evaluation.labelled import read_labelled
from app.grading.floor import is_story
from app.rating.asking import HELP, Desk, Stopped, asked_for
from app.rating.from_report import lines_of_report
from app.rating.sheet import Item, Sheet
from app.service.keeping import keep_file
from app.service.reading import numbered_lines, read_bytes
from app.signals.reader import Reader

ENDING = ".rated.jsonl"


def rate(file: Path, out: Path | None, by: str, content: Content, lines: TextIO) -> None:
    """Rates what `by` has not rated yet, and keeps everything in `out`; without it, in a file beside the one given.

    Raises:
        UnreadableInput: a file cannot be read, or holds no exchanges.
        StorageError: a rating could not be kept; those before it are.
    """
    kept = out or _beside(file)
    sheet = _sheet(file, content)
    if kept.exists() and kept.resolve() != file.resolve():
        sheet = sheet.merged(_sheet(kept, content))
    desk = Desk(Console(highlight=False), lines)
    left = sheet.left_for(by)
    desk.say(f"{len(sheet.items)} exchanges, {len(sheet.items) - len(left)} of them rated by {by}. {HELP}", "dim")
    try:
        _rate_each(sheet, left, kept, by, desk, content)
    except (Stopped, KeyboardInterrupt):
        desk.say(f"\nStopped. What you finished is kept in {kept}; the same command goes on from there.")
        return
    desk.say(f"All {len(sheet.items)} are rated, in {kept}. To measure a grader: hotseat eval --set {kept}")


def _rate_each(sheet: Sheet, left: list[int], kept: Path, by: str, desk: Desk, content: Content) -> None:
    reader = Reader(content.rubrics)
    for count, place in enumerate(left, start=1):
        exchange = sheet.read(place).exchange
        desk.show(exchange, f"{count} of {len(left)}")
        story = is_story(exchange, reader.kind_of(exchange))
        sheet = sheet.rated(place, by, desk.rate(asked_for(content.rubrics, story=story)))
        keep_file(kept, sheet.written())


def _beside(file: Path) -> Path:
    return file if file.name.endswith(ENDING) else file.with_name(f"{file.stem}{ENDING}")


def _sheet(path: Path, content: Content) -> Sheet:
    """The exchanges of a file: of a report's JSON, or a JSON a line."""
    data = read_bytes(path)
    report = _report(data)
    return Sheet(tuple(_lines(path, data) if report is None else lines_of_report(report, content)))


def _report(data: bytes) -> object | None:
    """The report that a file is as a whole, None where it is something else."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return whole if isinstance(whole, dict) and "exchanges" in whole else None


def _lines(path: Path, data: bytes) -> Iterator[Item]:
    found = numbered_lines(path, data)
    if not found:
        raise UnreadableInput(f"There is no exchange in {path}.")
    for number, line in found:
        read_labelled(line, number)
        yield json.loads(line)
