"""A real model file, small enough to run anywhere: it streams, keeps to a schema, and ends when it is told to.

What it says is of no interest: a model of this size cannot interview.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from app.errors import ModelCut, ModelRejected, ModelUnavailable
from app.llm.client import Access, Message, Usage
from app.llm.providers.llamacpp import CONTEXT, SLOTS, LocalModel
from app.llm.registry import resolve
from tests.llm.small_model import model_file

ASKED = (
    Message("system", "You are an interviewer. Answer with one short question."),
    Message("user", "I moved the date."),
    Message("user", "Ask on."),
)
SCHEMA = {
    "type": "object",
    "properties": {
        "score": {"type": "integer", "minimum": 1, "maximum": 5},
        "why": {"type": "string", "maxLength": 12},
    },
    "required": ["score", "why"],
    "additionalProperties": False,
}


@pytest.fixture(scope="session")
def file() -> Path:
    return model_file()


@pytest.fixture
async def model(file: Path) -> AsyncIterator[LocalModel]:
    made = resolve(f"llamacpp:{file}", Access("http://127.0.0.1:9/v1"))
    assert isinstance(made, LocalModel)
    yield made
    await made.close()


async def said(model: LocalModel, most: int = 200, asked: Sequence[Message] = ASKED) -> list[str | Usage]:
    return [piece async for piece in model.stream(asked, max_tokens=most, temperature=0)]


async def test_it_streams_keeps_to_a_schema_and_can_be_cut(model: LocalModel, file: Path) -> None:
    *texts, usage = await said(model)
    assert len(texts) > 1 and "".join(map(str, texts)).strip()
    assert isinstance(usage, Usage) and usage.input > 10 and usage.output > 1
    graded = await model.structured(ASKED, schema=SCHEMA, max_tokens=200, temperature=0)
    assert set(graded.value) == {"score", "why"}
    assert graded.value["score"] in range(1, 6)
    assert await model.models() == (str(file),)
    with pytest.raises(ModelCut):
        await said(model, most=2)
    with pytest.raises(ModelRejected):
        await model.structured((Message("user", "word " * 2 * CONTEXT),), schema=SCHEMA, max_tokens=9, temperature=0)


async def test_breaking_off_frees_it(model: LocalModel) -> None:
    endless = (Message("user", "Write a very long story about a bridge."),)
    for _ in SLOTS:
        async with aclosing(model.stream(endless, max_tokens=8_000, temperature=0)) as pieces:
            async for _ in pieces:
                break
    async with asyncio.timeout(60):
        await said(model)


async def test_a_reply_after_one_that_was_cut_reads_on_where_that_stopped(model: LocalModel) -> None:
    story = (Message("system", "You are an interviewer. " * 20), Message("user", "Write a very long story."))
    async with aclosing(model.stream(story, max_tokens=8_000, temperature=0)) as pieces:
        await anext(pieces)
        next_one = asyncio.ensure_future(said(model, asked=(*story, Message("user", "Say yes."))))
        await model.structured(ASKED, schema=SCHEMA, max_tokens=200, temperature=0)  # a grade waits for neither
    usage = (await next_one)[-1]
    assert isinstance(usage, Usage) and usage.cached > 80


async def test_it_starts_again_after_its_process_has_died(model: LocalModel) -> None:
    await said(model)
    process = model._process
    assert process is not None
    process.kill()
    await process.wait()
    assert len(await said(model)) > 1


async def test_closing_ends_its_process(model: LocalModel) -> None:
    await said(model)
    process = model._process
    await model.close()
    assert process is not None
    assert process.returncode == 0


async def test_it_ends_with_its_server_in_the_middle_of_a_reply(model: LocalModel) -> None:
    endless = (Message("user", "Write a very long story about a bridge."),)
    async with aclosing(model.stream(endless, max_tokens=8_000, temperature=0)) as pieces:
        await anext(pieces)
        process = model._process
        assert process is not None and process.stdin is not None
        process.stdin.close()
        async with asyncio.timeout(60):
            assert await process.wait() == 0


async def test_who_leaves_while_it_loads_does_not_stop_it(model: LocalModel) -> None:
    first = asyncio.ensure_future(said(model))
    await asyncio.sleep(0)
    first.cancel()
    assert len(await said(model)) > 1


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "text.gguf").write_text("hello")
    for name, match in (("text.gguf", "no model file"), ("none.gguf", "cannot be read"), ("", "cannot be read")):
        with pytest.raises(ModelUnavailable, match=match):
            resolve(f"llamacpp:{tmp_path / name}", Access())


async def test_a_damaged_file_is_told_each_time(tmp_path: Path) -> None:
    (tmp_path / "damaged.gguf").write_bytes(b"GGUF" + b"x" * 1000)
    model = resolve(f"llamacpp:{tmp_path / 'damaged.gguf'}", Access())
    assert isinstance(model, LocalModel)
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match="damaged"):
            await said(model)
    await model.close()
