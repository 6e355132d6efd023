"""A grading model at the seam: it quotes the answer and gives everything the same score, elements one less."""

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from app.domain.scale import ELEMENTS, PILLARS
from app.llm.client import Access, Message, Structured, Usage
from tests.grading.replies import data_of, evidence, scored, scores


def _nothing(count: int) -> None:
    """Happens before an answer unless a test says otherwise."""


class SteadyGrader:
    """A client that every worker of a run shares. `before` is called with the count of requests, before each answer."""

    def __init__(self, score: int = 2, *, usage: Usage | None = None, before: Callable[[int], None] = _nothing) -> None:
        self.requests = 0
        self._score, self._usage, self._before = score, usage, before

    def opened(self, model: str, access: Access) -> "SteadyGrader":
        """In place of a registry."""
        return self

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        self.requests += 1
        self._before(self.requests)
        return Structured(self._reply(messages, schema), self._usage)

    def _reply(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Mapping[str, Any]:
        story = "starl" in schema["properties"]
        if '"array"' in json.dumps(schema["properties"]["pillars"]["properties"]["communication"]["type"]):
            said = next(t["text"] for t in data_of(messages)["turns"] if t["speaker"] == "candidate")
            return evidence((1, " ".join(said.split()[:6])), story=story)
        elements = dict.fromkeys(ELEMENTS, scored(self._score - 1))
        return scores(dict.fromkeys(PILLARS, scored(self._score)), elements, story=story)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncIterator[str | Usage]:
        raise NotImplementedError

    async def models(self) -> Sequence[str]:
        return ()

    async def close(self) -> None:
        """Shared by all workers: it stays open."""
