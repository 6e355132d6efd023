"""Labelled exchanges: lines of the form that rubrics/calibration/exchanges.jsonl has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.evaluation import RatedBy
from app.domain.exchange import Exchange
from app.domain.scale import ELEMENTS, Element, Pillar
from app.errors import UnreadableInput
from app.grading.evaluation.measures import RECOMMENDATION, Scores, middle
from app.grading.lines import read_line

RaterKind = Literal["model", "person"]
_PillarLabel = Annotated[int, Field(ge=1, le=5, strict=True)]
_ElementLabel = Annotated[int, Field(ge=0, le=3, strict=True)]
_Recommendation = Annotated[int, Field(ge=1, le=4, strict=True)]


class LabelsLine(BaseModel):
    """Labels as they come in. What is left out is unlabelled; null is "could not be assessed"."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    pillars: dict[Pillar, _PillarLabel | None] = {}
    starl: dict[Element, _ElementLabel | None] | None = None
    recommendation: _Recommendation | None = None


class RaterLine(LabelsLine):
    """One rater's labels, with who it was where that is known."""

    by: str | None = None
    kind: RaterKind | None = None


class _Labels(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    labels: LabelsLine | None = None
    raters: tuple[RaterLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Rater:
    """What one rater said about one exchange. `by` is their name, or their place in the line."""

    by: str
    kind: RaterKind | None
    scores: Scores


@dataclass(frozen=True, slots=True)
class Labelled:
    """An exchange with the raters' consensus, empty where nobody rated it, and the raters' own labels."""

    exchange: Exchange
    labels: Scores
    raters: tuple[Rater, ...]


def read_labelled(line: str, number: int = 1) -> Labelled:
    """One labelled exchange. Where there are raters and no labels, the raters' median is the consensus.

    Raises:
        UnreadableInput: names the line by its `number` and says what is wrong with it.
    """
    exchange = read_line(line, number)
    try:
        item = _Labels.model_validate(orjson.loads(line))
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UnreadableInput(f"Line {number} has labels that cannot be read: {faults}.") from error
    raters = tuple(
        Rater(rater.by or f"rater {place}", rater.kind, scores_of(rater))
        for place, rater in enumerate(item.raters, start=1)
    )
    labels = scores_of(item.labels) if item.labels else {}
    return Labelled(exchange, labels or middle([r.scores for r in raters]), raters)


def scores_of(line: LabelsLine) -> Scores:
    """The labels under one name each. A STAR+L block that is null is five elements that cannot be assessed."""
    scores: dict[str, int | None] = {str(name): label for name, label in line.pillars.items()}
    scores |= {str(name): label for name, label in (line.starl or {}).items()}
    if line.starl is None and "starl" in line.model_fields_set:
        scores |= dict.fromkeys(ELEMENTS)
    if RECOMMENDATION in line.model_fields_set:
        scores[RECOMMENDATION] = line.recommendation
    return scores


def rated_by(rows: Sequence[Labelled]) -> RatedBy:
    """Who rated a set: models, people, both, or nobody can tell."""
    kinds = {rater.kind for row in rows for rater in row.raters}
    if not kinds or None in kinds:
        return "unknown"
    if len(kinds) > 1:
        return "both"
    return "models" if "model" in kinds else "people"
