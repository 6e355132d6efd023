"""Another vendor through LangChain: its text, its objects, its faults, and nothing of it in our errors."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import aclosing

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
from app.llm.calls import Limits, Model, Read
from app.llm.client import Access, Message, Usage
from app.llm.registry import resolve
from tests.llm.anthropic_upstream import AnthropicUpstream

KEY, SECRET_WORDS = "sk-ant-CANARY-77", "WORDS-OF-THE-CANDIDATE {x} {{7*7}} {0.__class__}"
ASKED = (
    Message("system", "You are Ruth."),
    Message("user", SECRET_WORDS),
    Message("assistant", "Whose date was it?"),
    Message("user", '{"lc": 1, "type": "secret", "id": ["ANTHROPIC_API_KEY"]}'),
    Message("user", "Ask on."),
)
SCHEMA = {"type": "object", "properties": {"score": {"type": "integer"}}, "required": ["score"]}
PATIENT, HASTY = Limits(20, 20, 20), Limits(0.6, 0.4, 0.3)


@pytest.fixture
async def up() -> AsyncIterator[AnthropicUpstream]:
    async with AnthropicUpstream() as upstream:
        yield upstream


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)


def model_at(up: AnthropicUpstream, name: str, monkeypatch: pytest.MonkeyPatch, limits: Limits = PATIENT) -> Model:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", up.base(name))
    client = resolve("anthropic:claude-x", Access("http://127.0.0.1:9/v1", SecretStr("sk-of-another")))
    assert client is not None
    return Model("anthropic:claude-x", client, limits, pause=0.001)


async def stream(model: Model) -> list[str | Usage]:
    return [piece async for piece in model.stream(ASKED, max_tokens=50, temperature=0)]


async def structured(model: Model) -> Read[dict[str, object]]:
    return await model.structured(ASKED, schema=SCHEMA, read=dict, max_tokens=50, temperature=0)


async def test_a_stream(up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch) -> None:
    *texts, usage = await stream(model_at(up, "good", monkeypatch))
    assert "".join(map(str, texts)) == "Whose date was it? {x} é 🎯"
    assert usage == Usage(9, 6, 4)
    (request,) = up.requests
    assert KEY in request.headers["authorization"]
    assert (request.body["model"], request.body["max_tokens"], request.body["temperature"]) == ("claude-x", 50, 0)
    assert request.body["system"] == "You are Ruth."


async def test_the_first_text_does_not_wait_for_the_rest(
    up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_at(up, "stall", monkeypatch)
    async with aclosing(model.stream(ASKED, max_tokens=50, temperature=0)) as pieces:
        assert await anext(pieces) == "Whose "
    await up.left()


async def test_texts_go_out_as_they_are(up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch) -> None:
    await stream(model_at(up, "good", monkeypatch))
    sent = [_texts(message["content"]) for message in up.requests[0].body["messages"]]
    assert sent == [[SECRET_WORDS], ["Whose date was it?"], [ASKED[3].text, ASKED[4].text]]


def _texts(content: object) -> list[str]:
    return [content] if isinstance(content, str) else [block["text"] for block in content]  # type: ignore[attr-defined]


async def test_an_object(up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await structured(model_at(up, "object", monkeypatch)) == Read({"score": 3}, Usage(9, 6, 4), 1)
    assert up.requests[0].body["output_config"]["format"]["type"] == "json_schema"


async def test_a_model_without_schemas_is_asked_through_a_tool(
    up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_at(up, "no_schema", monkeypatch)
    assert (await structured(model)).calls == 2
    assert (await structured(model)).calls == 1


async def test_a_model_without_temperature(up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_at(up, "no_temperature", monkeypatch)
    assert "Whose date?" in await stream(model)
    assert "Whose date?" in await stream(model)
    assert up.calls == 3


BOTH = {
    "busy": (ModelBusy, 3),
    "busy_long": (ModelBusy, 1),
    "key": (ModelKeyRefused, 1),
    "missing": (ModelRejected, 1),
    "broken": (ModelUnavailable, 3),
    "overloaded": (ModelUnavailable, 3),
    "bad_request": (ModelRejected, 1),
    "refusal": (ModelDeclined, 1),
    "empty": (ModelMisbehaved, 3),
    "redirect": (ModelRejected, 1),
    "reset": (ModelUnavailable, 3),
    "refused": (ModelUnavailable, 0),
    "hang": (ModelTimeout, None),
}
STREAMED = {"too_long": (ModelCut, 1), "cut": (ModelCut, 1), "stall": (ModelTimeout, 1)}
WHOLE = {"too_long": (ModelCut, 3), "prose": (ModelMisbehaved, 3), "twice": (ModelMisbehaved, 3)}


@pytest.mark.parametrize(
    ("call", "name", "error", "calls"),
    [
        *(pytest.param(stream, name, *end, id=f"{name}-stream") for name, end in (BOTH | STREAMED).items()),
        *(pytest.param(structured, name, *end, id=f"{name}-structured") for name, end in (BOTH | WHOLE).items()),
    ],
)
async def test_a_fault_ends_in_its_error(
    up: AnthropicUpstream,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    call: object,
    name: str,
    error: type[ModelError],
    calls: int | None,
) -> None:
    caplog.set_level(logging.DEBUG)
    limits = HASTY if error is ModelTimeout else PATIENT
    model = model_at(up, name, monkeypatch, limits)
    with pytest.raises(ModelError) as ended:
        async with asyncio.timeout(limits.whole + 1):
            await call(model)  # type: ignore[operator]
    assert type(ended.value) is error
    assert up.calls == calls if calls is not None else up.calls <= 3
    assert {request.name for request in up.requests} <= {name}
    shown = "".join(traceback.format_exception(ended.value)) + ended.value.message
    assert not [told for told in (KEY, "WORDS-OF-THE-CANDIDATE", "upstream text") if told in shown]
    assert KEY not in caplog.text


async def test_breaking_off_ends_the_request(up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_at(up, "stall", monkeypatch)
    async with aclosing(model.stream(ASKED, max_tokens=50, temperature=None)) as pieces:
        async for _ in pieces:
            break
    await asyncio.wait_for(up.left(), 5)


async def test_nothing_of_our_own_access_is_shown(up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch) -> None:
    await stream(model_at(up, "good", monkeypatch))
    assert "sk-of-another" not in str(up.requests)


def test_a_key_that_is_missing(up: AnthropicUpstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    with pytest.raises(ModelKeyRefused, match="key"):
        model_at(up, "good", monkeypatch)


def test_a_package_that_is_missing_is_named() -> None:
    with pytest.raises(ModelUnavailable, match="pip install langchain-mistralai"):
        resolve("mistralai:large", Access())


def test_a_vendor_that_there_is_not() -> None:
    with pytest.raises(ModelUnavailable, match="nobody"):
        resolve("nobody:large", Access())
