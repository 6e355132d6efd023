"""The two questions put to a grading model about an exchange: its evidence, and then its scores.

What stays the same for all exchanges stands in the system message, so that a server can keep it; the candidate's words
stand only in the last message, as fields of JSON between two random lines.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.exchange import Exchange
from app.domain.grading import Grading, StepPrompt
from app.domain.rubric import Rubrics
from app.domain.scale import ELEMENT_SCORES, ELEMENTS, PILLAR_SCORES, PILLARS, Pillar
from app.grading.fencing import fill
from app.grading.quotes import Quotes
from app.grading.showing import ShownTurn, plain
from app.llm.client import Message

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a model: the messages but for the random line, the form of the reply and its length in tokens."""

    step: str
    system: str
    ask: str
    data: str
    schema: Schema
    max_tokens: int

    def messages(self, line: str) -> tuple[Message, ...]:
        """The messages with this line around the data."""
        return (
            Message("system", self.system),
            Message("user", fill(self.ask, {"fence": line, "data": self.data})),
        )


class Asking:
    """Puts the questions in words. Built once from the content; pure."""

    def __init__(self, grading: Grading, rubrics: Rubrics) -> None:
        self._grading = grading
        self._rubrics = rubrics

    def evidence(self, turns: Sequence[ShownTurn], *, story: bool) -> Question:
        """Which of the candidate's words bear on what."""
        prompt = self._grading.evidence
        headings = "\n".join([*self._pillars_about(), *(self._elements_about() if story else [])])
        values = {"headings": headings, "most": str(self._grading.rules.most_quotes)}
        data = {"turns": _turns(turns)}
        return _question("evidence", prompt, fill(prompt.system, values), data, evidence_schema(story=story))

    def scores(
        self,
        exchange: Exchange,
        turns: Sequence[ShownTurn],
        quotes: Quotes,
        asked: Mapping[Pillar, float],
        *,
        story: bool,
    ) -> Question:
        """A reason, quotes and a number under every heading."""
        prompt = self._grading.score
        values = {"pillars": self._pillars(), "elements": self._elements() if story else ""}
        data: dict[str, object] = {"kind_of_question": exchange.category, "asked_for": list(asked)}
        if exchange.checks:
            data["known_to_be_true"] = [plain(c.says) for c in exchange.checks]
        data |= {"turns": _turns(turns), "quotes": _quotes(quotes)}
        return _question("score", prompt, fill(prompt.system, values), data, score_schema(story=story))

    def _pillars_about(self) -> list[str]:
        return [f"- {p}: {self._rubrics.pillars[p].about}" for p in PILLARS]

    def _elements_about(self) -> list[str]:
        anchors = {e: self._rubrics.elements[e].anchors for e in ELEMENTS}
        return [f"- {e} (of the story): {anchors[e][2]} {anchors[e][3]}" for e in ELEMENTS]

    def _pillars(self) -> str:
        rubrics = (self._rubrics.pillars[p] for p in PILLARS)
        return "\n\n".join(f"## {r.id}: {r.about}\n{_anchors(r.anchors)}" for r in rubrics)

    def _elements(self) -> str:
        rubrics = (self._rubrics.elements[e] for e in ELEMENTS)
        levels = "\n\n".join(f"## {r.id}\n{_anchors(r.anchors)}" for r in rubrics)
        return fill(self._grading.score.parts["starl"], {"elements": levels})


def evidence_schema(*, story: bool) -> Schema:
    """The form of the evidence step's reply."""
    quote = plain_object({"turn": {"type": "integer"}, "quote": {"type": "string"}})
    return _headings({"type": "array", "items": quote}, {"type": "array", "items": quote}, story=story)


def score_schema(*, story: bool) -> Schema:
    """The form of the score step's reply: the reason comes before the number."""
    pillar = {"type": ["integer", "null"], "enum": [*PILLAR_SCORES, None]}
    element = {"type": "integer", "enum": [*ELEMENT_SCORES]}
    return _headings(_scored(pillar), _scored(element), story=story)


def _scored(score: Schema) -> Schema:
    quotes = {"type": "array", "items": {"type": "integer"}}
    return plain_object({"reason": {"type": "string"}, "quotes": quotes, "score": score})


def _headings(pillar: Schema, element: Schema, *, story: bool) -> Schema:
    parts = {"pillars": plain_object(dict.fromkeys(PILLARS, pillar))}
    if story:
        parts["starl"] = plain_object(dict.fromkeys(ELEMENTS, element))
    return plain_object(parts)


def plain_object(properties: Mapping[str, Schema]) -> Schema:
    """An object with these properties, all of them and no others."""
    names = list(properties)
    return {"type": "object", "properties": dict(properties), "required": names, "additionalProperties": False}


def _question(step: str, prompt: StepPrompt, system: str, data: Mapping[str, object], schema: Schema) -> Question:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return Question(step, system.strip(), prompt.ask, text, schema, prompt.max_tokens)


def _turns(turns: Sequence[ShownTurn]) -> list[dict[str, object]]:
    return [{"turn": t.turn, "speaker": t.speaker, "text": t.text} for t in turns]


def _quotes(quotes: Quotes) -> list[dict[str, object]]:
    return [
        {"number": q.number, "turn": q.evidence.turn, "text": plain(q.evidence.quote), "given_under": list(q.headings)}
        for q in quotes.held.values()
    ]


def _anchors(anchors: Mapping[int, str]) -> str:
    return "\n".join(f"{level}. {text}" for level, text in sorted(anchors.items()))
