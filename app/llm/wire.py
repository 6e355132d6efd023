"""The OpenAI chat format: what is asked, and what an answer says."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from math import isfinite
from typing import Any

import orjson

from app.errors import ModelCut, ModelDeclined, ModelError, ModelMisbehaved
from app.llm.client import Price, Structured, Usage
from app.llm.sse import Events

MOST_TEXT = 1 << 20
"""Code points. No reply that was asked for is as long; beyond it the server does not keep to the limit it was given."""

MILLION = 1_000_000

DONE = b"[DONE]"

_FENCED = re.compile(r"\s*```(?:json)?\n(.*)\n```\s*", re.DOTALL)

_UNEXPECTED = (KeyError, TypeError, IndexError, AttributeError, ValueError)
"""What looking into an answer of another shape raises."""


class Reply:
    """A streamed reply as it comes in: feed it bytes, and it gives text."""

    def __init__(self) -> None:
        self._events = Events()
        self._length = 0
        self._reason: object = None
        self.usage: Usage | None = None

    def feed(self, received: bytes) -> str:
        """The text in these bytes, often none; blanks before the first word are left out."""
        text = "".join([self._piece(event) for event in self._events.feed(received)])
        if not self._length:
            text = text.lstrip()
        self._length += len(text)
        if self._length > MOST_TEXT:
            raise ModelMisbehaved("The model's answer has no end.")
        return text

    @property
    def finished(self) -> bool:
        """Whether the model has said that it ended by itself, and said something."""
        return self._reason == "stop" and self._length > 0

    def check(self) -> None:
        """Raises unless the reply is `finished`; to be asked at the end of the stream."""
        if not self._length and self._reason in (None, "stop"):
            raise ModelMisbehaved("The model answered nothing.")
        if self._reason != "stop":
            raise stopped(self._reason)

    def _piece(self, event: bytes) -> str:
        if self._reason is not None or event == DONE:
            self._look_for_usage(event)
            return ""
        chunk = _parsed(event)
        try:
            choices = chunk["choices"]
            if chunk.get("usage"):
                self.usage = usage_of(chunk)
            return self._text(choices[0]) if choices else ""
        except _UNEXPECTED:
            raise _broken(chunk) from None

    def _look_for_usage(self, event: bytes) -> None:
        """After the end only the usage is of interest, and nothing that goes wrong."""
        with suppress(*_UNEXPECTED):
            self.usage = usage_of(orjson.loads(event)) or self.usage

    def _text(self, choice: dict[str, Any]) -> str:
        delta = choice.get("delta") or {}
        reason = choice.get("finish_reason")
        if reason:
            self._reason = reason
        text = delta.get("content")
        if not text:
            _check_other(delta)
            return ""
        if not isinstance(text, str):
            raise ModelMisbehaved("The model answered something that is no text.")
        return text


def structured(body: bytes) -> Structured:
    """The JSON object in a whole completion; the errors of a `Reply` where there is none."""
    completion = _parsed(body)
    try:
        choice = completion["choices"][0]
        message = choice["message"]
        text, reason = message.get("content"), choice.get("finish_reason")
        usage = usage_of(completion)
    except _UNEXPECTED:
        raise _broken(completion) from None
    if not text:
        _check_other(message)
    if reason != "stop":
        raise stopped(reason)
    return Structured(json_object(text), usage)


def encoded(body: Mapping[str, Any]) -> bytes:
    """A request as JSON. Half a letter, which UTF-8 cannot hold, becomes a question mark."""
    try:
        return orjson.dumps(body)
    except TypeError:
        return json.dumps(body, ensure_ascii=False).encode(errors="replace")


def json_object(text: object) -> dict[str, Any]:
    """The JSON object that `text` is, or that is fenced as code and nothing else.

    ModelMisbehaved for prose around it, a key that stands twice, NaN or Infinity, and what UTF-8 cannot hold.
    """
    fenced = _FENCED.fullmatch(str(text))
    try:
        value = json.loads(
            fenced[1] if fenced else str(text),
            object_pairs_hook=_unique,
            parse_constant=_finite,
            parse_float=_finite,
        )
        orjson.dumps(value)
    except (ValueError, TypeError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise ModelMisbehaved("The model's answer is not the JSON object that it was asked for.")
    return value


def model_names(body: bytes) -> Sequence[str]:
    """The names in a list of models."""
    listed = _parsed(body)
    try:
        return tuple(str(model["id"]) for model in listed["data"])
    except _UNEXPECTED:
        raise _broken(listed) from None


def model_price(body: bytes, name: str) -> Price | None:
    """The price that a list of models tells of one of them, by the token and in dollars, as OpenRouter does."""
    try:
        told = next(model["pricing"] for model in _parsed(body)["data"] if model["id"] == name)
        price = Price(_finite(told["prompt"]) * MILLION, _finite(told["completion"]) * MILLION)
    except (*_UNEXPECTED, StopIteration):
        return None
    return price if min(price.input, price.output) >= 0 else None


def usage_of(answer: Mapping[str, Any]) -> Usage | None:
    """The tokens that an answer says it took, None where it does not say."""
    usage = answer.get("usage")
    if not usage:
        return None
    details = usage.get("prompt_tokens_details") or {}
    return Usage(
        int(usage.get("prompt_tokens") or 0),
        int(usage.get("completion_tokens") or 0),
        int(details.get("cached_tokens") or 0),
    )


def stopped(reason: object) -> ModelError:
    """What a reply is whose model did not end by itself."""
    match reason:
        case None:
            return ModelCut("The model's answer broke off before its end.")
        case "length":
            return ModelCut("The model's answer ran into the limit of its length.")
        case "content_filter":
            return ModelDeclined("The model's server filtered the answer out.")
        case "tool_calls" | "function_call":
            return ModelMisbehaved("The model called a tool instead of answering.")
        case _:
            return ModelMisbehaved("The model stopped for a reason that Hotseat does not know.")


def _parsed(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise ModelMisbehaved("The model's server sent something that cannot be read.") from None


def _broken(answer: object) -> ModelError:
    if isinstance(answer, Mapping) and "error" in answer:
        return ModelMisbehaved("The model's server reported an error instead of answering.")
    return ModelMisbehaved("The model's server sent something that is no answer.")


def _check_other(message: Mapping[str, Any]) -> None:
    """Raises when a message without text holds a refusal or a call of a tool."""
    if message.get("refusal"):
        raise ModelDeclined("The model refused to answer.")
    if message.get("tool_calls") or message.get("function_call"):
        raise stopped("tool_calls")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands twice")
    return value


def _finite(literal: str) -> float:
    number = float(literal)
    if not isfinite(number):
        raise ValueError("not a number")
    return number
