"""Replies of a grading model, and graders that say them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.content.catalog import Content
from app.domain.scale import ELEMENTS, PILLARS
from app.grading.ledger import Calls
from app.grading.model_grader import ModelGrader
from app.llm.calls import Limits, Model
from app.llm.client import Message
from app.llm.providers.scripted import Reply, ScriptedModel
from app.signals.reader import Reader

Quoted = tuple[int, str]
"""A turn and words of it."""

AGES = Limits(3600, 3600, 3600)


def evidence(*quotes: Quoted, story: bool = True) -> dict[str, Any]:
    """An evidence reply that gives the same quotes under every heading."""
    given = [{"turn": turn, "quote": quote} for turn, quote in quotes]
    reply: dict[str, Any] = {"pillars": dict.fromkeys(PILLARS, given)}
    return reply | ({"starl": dict.fromkeys(ELEMENTS, given)} if story else {})


def scored(score: int | None, quotes: Sequence[int] = (1,), reason: str = "You said so.") -> dict[str, Any]:
    """One heading of a score reply."""
    return {"reason": reason, "quotes": list(quotes), "score": score}


def scores(
    pillars: Mapping[str, Any] | None = None, starl: Mapping[str, Any] | None = None, *, story: bool = True
) -> dict[str, Any]:
    """A score reply: the headings given, and what is safe elsewhere (a 2, a 1)."""
    reply: dict[str, Any] = {"pillars": {p: scored(2) for p in PILLARS} | dict(pillars or {})}
    return reply | ({"starl": {e: scored(1) for e in ELEMENTS} | dict(starl or {})} if story else {})


def grading(
    content: Content,
    reader: Reader,
    replies: Sequence[Reply],
    *,
    calls: Calls | None = None,
    repeats: int = 1,
) -> tuple[ModelGrader, ScriptedModel]:
    """A grader whose model gives these replies, and the model."""
    client = ScriptedModel(replies)
    model = Model("scripted:test", client, AGES, pause=0)
    return ModelGrader(model, reader, content, calls=calls, repeats=repeats), client


def data_of(messages: Sequence[Message]) -> dict[str, Any]:
    """The exchange in the last message of a question as it was put first."""
    text = next(m.text for m in messages if m.role == "user")
    line = text.split("between the two lines ")[1].split(".")[0]
    found: dict[str, Any] = json.loads(text.split(f"\n{line}\n")[1])
    return found
