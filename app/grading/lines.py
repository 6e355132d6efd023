"""The lines that `hotseat grade` reads and writes: one exchange in, one grade out, JSON."""

import json
from collections.abc import Mapping
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.grade import Grade, GraderStamp, Scored
from app.domain.question import Check
from app.domain.scale import Category, Pillar
from app.domain.turn import Speaker
from app.errors import UnreadableInput


class TurnLine(BaseModel):
    """One turn of an exchange as it comes in."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    speaker: Speaker
    text: str


class CheckLine(BaseModel):
    """A fact that can be checked, as in a question file."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    says: str
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    error: str | None = None
    near: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class ExchangeLine(BaseModel):
    """One exchange as it comes in; unknown keys are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    category: Category
    interviewer: str = ""
    question: str
    turns: tuple[TurnLine, ...] = Field(min_length=1)
    targets: dict[Pillar, float] | None = None
    facts: tuple[Any, ...] | dict[str, Any] | str | None = None

    @field_validator("id", mode="before")
    @classmethod
    def _id_as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def read_line(line: str, number: int = 1) -> Exchange:
    """One exchange. UnreadableInput names the line by its `number` and says what is wrong with it."""
    try:
        item = ExchangeLine.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        raise UnreadableInput(f"Line {number} is not JSON: {error}.") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
        raise UnreadableInput(f"Line {number} is no exchange: {faults}.") from error
    return Exchange(
        id=item.id,
        category=item.category,
        interviewer=item.interviewer,
        question=item.question,
        turns=tuple(ExchangeTurn(t.speaker, t.text) for t in item.turns),
        targets={p: w for p, w in (item.targets or {}).items() if w > 0},
        checks=_checks(item.facts),
    )


def write_line(grade: Grade) -> str:
    """One grade as JSON on one line, without a line end. Half a surrogate pair, which JSON cannot hold, becomes "?"."""
    return json.dumps(as_json(grade), ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def as_json(grade: Grade) -> dict[str, Any]:
    """A grade as the contract lays it out."""
    return {
        "id": grade.id,
        "pillars": _scores(grade.pillars),
        "starl": None if grade.starl is None else _scores(grade.starl),
        "recommendation": grade.recommendation,
        "integrity": [{"kind": n.kind, "turn": n.turn, "quote": n.quote} for n in grade.integrity],
        "not_graded": grade.not_graded,
        "grader": _stamp(grade.grader),
    }


def _scores(scores: Mapping[Any, Scored]) -> dict[str, Any]:
    return {
        name: {
            "score": scored.score,
            "reason": scored.reason,
            "evidence": [{"turn": e.turn, "quote": e.quote} for e in scored.evidence],
        }
        | ({} if scored.low is None else {"range": [scored.low, scored.high]})
        for name, scored in scores.items()
    }


def _stamp(stamp: GraderStamp) -> dict[str, Any]:
    """Who graded; what was asked of a model beyond that where a model did."""
    known = {"model": stamp.model, "rubric": stamp.rubric, "prompt": stamp.prompt}
    return known if stamp.prompt is None else known | {"temperature": stamp.temperature, "repeats": stamp.repeats}


def _checks(facts: object) -> tuple[Check, ...]:
    """The facts that have the form of a check; others are what an interviewer knows, and no rule can use them."""
    found = []
    for fact in facts if isinstance(facts, tuple) else ():
        try:
            found.append(Check(**dict(CheckLine.model_validate(fact))))
        except ValidationError:
            continue
    return tuple(found)
