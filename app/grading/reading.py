"""A grading model's replies, read strictly: whole numbers, every heading, nothing else. Unfit says what is wrong."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.scale import ELEMENTS, PILLARS, Element, Pillar
from app.grading.showing import plain
from app.llm.calls import Unfit

_MOST_FAULTS = 6
_LONGEST_PLACE = 60  # characters

Number = Annotated[int, Field(ge=0, le=10_000)]
Words = Annotated[str, Field(max_length=20_000)]
Reason = Annotated[Words, Field(pattern=r"\S")]
Reply = TypeVar("Reply", bound="Strict")


class Strict(BaseModel):
    """A reply's part: no number in quotation marks, no 3.0, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class QuoteReply(Strict):
    """One quote."""

    turn: Number
    quote: Words


class EvidenceReply(Strict):
    """The reply of the evidence step."""

    pillars: dict[Pillar, list[QuoteReply]]
    starl: dict[Element, list[QuoteReply]] | None = None


class PillarReply(Strict):
    """One pillar of the score step."""

    reason: Reason
    quotes: list[Number]
    score: Annotated[int, Field(ge=1, le=5)] | None


class ElementReply(Strict):
    """One element of the score step."""

    reason: Reason
    quotes: list[Number]
    score: Annotated[int, Field(ge=0, le=3)]


class ScoreReply(Strict):
    """The reply of the score step."""

    pillars: dict[Pillar, PillarReply]
    starl: dict[Element, ElementReply] | None = None


def read_evidence(value: Mapping[str, Any], *, story: bool) -> EvidenceReply:
    """The evidence step's reply. Unfit when it has not the form that was asked for."""
    reply = read_strictly(EvidenceReply, value)
    _complete(set(reply.pillars), set(reply.starl or ()), story=story)
    return reply


def read_scores(value: Mapping[str, Any], *, story: bool) -> ScoreReply:
    """The score step's reply. Unfit when it has not the form that was asked for."""
    reply = read_strictly(ScoreReply, value)
    _complete(set(reply.pillars), set(reply.starl or ()), story=story)
    return reply


def read_strictly(shape: type[Reply], value: Mapping[str, Any]) -> Reply:
    """A reply of this shape. Unfit names what does not fit."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)[:_MOST_FAULTS]
        places = [plain(".".join(map(str, e["loc"])))[:_LONGEST_PLACE] or "reply" for e in faults]
        raise Unfit("; ".join(f"{p}: {e['msg']}" for p, e in zip(places, faults, strict=True))) from None


def _complete(pillars: Collection[Pillar], elements: Collection[Element], *, story: bool) -> None:
    missing = [f"pillars.{p}" for p in PILLARS if p not in pillars]
    missing += [f"starl.{e}" for e in ELEMENTS if story and e not in elements]
    if missing:
        raise Unfit("; ".join(f"{name}: Field required" for name in missing))
