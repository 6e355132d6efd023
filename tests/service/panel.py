"""A model that grades and writes as it is told, and processes on one data folder, one after the other."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.content.catalog import Content
from app.domain.report import Report
from app.errors import ModelUnavailable
from app.llm.calls import Limits, Model
from app.llm.client import Message, Structured
from app.signals.reader import Reader
from app.store.store import Store
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

    async def open(self, panel: Panel, store: Callable[[Path], Store] = Store) -> House:
        """A new process."""
        models = {NAME: Model(NAME, panel, Limits(30, 30, 30), pause=0.0)}
        house = House(*self._parts, models=models, store=store)
        await house.start()
        return house


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
