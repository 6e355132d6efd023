"""`hotseat grade`: exchanges in, grades out, a JSON line each, in the same order."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

from app.content.catalog import Content
from app.domain.session import OFFLINE
from app.errors import ModelUnavailable, UnreadableInput
from app.grading.lines import read_line, write_line
from app.grading.offline import OfflineGrader
from app.signals.reader import Reader


def grade_lines(file: str, content: Content, *, model: str, repeats: int, jobs: int, out: TextIO) -> None:
    """Grades every line of `file`. UnreadableInput when a line is no exchange: nothing is graded then.

    The offline grader gives the same grade each time, so `repeats` only matters for language models.
    """
    if model != OFFLINE:
        raise ModelUnavailable(f"There is no grader {model!r} in this build; use --model {OFFLINE}.")
    exchanges = [read_line(line, number) for number, line in _lines(file)]
    grader = OfflineGrader(Reader(content.rubrics), content.rubrics)
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for grade in pool.map(grader.grade, exchanges):
            out.write(write_line(grade) + "\n")
            out.flush()


def _lines(file: str) -> Iterator[tuple[int, str]]:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{file} is not UTF-8 (byte {error.start}).") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line
