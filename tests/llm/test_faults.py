"""Every fault of a model's server ends in a named error, in time, after three requests at most, with nothing leaked."""

import asyncio
import logging
import traceback
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import SecretStr

from app.errors import (
    ModelBusy,
    ModelCut,
    ModelDeclined,
    ModelError,
    ModelKeyRefused,
    ModelMisbehaved,
    ModelRejected,
    ModelTimeout,
    ModelUnavailable,
)
from app.llm.calls import Limits, Model
from app.llm.client import Access, Message, Usage
from app.llm.providers import openai
from tests.llm.upstream import EVERY_FAULT, Upstream
from tests.llm.upstream_faults import FINE, OBJECTS

KEY, SECRET_WORDS = "sk-CANARY-1f9a", "WORDS-OF-THE-CANDIDATE"
QUESTION = (Message("system", "You are Ruth."), Message("user", SECRET_WORDS))
FOLLOW_UP = (*QUESTION, Message("assistant", "Whose date was it?"), Message("user", f"{SECRET_WORDS} again"))
CALLS = {"question": QUESTION, "follow-up": FOLLOW_UP, "grade": QUESTION}

PATIENT = Limits(20, 20, 20)
HASTY = Limits(0.6, 0.4, 0.3)
"""For the faults that only a limit ends."""

Ends = Mapping[str, tuple[type[ModelError], int | None]]

ALIKE: Ends = {
    "busy": (ModelBusy, 3),
    "busy_soon": (ModelBusy, 3),
    "busy_long": (ModelBusy, 1),
    "busy_date": (ModelBusy, 1),
    "busy_html": (ModelBusy, 3),
    "no_credit": (ModelRejected, 1),
    "unpaid": (ModelRejected, 1),
    "key": (ModelKeyRefused, 1),
    "forbidden": (ModelKeyRefused, 1),
    "bad_request": (ModelRejected, 1),
    "missing": (ModelRejected, 1),
    "conflict": (ModelUnavailable, 3),
    "broken": (ModelUnavailable, 3),
    "down": (ModelUnavailable, 3),
    "down_long": (ModelBusy, 1),
    "redirect": (ModelRejected, 1),
    "refused": (ModelUnavailable, 0),
    "tls": (ModelUnavailable, 0),
    "html": (ModelMisbehaved, 3),
    "error_200": (ModelMisbehaved, 3),
    "wrong_type": (ModelMisbehaved, 3),
    "empty_choices": (ModelMisbehaved, 3),
    "no_chunk": (ModelMisbehaved, 3),
    "null": (ModelMisbehaved, 3),
    "blank": (ModelMisbehaved, 3),
    "refusal": (ModelDeclined, 1),
    "filtered": (ModelDeclined, 1),
    "bad_utf8": (ModelMisbehaved, 3),
    "tool_call": (ModelMisbehaved, 3),
    "huge_line": (ModelMisbehaved, 3),
    "reset_before": (ModelUnavailable, 3),
}
"""How a fault ends, and after how many requests, whatever the call."""

STREAMED: Ends = {
    "garbage": (ModelMisbehaved, 3),
    "too_long": (ModelCut, 1),
    "odd_reason": (ModelMisbehaved, 1),
    "clean_end": (ModelCut, 1),
    "bad_chunk": (ModelMisbehaved, None),
    "error_chunk": (ModelMisbehaved, None),
    "reset_mid": (ModelCut, None),
    "endless": (ModelMisbehaved, 1),
}
"""A reply of which a piece was seen is not asked for again; None where the network decides whether one was."""

WHOLE: Ends = {
    "garbage": (ModelUnavailable, 3),
    "too_long": (ModelCut, 3),
    "odd_reason": (ModelMisbehaved, 3),
    "clean_end": (ModelCut, 3),
    "bad_chunk": (ModelMisbehaved, 3),
    "error_chunk": (ModelMisbehaved, 3),
    "reset_mid": (ModelUnavailable, 3),
    "endless": (ModelMisbehaved, 3),
    **dict.fromkeys(OBJECTS, (ModelMisbehaved, 3)),
}

LATE: Ends = dict.fromkeys(("hang", "hang_after", "stall", "drip", "keepalive", "slow"), (ModelTimeout, None))

MATRIX = [
    *(pytest.param(call, name, *end, PATIENT, id=f"{name}-{call}") for call in CALLS for name, end in ALIKE.items()),
    *(pytest.param(call, name, *end, HASTY, id=f"{name}-{call}") for call in CALLS for name, end in LATE.items()),
    *(
        pytest.param(call, name, *end, PATIENT, id=f"{name}-{call}")
        for call in CALLS
        for name, end in (WHOLE if call == "grade" else STREAMED).items()
    ),
]


async def answer(model: Model, call: str) -> object:
    if call == "grade":
        return await model.structured(CALLS[call], schema={"type": "object"}, read=dict, max_tokens=50, temperature=0)
    return [piece async for piece in model.stream(CALLS[call], max_tokens=50, temperature=0)]


def model_at(up: Upstream, name: str, limits: Limits) -> Model:
    client = openai.build("any", Access(up.url(name), SecretStr(KEY)))
    return Model("openai:any", client, limits, pause=0.001)


@pytest.mark.parametrize(("call", "name", "error", "calls", "limits"), MATRIX)
async def test_a_fault_ends_in_its_error(
    call: str, name: str, error: type[ModelError], calls: int | None, limits: Limits, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with Upstream() as up:
        model = model_at(up, name, limits)
        with pytest.raises(ModelError) as ended:
            async with asyncio.timeout(limits.whole + 1):
                await answer(model, call)
        await model.close()
    assert type(ended.value) is error
    assert up.calls == calls if calls is not None else up.calls <= 3
    assert {request.name for request in up.requests} <= {name}
    shown = "".join(traceback.format_exception(ended.value)) + caplog.text + "".join(map(str, caplog.records))
    assert not [told for told in (KEY, SECRET_WORDS, "upstream text", "never given") if told in shown]
    assert ended.value.message[0].isupper() or ended.value.message.startswith(("127.0.0.1:", "openai:any"))


@pytest.mark.parametrize("name", FINE)
async def test_what_is_only_unusual_is_an_answer(name: str) -> None:
    async with Upstream() as up:
        model = model_at(up, name, PATIENT)
        said = await answer(model, "question")
        assert isinstance(said, list)
        assert "".join(piece for piece in said if not isinstance(piece, Usage)) in (
            "Hello.",
            '```json\n{"score": 3}\n```',
        )
        if name != "hang_at_end":
            read: Any = await answer(model, "grade")
            assert read.value == {"score": 3}
        await model.close()


def test_the_matrix_knows_every_fault() -> None:
    listed = {*ALIKE, *LATE, *STREAMED, *WHOLE, *FINE}
    assert listed == {*EVERY_FAULT, "refused", "tls"}
    assert STREAMED.keys() == WHOLE.keys() - OBJECTS.keys()
    assert len(listed - FINE.keys()) >= 25


@pytest.mark.parametrize("name", ["busy_long", "busy_date"])
async def test_a_busy_server_is_waited_for_as_it_asks(name: str) -> None:
    async with Upstream() as up:
        model = model_at(up, name, PATIENT)
        with pytest.raises(ModelBusy, match="1800 seconds") as busy:
            await answer(model, "grade")
        assert busy.value.after == 1800
        await model.close()
