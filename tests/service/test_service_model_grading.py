"""A model grades and then writes: numbers first, prose after, and whatever stops, no answered call is made again."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.content.catalog import Content
from app.domain.report import Report
from app.errors import Conflict, ModelUnavailable
from app.llm.calls import Limits, Model
from app.llm.client import Message, Structured
from app.signals.reader import Reader
from tests.conftest import FixedClock
from tests.grading.gullible import Gullible
from tests.service.house import Ear, House

NAME = "scripted:panel"
CALLS = 4  # evidence, scores, prose, drills: one exchange


class Panel(Gullible):
    """Gives a 3 to everything. Call number `stalls` is never answered; with `fails` prose is not written."""

    def __init__(self, stalls: int | None = None, *, fails: bool = False) -> None:
        super().__init__("", 3)
        self.stalled = asyncio.Event()
        self.answered: list[str] = []
        self.fails = fails
        self._stalls, self._count = stalls, 0

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """As asked for."""
        number, self._count = self._count, self._count + 1
        if number == self._stalls:
            self.stalled.set()
            await asyncio.Event().wait()
        reply = await self._reply(messages, schema, max_tokens, temperature)
        self.answered.append(next(iter(reply.value)))
        return reply

    async def _reply(
        self, messages: Sequence[Message], schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        properties = schema["properties"]
        if "pillars" in properties:
            return await super().structured(messages, schema=schema, max_tokens=max_tokens, temperature=temperature)
        if self.fails:
            raise ModelUnavailable("Gone.")
        if "drills" in properties:
            return Structured({"drills": []})
        return Structured({"stronger": ["Say who agreed to the new date, and when."], "rewrite": None})


class Lives:
    """Houses on one data folder, one after the other."""

    def __init__(self, data: Path, content: Content, reader: Reader, clock: FixedClock) -> None:
        self._parts = (data, content, reader, clock)

    async def open(self, panel: Panel) -> House:
        """A new process."""
        house = House(*self._parts, models={NAME: Model(NAME, panel, Limits(30, 30, 30), pause=0.0)})
        await house.start()
        return house


@pytest.fixture
def lives(data: Path, content: Content, reader: Reader, clock: FixedClock) -> Lives:
    return Lives(data, content, reader, clock)


async def ended(house: House) -> str:
    """A practice question that was answered and ended."""
    session = await house.new(format="drill", grader_model=NAME)
    ear = await house.enter(session)
    await house.answer(session, ear)
    await house.command(session, ear, "end")
    await house.conversation.leave(session, ear)
    return session


async def with_prose(house: House, session: str) -> Report:
    """The report once its prose is written, or was given up."""
    worker = asyncio.create_task(house.grading.run())
    try:
        async with asyncio.timeout(20):
            ear = Ear()
            await house.conversation.enter(session, ear, None)
            await ear.has_report.wait()
            while (report := await house.reports.of(session)).prose == "pending":
                continue
            await house.conversation.leave(session, ear)
            return report
    finally:
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)


async def test_numbers_first_and_prose_after(lives: Lives) -> None:
    house = await lives.open(panel := Panel(stalls=2))
    session = await ended(house)
    await house.grade_all(session)
    report = await house.reports.of(session)
    assert report.prose == "pending" and report.coaching is None
    assert any(p.mean == 3.0 for p in report.pillars) and report.trust.grader == NAME
    assert len(panel.answered) == 2
    await house.stop()

    house = await lives.open(again := Panel())
    report = await with_prose(house, session)
    assert report.prose == "done" and report.coaching is not None and report.coaching.exchanges
    assert len(again.answered) == CALLS - 2
    await house.stop()


@pytest.mark.parametrize("stalls", range(CALLS))
async def test_no_answered_call_is_made_again(lives: Lives, stalls: int) -> None:
    house = await lives.open(first := Panel(stalls=stalls))
    session = await ended(house)
    worker = asyncio.create_task(house.grading.run())
    await first.stalled.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    house.close()

    house = await lives.open(second := Panel())
    report = await with_prose(house, session)
    assert report.prose == "done" and report.recommendation is not None
    assert (len(first.answered), len(second.answered)) == (stalls, CALLS - stalls)
    await house.stop()


async def test_prose_that_failed_is_written_when_asked_for_again(lives: Lives) -> None:
    house = await lives.open(panel := Panel(fails=True))
    session = await ended(house)
    report = await with_prose(house, session)
    assert report.prose == "failed" and any(p.mean == 3.0 for p in report.pillars)
    panel.fails = False
    await house.conversation.grade_again(session)
    report = await with_prose(house, session)
    assert report.prose == "done" and report.coaching is not None
    with pytest.raises(Conflict):
        await house.conversation.grade_again(session)
    await house.stop()


async def test_a_rating_given_meanwhile_stays(lives: Lives) -> None:
    house = await lives.open(Panel())
    session = await ended(house)
    await house.grade_all(session)
    await house.interviews.rate(session, "above")
    assert (await with_prose(house, session)).self_rating == "above"
    await house.stop()
