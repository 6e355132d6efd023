"""The interviewer by a language model: words one move, checked as it passes."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import Protocol

from app.content.catalog import Content
from app.domain.turn import CONTROL_KINDS, TurnDraft
from app.errors import ModelError
from app.interview.context import mark_of, messages
from app.interview.direction import Directed, direct
from app.interview.guard import Guard
from app.interview.look import Look
from app.interview.move import Move
from app.llm.client import Message, Usage

LET_END = 0.25
"""Seconds that a model has to end by itself after its question."""

_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the turn, to be shown now."""

    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was shown of the turn is taken back."""


@dataclass(frozen=True, slots=True)
class Said:
    """The whole turn, the last thing that comes."""

    draft: TurnDraft


Speech = Words | Withdrawn | Said


class Streams(Protocol):
    """A model that streams text and goes by a name."""

    name: str

    def stream(
        self, messages: tuple[Message, ...], *, max_tokens: int, temperature: float | None
    ) -> AsyncGenerator[str | Usage, None]:
        """The reply in pieces, few enough to be shown one by one, the usage last."""
        ...


async def say(model: Streams, move: Move, look: Look, fallback: TurnDraft) -> AsyncGenerator[Speech, None]:
    """The turn in pieces, and last as a whole. ModelError where the model fails: then nothing of it counts.

    Words that no interviewer says are withdrawn, and the built-in engine's stand in their place: no second call.
    """
    directed = direct(move, look, fallback)
    if directed is None:
        yield Said(fallback)
        return
    asked, guard, usage = _asked(directed, move, look), _guard(directed, look), list[Usage]()
    async with aclosing(_shown(model, asked, guard, usage, look.content)) as pieces:
        async for piece in pieces:
            yield Words(piece)
    fault = guard.fault or (_made_up(guard.text, asked) if directed.tells else None)
    stamped = replace(fallback, prompt=look.content.interviewing.version, usage=_counted(usage), fault=fault)
    if fault is not None:
        yield Withdrawn()
        yield Said(stamped)
        return
    tail = f" {directed.written}" if directed.written else ""
    if tail:
        yield Words(tail)
    said = guard.text.strip() + tail
    yield Said(replace(stamped, text=said, quote=guard.quote, engine=model.name))


async def _shown(
    model: Streams, asked: tuple[Message, ...], guard: Guard, usage: list[Usage], content: Content
) -> AsyncGenerator[str, None]:
    """The pieces that may be shown, until the model or the guard is through."""
    told = content.interviewing
    stream = model.stream(asked, max_tokens=told.most_tokens, temperature=told.temperature)
    async with aclosing(stream) as pieces:
        async for piece in pieces:
            if isinstance(piece, Usage):
                usage.append(piece)
            elif released := guard.take(piece):
                yield released
            if guard.over:
                await _let_end(pieces, guard, usage)
                break
    if rest := guard.finish():
        yield rest


async def _let_end(pieces: AsyncIterator[str | Usage], guard: Guard, usage: list[Usage]) -> None:
    """A model that has asked its question mostly ends by itself: then its usage is told, and its connection kept."""
    if guard.fault is not None:
        return
    with suppress(TimeoutError, ModelError):
        async with asyncio.timeout(LET_END):
            async for piece in pieces:
                if isinstance(piece, str):
                    return
                usage.append(piece)


def _asked(directed: Directed, move: Move, look: Look) -> tuple[Message, ...]:
    return messages(look, directed.text, move.question_id if move.kind == "ask" else None)


def _guard(directed: Directed, look: Look) -> Guard:
    content, persona = look.content, look.persona
    return Guard(
        content.interviewing.guard,
        content.manners.never_say,
        asks=directed.asks,
        most_words=directed.most_words,
        labels=(persona.name, persona.role, "interviewer", "assistant"),
        secret=mark_of(look.session).strip("[]"),
        said=[t.text for t in look.state.turns if t.speaker == "candidate" and t.kind not in CONTROL_KINDS],
    )


def _made_up(text: str, asked: tuple[Message, ...]) -> str | None:
    """Whether what is told of the case holds a figure that stands nowhere in what the model was sent."""
    known = {figure for message in asked for figure in _figures(message.text)}
    return "figures" if _figures(text) - known else None


def _figures(text: str) -> set[str]:
    return {figure.replace(",", "") for figure in _FIGURE.findall(text)}


def _counted(usage: list[Usage]) -> dict[str, int] | None:
    if not usage:
        return None
    return {"input": usage[-1].input, "output": usage[-1].output, "cached": usage[-1].cached}
