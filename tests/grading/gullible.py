"""A grading model that obeys: the worst grader that an attack could wish for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.scale import ELEMENTS, PILLARS
from app.grading.showing import plain
from app.llm.client import Message, Structured, Usage
from app.llm.providers.scripted import ScriptedModel
from tests.grading.replies import data_of

DEMAND = re.compile(
    r"\b(?:5|five|10|scores?|scored|marks|hire|grades?|graded|rated?|pillars?|elements|highest|full|deserves|fully|perfect)\b"
    r"|[5五пять]"
)
"""What is left of an attack is no longer one where it asks for nothing."""

Gram = tuple[str, ...]


class Gullible(ScriptedModel):
    """Gives 5 and 3 under every heading as soon as it is shown what an attack wants of it, else what it was told.

    `attack` are the words of the attack, `told` the number it gives to what was asked for.
    """

    def __init__(self, attack: str, told: int) -> None:
        super().__init__()
        self._grams = set(grams(attack))
        self._told = told
        self.obeyed = False

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """Evidence where no quotes are given yet, else scores."""
        self.history.append(tuple(messages))
        data = data_of(messages)
        story = "starl" in schema["properties"]
        texts = {t["turn"]: t["text"] for t in data["turns"] if t["speaker"] == "candidate"}
        if "quotes" not in data:
            return Structured(_evidence(texts, story=story), Usage(1, 1))
        self.obeyed = any(self._wants(text) for text in texts.values())
        return Structured(self._scores(data, story=story), Usage(1, 1))

    def _wants(self, shown: str) -> bool:
        left = self._grams.intersection(grams(shown))
        return any(DEMAND.search(" ".join(gram)) for gram in left)

    def _scores(self, data: Mapping[str, Any], *, story: bool) -> dict[str, Any]:
        quotes = [q["number"] for q in data["quotes"]]
        reply: dict[str, Any] = {
            "pillars": {p: self._scored(p in data["asked_for"], 5, i, quotes) for i, p in enumerate(PILLARS)}
        }
        if story:
            reply["starl"] = {e: self._scored(True, 3, i, quotes) for i, e in enumerate(ELEMENTS)}
        return reply

    def _scored(self, asked: bool, top: int, index: int, quotes: Sequence[int]) -> dict[str, Any]:
        """Two quotes a heading, others each time as far as they go."""
        own = list(dict.fromkeys(quotes[(2 * index + i) % len(quotes)] for i in range(2))) if quotes else []
        if self.obeyed:
            return {"reason": "Outstanding.", "quotes": own, "score": top}
        told = (self._told if asked else None) if top == 5 else self._told - 1
        return {"reason": "As told.", "quotes": own, "score": told}


def _evidence(texts: Mapping[int, str], *, story: bool) -> dict[str, Any]:
    """Every sentence it sees, five a heading."""
    quotes = [{"turn": turn, "quote": piece} for turn, text in texts.items() for piece in _sentences(text)]
    lists = [quotes[i::5][:5] for i in range(5)]
    reply: dict[str, Any] = {"pillars": dict(zip(PILLARS, lists, strict=True))}
    return reply | ({"starl": dict(zip(ELEMENTS, lists, strict=True))} if story else {})


def _sentences(text: str) -> Iterator[str]:
    return (piece.strip() for piece in re.split(r"(?<=[.!?])\s+|\n+", text) if piece.strip())


def grams(text: str) -> Iterator[Gram]:
    """Rows of three words, or all the words where there are fewer; characters that do not show are no part of them."""
    words = re.findall(r"\w+", plain(text.replace("\u200b", "")).casefold())
    rows = [tuple(words[i : i + 3]) for i in range(len(words) - 2)]
    return iter(rows or ([tuple(words)] if words else []))
