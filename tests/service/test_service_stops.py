"""A process that stops before any of its writes: what is missing is made by the next one, and no call is made again.

And what of a grade is left to be done when a session ends.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection, func, select

from app.store.store import Store
from app.store.tables import CALLS as KEPT
from app.store.tables import GRADES
from tests.service.house import Ear, House
from tests.service.panel import CALLS, NAME, Lives, Panel, with_prose

T = TypeVar("T")
WRITES = 11  # claims, evidence, scores, the grade, the report, prose, drills, the report with them; then none


class Halting(Store):
    """Its process stops before write number `halts`, counted from where `writes` was set to 0."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.halted = asyncio.Event()
        self.writes = 0
        self.halts: int | None = None

    async def write(self, unit: Callable[[Connection], T]) -> T:
        """Write, or never come back."""
        if self.halts is not None and self.writes >= self.halts:
            self.halted.set()
            await asyncio.Event().wait()
        self.writes += 1
        return await super().write(unit)


@asynccontextmanager
async def working(house: House) -> AsyncIterator[None]:
    """The grading desk at work."""
    worker = asyncio.create_task(house.grading.run())
    try:
        async with asyncio.timeout(30):
            yield
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


async def count(house: House, table: object) -> int:
    """Rows of a table."""
    return await house.store.read(lambda c: c.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


async def answered(house: House, **spec: object) -> tuple[str, Ear]:
    """A session with an answer to its first question."""
    session = await house.new(grader_model=NAME, **spec)
    ear = await house.enter(session)
    await house.answer(session, ear)
    return session, ear


@pytest.mark.parametrize("halts", range(WRITES))
async def test_a_stop_before_any_write_loses_nothing_and_asks_nothing_twice(lives: Lives, halts: int) -> None:
    house = await lives.open(first := Panel(), Halting)
    assert isinstance(house.store, Halting)
    session, ear = await answered(house, format="drill")
    await house.command(session, ear, "end")
    await house.conversation.leave(session, ear)
    house.store.writes, house.store.halts = 0, halts
    async with working(house):
        await house.store.halted.wait()
    house.close()

    house = await lives.open(second := Panel())
    kept = await count(house, KEPT)
    report = await with_prose(house, session)
    assert report.prose == "done" and report.recommendation is not None and report.coaching is not None
    assert len(second.answered) == CALLS - kept and len(first.answered) - kept in (0, 1)
    assert (await count(house, KEPT), await count(house, GRADES)) == (CALLS, 1)
    await house.stop()


async def test_at_the_end_only_the_last_exchange_is_left_to_be_graded(lives: Lives) -> None:
    house = await lives.open(panel := Panel())
    async with working(house):
        session, ear = await answered(house)
        await house.command(session, ear, "skip")
        await house.answer(session, ear)
        while await count(house, GRADES) == 0:
            continue
        assert panel.answered == ["pillars", "pillars"]
        await house.command(session, ear, "end")
        await ear.has_report.wait()
        report = await house.reports.of(session)
    assert len(report.exchanges) == 2 and not any(e.not_graded for e in report.exchanges)
    assert panel.answered[:4] == ["pillars"] * 4 and await count(house, GRADES) == 2
    await house.stop()
