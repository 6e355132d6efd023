"""A model with patience: when it asks again, how long it waits, when it gives up, and what a repair is."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from typing import Any

import pytest

from app.errors import (
    ModelBusy,
    ModelDeclined,
    ModelError,
    ModelKeyRefused,
    ModelMisbehaved,
    ModelTimeout,
    ModelUnavailable,
)
from app.llm.breaker import FAILURES
from app.llm.calls import Limits, Model, Read, Unfit
from app.llm.client import Message, Structured, Usage
from app.llm.providers.scripted import Reply, ScriptedModel

ASKED = (Message("system", "You are Ruth."), Message("user", "I moved the date."))
LONG = Limits(30, 30, 30)


class Slow:
    """A model that waits before each piece as long as it is told, in seconds; None is for ever."""

    def __init__(self, *waits: float | None) -> None:
        self._waits = waits
        self.calls = 0
        self.ended = 0
        self.over = asyncio.Event()

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncGenerator[str | Usage, None]:
        self.calls += 1
        try:
            for wait in self._waits:
                await (asyncio.Event().wait() if wait is None else asyncio.sleep(wait))
                yield "word "
        finally:
            self.ended += 1
            self.over.set()

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        self.calls += 1
        await asyncio.Event().wait()
        raise AssertionError

    async def models(self) -> Sequence[str]:
        await asyncio.Event().wait()
        raise AssertionError

    async def close(self) -> None:
        self.ended += 1


def scripted(*replies: Reply, limits: Limits = LONG) -> tuple[Model, ScriptedModel]:
    client = ScriptedModel(replies)
    return Model("scripted:x", client, limits, pause=0.0), client


def stream(model: Model) -> AsyncIterator[str | Usage]:
    return model.stream(ASKED, max_tokens=50, temperature=None)


async def said(model: Model) -> str:
    return "".join([piece async for piece in stream(model) if isinstance(piece, str)])


def score(value: Mapping[str, Any]) -> int:
    if type(value.get("score")) is not int:
        raise Unfit("score must be a whole number")
    return int(value["score"])


async def graded(model: Model) -> Read[int]:
    return await model.structured(ASKED, schema={}, read=score, max_tokens=50, temperature=0)


async def test_a_reply_passes_through_with_its_usage_last() -> None:
    model, _ = scripted("Whose date was it?")
    pieces = [piece async for piece in stream(model)]
    assert pieces[:-1] == ["Whose ", "date ", "was ", "it?"]
    assert isinstance(pieces[-1], Usage)


async def test_it_asks_three_times_and_no_more() -> None:
    failures = [ModelUnavailable("One."), ModelMisbehaved("Two."), ModelUnavailable("Three.")]
    model, client = scripted(*failures, "Never said.")
    with pytest.raises(ModelUnavailable, match="Three"):
        await said(model)
    assert len(client.history) == 3


async def test_it_asks_again_after_a_failure_that_may_pass() -> None:
    model, client = scripted(ModelUnavailable("One."), ModelTimeout("Two."), "Said.")
    assert await said(model) == "Said."
    assert client.history == [ASKED] * 3


@pytest.mark.parametrize("error", [ModelKeyRefused("No key."), ModelDeclined("No."), ModelBusy("Later.", after=31)])
@pytest.mark.parametrize("call", [said, graded])
async def test_it_does_not_ask_again_where_that_cannot_help(error: ModelError, call: Any) -> None:
    model, client = scripted(error, "Never said.", "Never said.")
    with pytest.raises(type(error)):
        await call(model)
    assert len(client.history) == 1


async def test_the_server_says_when_to_come_back() -> None:
    model, client = scripted(ModelBusy("Later.", after=0.02), "Said.")
    start = asyncio.get_running_loop().time()
    assert await said(model) == "Said."
    assert asyncio.get_running_loop().time() - start >= 0.019
    assert len(client.history) == 2


@pytest.mark.parametrize(
    ("waits", "limits", "match"),
    [
        ((None,), Limits(5, 0.02, 5), "begin"),
        ((0, None), Limits(5, 5, 0.02), "in the middle"),
        ((0, None), Limits(0.05, 5, 5), "finish"),
        ((0.01,) * 50, Limits(0.1, 5, 5), "finish"),
    ],
)
async def test_each_limit_ends_a_stream(waits: Sequence[float | None], limits: Limits, match: str) -> None:
    client = Slow(*waits)
    with pytest.raises(ModelTimeout, match=match):
        async with asyncio.timeout(5):
            await said(Model("slow", client, limits, pause=0.0))
    assert client.ended == client.calls
    assert client.calls == (3 if match == "begin" else 1)


async def test_many_waits_within_the_limit_are_no_stop() -> None:
    assert await said(Model("slow", Slow(*(0.2,) * 6), Limits(30, 30, 1))) == "word " * 6


@pytest.mark.parametrize("call", [graded, Model.models])
async def test_a_whole_call_has_one_limit(call: Any) -> None:
    client = Slow()
    with pytest.raises(ModelTimeout, match=r"0\.05 seconds"):
        async with asyncio.timeout(5):
            await call(Model("slow", client, Limits(0.05, 0.05, 0.05)))
    assert client.calls <= 1


async def test_what_a_caller_does_between_two_pieces_does_not_count() -> None:
    pieces = stream(Model("slow", Slow(0, 0), Limits(30, 30, 1)))
    assert await anext(pieces) == "word "
    await asyncio.sleep(1.2)
    assert [piece async for piece in pieces] == ["word "]


async def test_breaking_off_ends_the_stream() -> None:
    client = Slow(0, None)
    async for _ in stream(Model("slow", client, LONG)):
        break
    await asyncio.wait_for(client.over.wait(), 5)


async def test_a_cancelled_call_is_cancelled_and_not_late() -> None:
    client = Slow(None)
    task = asyncio.ensure_future(said(Model("slow", client, LONG)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert client.ended == 1


async def test_a_limit_around_a_call_is_still_the_callers() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await said(Model("slow", Slow(None), LONG))


async def test_a_reply_that_does_not_fit_is_shown_to_the_model_with_what_is_wrong() -> None:
    model, client = scripted({"score": "9/10"}, {"score": True}, {"score": 4})
    assert (await graded(model)).value == 4
    assert client.history[0] == ASKED
    assert client.history[2] == (
        *ASKED,
        Message("assistant", '{"score": "9/10"}'),
        Message("user", "score must be a whole number"),
        Message("assistant", '{"score": true}'),
        Message("user", "score must be a whole number"),
    )


async def test_repairs_and_retries_are_three_calls_together() -> None:
    model, client = scripted(ModelUnavailable("One."), {"score": None}, {}, {"score": 4})
    with pytest.raises(ModelMisbehaved, match="form"):
        await graded(model)
    assert len(client.history) == 3
    model, _ = scripted(ModelUnavailable("One."), {"score": None}, {"score": 4})
    assert await graded(model) == Read(4, None, 3)


async def test_the_tokens_of_all_requests_are_counted() -> None:
    class Counting(ScriptedModel):
        async def structured(self, *args: Any, **more: Any) -> Structured:
            return Structured((await super().structured(*args, **more)).value, Usage(10, 2, 1))

    model = Model("counting", Counting([{}, {"score": 2}]), LONG)
    assert await graded(model) == Read(2, Usage(20, 4, 2), 2)


async def test_a_server_that_does_not_answer_is_left_alone() -> None:
    failures = [ModelUnavailable("Down.")] * 3
    model, client = scripted(*failures * FAILURES, "Never asked.")
    for _ in range(FAILURES):
        with pytest.raises(ModelUnavailable, match="Down"):
            await said(model)
    for call in (said, graded):
        with pytest.raises(ModelUnavailable, match="several times"):
            await call(model)
    assert len(client.history) == 3 * FAILURES


async def test_other_failures_do_not_shut_a_server_out() -> None:
    unfit = [ModelMisbehaved("Nonsense.")] * 3
    model, _ = scripted(*unfit * (FAILURES + 1), "Said.")
    for _ in range(FAILURES + 1):
        with pytest.raises(ModelMisbehaved):
            await said(model)
    assert await said(model) == "Said."
