"""The client of OpenAI-compatible servers against a server that does what it should."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import aclosing
from typing import Any

import pytest
from pydantic import SecretStr

from app.errors import ModelKeyRefused, ModelRejected, ModelUnavailable
from app.llm.client import Access, Message, Structured, Usage
from app.llm.providers import lmstudio, ollama, openai
from app.llm.providers.openai import OpenAIClient
from tests.llm.upstream import Upstream

ASKED = (Message("system", "You are Ruth."), Message("user", "I moved the {date}."), Message("user", "And shipped."))
SCHEMA = {"title": "A grade", "type": "object", "properties": {"score": {"type": "integer"}}}
TAKEN = Usage(9, 5, 4)

Call = Callable[[OpenAIClient], Coroutine[Any, Any, object]]
Build = Callable[[str, Access], OpenAIClient]


@pytest.fixture
async def up() -> AsyncIterator[Upstream]:
    async with Upstream() as upstream:
        yield upstream


@pytest.fixture
async def client(up: Upstream) -> AsyncIterator[OpenAIClient]:
    made = openai.build("any/model:7b", Access(up.url("good"), SecretStr("sk-mine")))
    yield made
    await made.close()


async def stream(client: OpenAIClient, temperature: float | None = None) -> list[str | Usage]:
    return [piece async for piece in client.stream(ASKED, max_tokens=50, temperature=temperature)]


async def structured(client: OpenAIClient) -> Structured:
    return await client.structured(ASKED, schema=SCHEMA, max_tokens=50, temperature=0)


async def test_a_stream_is_the_text_and_then_the_usage(up: Upstream, client: OpenAIClient) -> None:
    up.say("Whose  date, was\nit? é 🎯 {x}")
    *texts, usage = await stream(client)
    assert "".join(map(str, texts)) == "Whose  date, was\nit? é 🎯 {x}"
    assert usage == TAKEN


async def test_a_request_holds_the_messages_as_they_are(up: Upstream, client: OpenAIClient) -> None:
    await stream(client, 0.7)
    (request,) = up.requests
    assert request.headers["authorization"] == "Bearer sk-mine"
    assert request.body == {
        "model": "any/model:7b",
        "max_tokens": 50,
        "temperature": 0.7,
        "stream": True,
        "stream_options": {"include_usage": True},
        "messages": [{"role": m.role, "content": m.text} for m in ASKED],
    }


async def test_a_structured_reply_is_an_object_and_the_usage(up: Upstream, client: OpenAIClient) -> None:
    up.give({"score": 3, "why": "É"})
    assert await structured(client) == Structured({"score": 3, "why": "É"}, TAKEN)
    (request,) = up.requests
    assert request.headers["authorization"] == "Bearer sk-mine"
    assert request.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "A_grade", "strict": True, "schema": SCHEMA},
    }
    assert request.body["messages"] == [{"role": m.role, "content": m.text} for m in ASKED]
    assert "stream" not in request.body


async def test_connections_are_used_again(up: Upstream, client: OpenAIClient) -> None:
    for _ in range(3):
        await stream(client)
        await structured(client)
    assert (up.calls, up.connections) == (6, 2)


async def test_the_models_that_the_server_lists(client: OpenAIClient) -> None:
    assert await client.models() == ("small", "large")


async def test_breaking_off_ends_the_request_upstream(up: Upstream, client: OpenAIClient) -> None:
    up.pace = 60
    async with aclosing(client.stream(ASKED, max_tokens=50, temperature=None)) as pieces:
        async for _ in pieces:
            break
    await asyncio.wait_for(up.left(), 5)


async def test_a_loop_that_is_left_ends_the_request_upstream(up: Upstream, client: OpenAIClient) -> None:
    up.pace = 60
    async for _ in client.stream(ASKED, max_tokens=50, temperature=None):
        break
    await asyncio.wait_for(up.left(), 5)


@pytest.mark.parametrize("call", [stream, structured])
async def test_cancelling_ends_the_request_upstream(up: Upstream, call: Call) -> None:
    client = openai.build("any", Access(up.url("hang")))
    task = asyncio.ensure_future(call(client))
    await asyncio.wait_for(up.asked(), 5)
    task.cancel()
    await asyncio.wait_for(up.left(), 5)
    await client.close()


@pytest.mark.parametrize("part", ["max_tokens", "temperature", "stream_options", "alternation"])
async def test_a_part_that_is_refused_once_is_not_sent_again(up: Upstream, client: OpenAIClient, part: str) -> None:
    up.refuses = {part}
    with pytest.raises(ModelRejected) as refused:
        await stream(client, 0.7)
    assert refused.value.retryable
    for _ in range(2):
        assert "".join(t for t in await stream(client, 0.7) if isinstance(t, str)) == up.DEFAULT
    assert up.calls == 3
    sent = up.requests[-1].body
    assert part not in sent
    assert sent.get("max_completion_tokens" if part == "max_tokens" else "max_tokens") == 50
    merged = ["You are Ruth.", "I moved the {date}.\n\nAnd shipped."]
    assert [m["content"] for m in sent["messages"]] == (merged if part == "alternation" else [m.text for m in ASKED])


async def test_a_form_that_is_refused_gives_way_to_a_looser_one(up: Upstream, client: OpenAIClient) -> None:
    up.refuses = {"json_schema", "json_object"}
    for _ in range(2):
        with pytest.raises(ModelRejected):
            await structured(client)
    up.give({"score": 2})
    assert (await structured(client)).value == {"score": 2}
    first, second, third = (request.body for request in up.requests)
    assert first["response_format"]["type"] == "json_schema"
    assert second["response_format"] == {"type": "json_object"}
    assert "response_format" not in third
    assert '"score":{"type":"integer"}' in third["messages"][-1]["content"]
    assert third["messages"][-1]["content"].startswith("And shipped.")


async def test_the_limit_is_tried_under_its_other_name_once_only(up: Upstream, client: OpenAIClient) -> None:
    up.refuses = {"max_tokens", "max_completion_tokens"}
    errors = []
    for _ in range(3):
        with pytest.raises(ModelRejected) as refused:
            await stream(client)
        errors.append(refused.value.retryable)
    assert errors == [True, False, False]


async def test_requests_at_once_learn_one_thing_once(up: Upstream, client: OpenAIClient) -> None:
    up.refuses = {"max_tokens"}
    await asyncio.gather(*(stream(client) for _ in range(3)), return_exceptions=True)
    assert len(await stream(client)) > 1
    assert "max_completion_tokens" in up.requests[-1].body


async def test_openai_itself_wants_a_key() -> None:
    for access in (Access(), Access(key=SecretStr(""))):
        with pytest.raises(ModelKeyRefused, match="OPENAI_API_KEY"):
            openai.build("gpt-5", access)


async def test_a_key_with_a_line_break_is_told_before_it_is_sent() -> None:
    with pytest.raises(ModelKeyRefused) as refused:
        openai.build("gpt-5", Access(key=SecretStr("sk-\nCANARY")))
    assert "CANARY" not in refused.value.message
    openai.build("gpt-5", Access(key=SecretStr("sk-fine\n")))


@pytest.mark.parametrize(
    "url", ["127.0.0.1:80/v1", "ftp://host/v1", "http://", "http://h:port/v1", "http://[::1/v1", "http://h/v1?a=1"]
)
async def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ModelUnavailable, match="address"):
        openai.build("any", Access(url))


async def test_a_login_in_the_address_is_sent_and_never_shown(up: Upstream) -> None:
    address = up.url("good").replace("://", "://me:c%40nary@")
    client = openai.build("any", Access(address, SecretStr("sk-mine")))
    await stream(client)
    await structured(client)
    assert {r.headers["authorization"] for r in up.requests} == {"Basic bWU6Y0BuYXJ5"}
    await client.close()
    client = openai.build("any", Access(up.url("refused").replace("://", "://me:canary@")))
    with pytest.raises(ModelUnavailable) as unreached:
        await stream(client)
    assert "canary" not in str(unreached.value)
    await client.close()


@pytest.mark.parametrize("build", [ollama.build, lmstudio.build])
async def test_local_servers_are_shown_a_key_only_at_an_address_that_was_given(up: Upstream, build: Build) -> None:
    usual = build("any", Access(key=SecretStr("sk-mine")))
    assert "sk-mine" not in usual._address.authorization
    client = build("any", Access(up.url("good"), SecretStr("sk-mine")))
    assert len(await stream(client)) > 1
    assert up.requests[0].headers["authorization"] == "Bearer sk-mine"
    await client.close()
