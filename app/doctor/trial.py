"""Tries a model: is it there, does it stream, does it keep to a form, how long does a first word take."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from app.config import Settings
from app.content.catalog import Content
from app.doctor.findings import Finding, failed
from app.errors import ModelError, ModelRejected
from app.llm.calls import Model, Unfit
from app.llm.client import Message, Price, Usage
from app.llm.opening import open_model
from app.llm.wire import MILLION
from app.service.nearby import is_listed, is_name, listed

MOST_SHOWN = 5
"""Names of models in one line."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One streamed reply; seconds to its first piece and to its end."""

    words: int
    first: float
    whole: float
    usage: Usage | None


async def try_model(name: str, settings: Settings, content: Content) -> AsyncIterator[Finding]:
    """The findings about one model, as they are made. What cannot be reached is not tried further."""
    try:
        model = await asyncio.to_thread(open_model, name, settings)
    except ModelError as error:
        yield failed("provider", error, name, content.checkup.todo)
        return
    assert model is not None
    yield Finding("provider", "ok", "Its provider is installed.", name)
    trial = _Trial(model, content)
    try:
        reached = await trial.reachable()
        yield reached
        if reached.state != "problem":
            for attempt in (trial.streams, trial.two_in_a_row, trial.keeps_form):
                yield await attempt()
            yield await trial.cost()
    finally:
        await model.close()


class _Trial:
    def __init__(self, model: Model, content: Content) -> None:
        self._model, self._checkup, self._told = model, content.checkup, content.interviewing
        self._usages: list[Usage | None] = []

    async def reachable(self) -> Finding:
        """Whether it answers, and lists this model."""
        now = asyncio.get_running_loop().time
        began = now()
        try:
            names = await listed(self._model)
        except ModelRejected as error:
            return self._found("reachable", "note", f"It does not say which models it has. {error.message}")
        except ModelError as error:
            return self._failed("reachable", error)
        if not names:
            return self._found("reachable", "note", "It does not say which models it has.")
        return self._listing(names, round(now() - began, 3))

    async def streams(self) -> Finding:
        """Whether a reply comes in pieces and ends properly, and how fast."""
        try:
            heard = await self._heard(self._checkup.one)
        except ModelError as error:
            return self._failed("streams", error)
        figures = {"first_word_seconds": round(heard.first, 3), "words_a_second": _pace(heard)}
        says = f"The first word came after {heard.first:.1f} seconds, then {_pace(heard):.0f} words a second."
        if heard.first > self._checkup.slow:
            todo = "A candidate would wait. Use a smaller model, or one that does not think first."
            return Finding("streams", "note", says, self._model.name, todo, figures)
        return Finding("streams", "ok", says, self._model.name, figures=figures)

    async def two_in_a_row(self) -> Finding:
        """Whether two messages of one person are taken, as when an answer is added to."""
        try:
            await self._heard(*self._checkup.two)
        except ModelError as error:
            return self._failed("two messages in a row", error)
        return self._found("two messages in a row", "ok", "They are taken.")

    async def keeps_form(self) -> Finding:
        """Whether a grade's form would be kept."""
        try:
            read = await self._model.structured(
                self._messages(self._checkup.form_ask),
                schema=self._checkup.schema,
                read=self._fits,
                max_tokens=self._told.most_tokens,
                temperature=0,
            )
        except ModelError as error:
            return self._failed("form", error)
        self._usages.append(read.usage)
        kept = "at the first try" if read.calls == 1 else f"at try {read.calls}"
        figures = {"calls": read.calls}
        return Finding("form", "ok", f"It kept to a given form, {kept}.", self._model.name, figures=figures)

    async def cost(self) -> Finding:
        """The tokens of the trial, and their price where the server tells one."""
        known = [usage for usage in self._usages if usage is not None]
        if not known:
            return self._found("tokens", "note", "This server does not count them.")
        read, written = sum(u.input for u in known), sum(u.output for u in known)
        price = await self._price()
        says = f"This trial took {read} to read and {written} to write. {_price_line(price, read, written)}"
        figures: dict[str, float | int] = {"input": read, "output": written}
        if price is not None:
            figures |= {"dollars_a_million_input": price.input, "dollars_a_million_output": price.output}
        return Finding("tokens", "ok", says, self._model.name, figures=figures)

    async def _price(self) -> Price | None:
        try:
            return await self._model.price()
        except ModelError:
            return None

    async def _heard(self, *said: str) -> Heard:
        """A whole streamed reply."""
        now = asyncio.get_running_loop().time
        began, first, text, usage = now(), 0.0, "", None
        stream = self._model.stream(
            self._messages(*said), max_tokens=self._told.most_tokens, temperature=self._told.temperature
        )
        async with aclosing(stream) as pieces:
            async for piece in pieces:
                if isinstance(piece, Usage):
                    usage = piece
                else:
                    first = first or now() - began
                    text += piece
        self._usages.append(usage)
        return Heard(len(text.split()), first, now() - began, usage)

    def _messages(self, *said: str) -> tuple[Message, ...]:
        return (Message("system", self._checkup.system), *(Message("user", text) for text in said))

    def _fits(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        kinds = {
            name: int if kind["type"] == "integer" else str for name, kind in self._checkup.schema["properties"].items()
        }
        if set(value) != set(kinds) or any(type(value[name]) is not kind for name, kind in kinds.items()):
            raise Unfit(f"The answer must be one JSON object of this form: {self._checkup.schema}")
        return value

    def _listing(self, names: Sequence[str], seconds: float) -> Finding:
        name = self._model.name.partition(":")[2]
        figures = {"seconds": seconds, "models": len(names)}
        if is_listed(name, names):
            return Finding("reachable", "ok", f"It answers, and has {name}.", self._model.name, figures=figures)
        shown = ", ".join([n for n in names if is_name(n)][:MOST_SHOWN]) or "none with a plain name"
        says = f"It answers, but does not list {name}. Among those that it lists: {shown}."
        return Finding("reachable", "note", says, self._model.name, "Check the name if it does not reply.", figures)

    def _found(self, check: str, state: Any, says: str) -> Finding:
        return Finding(check, state, says, self._model.name)

    def _failed(self, check: str, error: ModelError) -> Finding:
        return failed(check, error, self._model.name, self._checkup.todo)


def _pace(heard: Heard) -> float:
    """Words a second after the first piece; a reply that came at once has the pace of its whole."""
    return round(heard.words / max(heard.whole - heard.first, heard.whole / 10, 0.001), 1)


def _price_line(price: Price | None, read: int, written: int) -> str:
    if price is None:
        return "The price is not told by this server."
    spent = (price.input * read + price.output * written) / MILLION
    return (
        f"It costs {price.input:g} dollars a million to read and {price.output:g} to write: {spent:.6f} for this trial."
    )
