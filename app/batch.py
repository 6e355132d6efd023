"""`hotseat grade`: exchanges in, grades out, a JSON line each, in the same order."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

from app.config import Settings
from app.content.catalog import Content
from app.domain.exchange import Exchange
from app.domain.grade import Grade
from app.errors import UnreadableInput
from app.grading.lines import read_line, write_line
from app.grading.model_grader import ModelGrader
from app.grading.offline import OfflineGrader
from app.llm.calls import Model
from app.llm.opening import open_model
from app.signals.reader import Reader


def grade_lines(
    file: str, content: Content, settings: Settings, *, model: str, repeats: int, jobs: int, out: TextIO
) -> None:
    """Grades every line of `file`. UnreadableInput when a line is no exchange: nothing is graded then.

    The built-in grader gives the same grade each time, so `repeats` only matters for language models.
    """
    asked = open_model(model, settings)
    exchanges = [read_line(line, number) for number, line in _lines(file)]
    reader = Reader(content.rubrics)
    if asked is None:
        _by_rules(exchanges, OfflineGrader(reader, content.rubrics), jobs, out)
    else:
        grader = ModelGrader(asked, reader, content, repeats=repeats)
        asyncio.run(_by_model(exchanges, grader, asked, jobs, out))


def _by_rules(exchanges: Sequence[Exchange], grader: OfflineGrader, jobs: int, out: TextIO) -> None:
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for grade in pool.map(grader.grade, exchanges):
            _write(grade, out)


async def _by_model(exchanges: Sequence[Exchange], grader: ModelGrader, model: Model, jobs: int, out: TextIO) -> None:
    free = asyncio.Semaphore(jobs)

    async def graded(exchange: Exchange) -> Grade:
        async with free:
            return await grader.grade(exchange)

    try:
        async with asyncio.TaskGroup() as group:
            for task in [group.create_task(graded(e)) for e in exchanges]:
                _write(await task, out)
    finally:
        await model.close()


def _write(grade: Grade, out: TextIO) -> None:
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
