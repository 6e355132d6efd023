"""Every fault of a model's server, in a question, a follow-up and a grade: a named state, and the answer kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.content.catalog import Content
from app.llm.calls import Limits, Model
from app.llm.client import Access
from app.llm.providers import openai
from app.llm.providers.scripted import ScriptedModel
from app.service.messages import Failed
from app.signals.reader import Reader
from tests.conftest import FixedClock
from tests.llm.upstream import Upstream
from tests.llm.upstream_faults import FAULTS, FINE, OBJECTS
from tests.service.house import LONG_ANSWER, House

KEY = "sk-CANARY-5511"
GOOD, BAD = "scripted:good", "openai:bad"
DEADLINE = 1.2
LIMITS = Limits(DEADLINE, 0.8, 0.6)
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


@pytest.fixture
async def upstream() -> AsyncIterator[Upstream]:
    async with Upstream() as up:
        yield up


@asynccontextmanager
async def opened(
    data: Path, content: Content, reader: Reader, clock: FixedClock, upstream: Upstream, fault: str
) -> AsyncIterator[House]:
    """A house with a good model and one whose server has this fault."""
    client = openai.build("any", Access(upstream.url(fault), SecretStr(KEY)))
    good = Model(GOOD, ScriptedModel(["I am Inés, from the next team."]), LIMITS)
    models = {GOOD: good, BAD: Model(BAD, client, LIMITS, pause=0.0)}
    house = House(data, content, reader, clock, models=models)
    await house.start()
    try:
        yield house
    finally:
        await house.stop()
        await client.close()


@pytest.mark.parametrize("fault", SPOILT_TALK)
async def test_a_question(
    data: Path, content: Content, reader: Reader, clock: FixedClock, upstream: Upstream, fault: str
) -> None:
    async with opened(data, content, reader, clock, upstream, fault) as house:
        session = await house.new(model=BAD)
        ear = await house.enter(session)
        async with asyncio.timeout(DEADLINE + 1):
            await house.quiet(session)
        assert [m.error.code in STATES for m in ear.of(Failed)] == [True]  # type: ignore[union-attr]
        assert not (await house.interviews.view(session)).turns and upstream.calls <= MOST_CALLS


@pytest.mark.parametrize("fault", SPOILT_TALK)
async def test_a_follow_up(
    data: Path, content: Content, reader: Reader, clock: FixedClock, upstream: Upstream, fault: str
) -> None:
    async with opened(data, content, reader, clock, upstream, fault) as house:
        session = await house.new(model=GOOD)
        ear = await house.enter(session)
        await house.said(session)
        await house.command(session, ear, "engine", model=BAD)
        await house.answer(session, ear)
        async with asyncio.timeout(DEADLINE + 1):
            turn = await house.said(session)
        assert turn.text == LONG_ANSWER and upstream.calls <= MOST_CALLS
        errors = [m.error for m in ear.of(Failed)]  # type: ignore[union-attr]
        assert [e.code in STATES for e in errors] == [True] and KEY not in errors[0].message
        await house.command(session, ear, "engine", model="offline")
        await house.command(session, ear, "retry")
        assert (await house.said(session)).engine == "offline"


@pytest.mark.parametrize("fault", SPOILT_GRADE)
async def test_a_grade(
    data: Path, content: Content, reader: Reader, clock: FixedClock, upstream: Upstream, fault: str
) -> None:
    async with opened(data, content, reader, clock, upstream, fault) as house:
        session = await house.new(grader_model=BAD)
        ear = await house.enter(session)
        await house.answer(session, ear)
        await house.command(session, ear, "end")
        await house.conversation.leave(session, ear)
        async with asyncio.timeout(DEADLINE + 10):
            await house.grade_all(session)
        report = await house.reports.of(session)
        (exchange,) = report.exchanges
        assert exchange.not_graded and KEY not in exchange.not_graded
        assert report.recommendation is None and not any(p.score for p in exchange.pillars)
        assert any(t.text == LONG_ANSWER for t in exchange.turns) and upstream.calls <= MOST_CALLS


async def test_words_without_end_are_withdrawn(
    data: Path, content: Content, reader: Reader, clock: FixedClock, upstream: Upstream
) -> None:
    async with opened(data, content, reader, clock, upstream, "endless") as house:
        session = await house.new(model=BAD)
        await house.enter(session)
        turn = await house.said(session)
        assert (turn.engine, turn.fault, upstream.calls) == ("offline", "long", 1)
