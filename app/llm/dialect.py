"""The ways in which servers that speak the OpenAI chat format differ, and how one is learnt from a refusal."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

import orjson

from app.llm.client import Message

_NAME = re.compile(r"[^a-zA-Z0-9_-]+")
_UNSUPPORTED = re.compile(r"support|unknown|unrecogni[sz]ed|not permitted|not allowed|instead|unexpected")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server takes. It begins with what most take; `after` says what to try when it refuses.

    `slots` are places of a llama.cpp server, each of which keeps what it has read: one for streams, one for the rest.
    """

    limit: Literal["max_tokens", "max_completion_tokens"]
    limit_tried: bool = False
    temperature: bool = True
    form: Literal["schema", "object", "text"] = "schema"
    usage: bool = True
    alternating: bool = False
    slots: tuple[int, int] | None = None

    def after(self, refusal: str) -> "Dialect | None":
        """The dialect to try next, by what the refusal names; None when it names nothing, or nothing is left to try."""
        said = refusal.lower()
        if self.usage and re.search("stream_options|include_usage", said):
            return replace(self, usage=False)
        if not self.limit_tried and self.limit in said and _UNSUPPORTED.search(said):
            other: Any = "max_tokens" if self.limit == "max_completion_tokens" else "max_completion_tokens"
            return replace(self, limit=other, limit_tried=True)
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if self.form != "text" and re.search("response_format|json_schema|json_object", said):
            return replace(self, form="object" if self.form == "schema" else "text")
        if not self.alternating and "alternat" in said:
            return replace(self, alternating=True)
        return None

    def body(
        self,
        model: str,
        messages: Sequence[Message],
        max_tokens: int,
        temperature: float | None,
        schema: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """A request: for a structured reply with a `schema`, for a stream without one."""
        asked: dict[str, Any] = {"model": model, self.limit: max_tokens}
        if temperature is not None and self.temperature:
            asked["temperature"] = temperature
        if self.slots is not None:
            asked["id_slot"] = self.slots[schema is not None]
        if schema is None:
            asked["stream"] = True
            if self.usage:
                asked["stream_options"] = {"include_usage": True}
        elif self.form != "text":
            asked["response_format"] = _form(schema) if self.form == "schema" else {"type": "json_object"}
        asked["messages"] = self._messages(messages, schema if self.form != "schema" else None)
        return asked

    def _messages(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> list[dict[str, str]]:
        sent = [{"role": m.role, "content": m.text} for m in messages]
        if schema is not None:
            sent[-1]["content"] += f"\n\nJSON schema of the reply:\n{orjson.dumps(schema).decode()}"
        return _merged(sent) if self.alternating else sent


def _form(schema: Mapping[str, Any]) -> dict[str, Any]:
    name = _NAME.sub("_", str(schema.get("title", "")))[:64] or "reply"
    return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": schema}}


def _merged(messages: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Neighbours of one role as one message, a blank line between them."""
    return [
        {"role": role, "content": "\n\n".join(m["content"] for m in run)}
        for role, run in groupby(messages, key=lambda m: m["role"])
    ]
