"""A question with its follow-ups: what is graded at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.question import Check
from app.domain.scale import Category, Pillar
from app.domain.turn import Speaker


@dataclass(frozen=True, slots=True)
class ExchangeTurn:
    """One utterance of an exchange; `number` is the session's turn number where there is one."""

    speaker: Speaker
    text: str
    number: int | None = None
    kind: str = "answer"
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange; the first turn is the question. `turns` index is what evidence points at, from 0."""

    id: str
    category: Category
    interviewer: str
    question: str
    turns: tuple[ExchangeTurn, ...]
    targets: Mapping[Pillar, float]
    checks: tuple[Check, ...] = ()
    question_id: str | None = None
    kind: str | None = None
    passed: bool = False
