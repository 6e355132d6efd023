"""Every fault of a model's server, in a question, a follow-up and each call of a grade: a named state in time.

No test waits: the loop's clock is moved on, in steps between which a server that goes on sending has sent more.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from app.content.catalog import Content
from app.llm.calls import Limits, Model
from app.llm.client import Access, Message, ModelClient, Structured
from app.llm.providers import openai
from app.llm.providers.scripted import ScriptedModel
from app.service.messages import Failed
from app.signals.reader import Reader
from tests.conftest import FixedClock
from tests.grading.replies import evidence
from tests.llm.upstream import Upstream
from tests.llm.upstream_faults import FAULTS, FINE, OBJECTS
from tests.service.held_loop import HeldLoop, HeldPolicy
from tests.service.house import LONG_ANSWER, House

KEY = "sk-CANARY-5511"
GOOD, BAD = "scripted:good", "openai:bad"
DEADLINE = 600.0
LIMITS = Limits(DEADLINE, 400.0, 300.0)
STEPS = 3
MOST_CALLS = 3
STATES = {
    "model_unavailable",
    "model_busy",
    "model_timeout",
    "model_key",
    "model_rejected",
    "model_misbehaved",
    "model_cut",
    "model_declined",
}
WITHDRAWN = {"endless"}
"""What is no fault of the server's but of the words: the guard ends them."""
SPOILT_TALK = sorted({*FAULTS, "refused", "tls"} - set(FINE) - WITHDRAWN)
SPOILT_GRADE = sorted({*SPOILT_TALK, *OBJECTS, *WITHDRAWN})
DRIPPING = {"drip", "keepalive", "slow"}
WAITING = {"hang", "hang_after", "stall", *DRIPPING}
"""What only the deadline ends; at every other fault no time passes."""


@pytest.fixture(scope="module")
def event_loop_policy() -> HeldPolicy:
    return HeldPolicy()


@pytest.fixture
async def upstream() -> AsyncIterator[Upstream]:
    async with Upstream() as up:
        yield up


class Turning(ScriptedModel):
    """Gives what it is told, and after that what another client gives, whose requests it counts."""

    def __init__(self, replies: Sequence[Mapping[str, Any]], then: ModelClient) -> None:
        super().__init__(replies)
        self._left, self._then = len(replies), then
        self.turned, self.asked = asyncio.Event(), 0

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """As asked for."""
        self._left -= 1
        if self._left >= 0:
            return await super().structured(messages, schema=schema, max_tokens=max_tokens, temperature=temperature)
        self.asked += 1
        self.turned.set()
        return await self._then.structured(messages, schema=schema, max_tokens=max_tokens, temperature=temperature)


async def to_the_deadline(upstream: Upstream, fault: str) -> None:
    """What time a call has passes, where the fault needs it."""
    if fault in WAITING:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, HeldLoop)
        await upstream.asked()
        for _ in range(STEPS):
            if fault in DRIPPING:
                await upstream.sends()
            loop.pass_seconds(DEADLINE / STEPS)


@asynccontextmanager
async def opened(
    data: Path,
    content: Content,
    reader: Reader,
    clock: FixedClock,
    bad: ModelClient,
) -> AsyncIterator[House]:
    """A house with a good model and a bad one."""
    good = Model(GOOD, ScriptedModel(["I am Inés, from the next team."]), LIMITS)
    models = {GOOD: good, BAD: Model(BAD, bad, LIMITS, pause=0.0)}
    house = House(data, content, reader, clock, models=models)
    await house.start()
    try:
        yield house
    finally:
        await house.stop()
        await bad.close()


def client(upstream: Upstream, fault: str) -> ModelClient:
    """A client of the server that has this fault."""
    return openai.build("any", Access(upstream.url(fault), SecretStr(KEY)))


@pytest.mark.parametrize("fault", SPOILT_TALK)
async def test_a_question(
    data: Path, content: Content, reader: Reader, clock: FixedClock, upstream: Upstream, fault: str
) -> None:
    async with opened(data, content, reader, clock, client(upstream, fault)) as house:
        session = await house.new(model=BAD)
        async with asyncio.timeout(DEADLINE + 1):
            ear = await house.enter(session)
            await to_the_deadline(upstream, fault)
            await house.quiet(session)
        assert [m.error.code in STATES for m in ear.of(Failed)] == [True]  # type: ignore[union-attr]
        assert not (await house.interviews.view(session)).turns and upstream.calls <= MOST_CALLS


@pytest.mark.parametrize("fault", SPOILT_TALK)
async def test_a_follow_up(
    data: Path, content: Content, reader: Reader, clock: FixedClock, upstream: Upstream, fault: str
) -> None:
    async with opened(data, content, reader, clock, client(upstream, fault)) as house:
        session = await house.new(model=GOOD)
        ear = await house.enter(session)
        await house.said(session)
        await house.command(session, ear, "engine", model=BAD)
        async with asyncio.timeout(DEADLINE + 1):
            await house.answer(session, ear)
            await to_the_deadline(upstream, fault)
            turn = await house.said(session)
        assert turn.text == LONG_ANSWER and upstream.calls <= MOST_CALLS
        errors = [m.error for m in ear.of(Failed)]  # type: ignore[union-attr]
        assert [e.code in STATES for e in errors] == [True] and KEY not in errors[0].message
        await house.command(session, ear, "engine", model="offline")
        await house.command(session, ear, "retry")
        assert (await house.said(session)).engine == "offline"


@pytest.mark.parametrize("call", ["evidence", "scores"])
@pytest.mark.parametrize("fault", SPOILT_GRADE)
async def test_a_grade(
    data: Path, content: Content, reader: Reader, clock: FixedClock, upstream: Upstream, fault: str, call: str
) -> None:
    found = evidence((1, "I owned the payments migration"))
    turning = Turning([found] if call == "scores" else [], client(upstream, fault))
    async with opened(data, content, reader, clock, turning) as house:
        session = await house.new(grader_model=BAD)
        ear = await house.enter(session)
        await house.answer(session, ear)
        await house.command(session, ear, "end")
        await house.conversation.leave(session, ear)
        async with asyncio.timeout(DEADLINE + 1):
            grading = asyncio.create_task(house.grade_all(session))
            await turning.turned.wait()
            await to_the_deadline(upstream, fault)
            await grading
        report = await house.reports.of(session)
        (exchange,) = report.exchanges
        assert exchange.not_graded and KEY not in exchange.not_graded
        assert report.recommendation is None and not any(p.score for p in exchange.pillars)
        assert any(t.text == LONG_ANSWER for t in exchange.turns)
        assert 1 <= turning.asked <= MOST_CALLS
