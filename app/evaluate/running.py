"""Grades many exchanges, several at a time."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.exchange import Exchange
from app.domain.grade import Grade, GraderStamp, Scored
from app.domain.scale import PILLARS
from app.errors import ModelError
from app.evaluate.ledger import Effort
from app.evaluate.workers import Staff, Worker


@dataclass(frozen=True, slots=True)
class Task:
    """An exchange to grade, for the `repeat`th time, counted from 0."""

    exchange: Exchange
    repeat: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """A grade and what it took. `failed`: the model gave none, and the grade says why."""

    grade: Grade
    effort: Effort
    failed: bool = False


class Running:
    """One run through the tasks. `tell` is called after each."""

    def __init__(self, staff: Staff, tell: Callable[[], None]) -> None:
        self._staff, self._tell = staff, tell
        self._came_about = False
        self._failed: ModelError | None = None

    async def run(self, tasks: Sequence[Task]) -> list[Done]:
        """What each task gave, in the order of the tasks.

        Raises:
            ModelError: the model refuses every request, or nothing at all could be graded.
        """
        found: list[Done | None] = [None] * len(tasks)
        waiting = iter(enumerate(tasks))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self._staff.workers, len(tasks))):
                    group.create_task(self._work(waiting, found))
        except* ModelError as errors:
            raise errors.exceptions[0] from None
        if self._failed is not None and not self._came_about:
            raise self._failed
        return [done for done in found if done is not None]

    async def _work(self, waiting: Iterator[tuple[int, Task]], found: list[Done | None]) -> None:
        worker = self._staff.hire()
        try:
            for place, task in waiting:
                found[place] = await self._done(worker, task)
                self._tell()
        finally:
            await worker.close()

    async def _done(self, worker: Worker, task: Task) -> Done:
        try:
            done = Done(*await worker.grade(task.exchange, task.repeat))
        except ModelError as error:
            if not error.retryable and not self._came_about:
                raise
            self._failed = error
            return Done(_not_graded(task.exchange, error.message, self._staff.stamp), Effort(), failed=True)
        self._came_about |= done.effort.calls > 0
        return done


def _not_graded(exchange: Exchange, why: str, stamp: GraderStamp) -> Grade:
    return Grade(exchange.id, {p: Scored(None, why) for p in PILLARS}, None, None, (), why, stamp)
