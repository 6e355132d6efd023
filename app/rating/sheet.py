"""Exchanges to rate, as their file has them: what a rating changes is the raters and the consensus, nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.scale import ELEMENTS, PILLARS
from app.grading.evaluation.labelled import Labelled, read_labelled
from app.grading.evaluation.measures import RECOMMENDATION, Scores, middle

AS_GIVEN = "labels as given"
"""Who is said to have given labels that a file has without saying from whom."""

Item = dict[str, Any]
"""A line of the file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a file in their order."""

    items: tuple[Item, ...]

    def read(self, place: int) -> Labelled:
        """The exchange at this place."""
        return read_labelled(json.dumps(self.items[place]), place + 1)

    def left_for(self, by: str) -> list[int]:
        """The places that this rater has not rated."""
        return [place for place in range(len(self.items)) if all(r.by != by for r in self.read(place).raters)]

    def rated(self, place: int, by: str, scores: Scores) -> "Sheet":
        """The sheet with one more rating, and the consensus of that exchange made anew."""
        items = list(self.items)
        items[place] = _rated(items[place], {"by": by, "kind": "person", **nested(scores)})
        return Sheet(tuple(items))

    def merged(self, other: "Sheet") -> "Sheet":
        """This sheet's exchanges with the ratings of both; exchanges that only the other has come last."""
        theirs = {_key(item): item for item in other.items}
        own = [_both(item, theirs.pop(_key(item), item)) for item in self.items]
        return Sheet((*own, *theirs.values()))

    def written(self) -> bytes:
        """The file's bytes. Half a surrogate pair, which UTF-8 cannot hold, stays a JSON escape."""
        lines = [json.dumps(item, ensure_ascii=False) for item in self.items]
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def nested(scores: Scores) -> dict[str, Any]:
    """Scores as a line has them; a STAR+L block without a number is null."""
    elements = {e: scores.get(e) for e in ELEMENTS}
    return {
        "pillars": {p: scores.get(p) for p in PILLARS},
        "starl": None if all(score is None for score in elements.values()) else elements,
        RECOMMENDATION: scores.get(RECOMMENDATION),
    }


def _rated(item: Item, rating: Mapping[str, Any]) -> Item:
    given = list(item.get("raters") or [])
    if not given and item.get("labels"):
        given = [{"by": AS_GIVEN, **item["labels"]}]
    return _with_consensus({**item, "raters": [*given, rating]})


def _with_consensus(item: Item) -> Item:
    raters = read_labelled(json.dumps(item)).raters
    return {**item, "labels": nested(middle([rater.scores for rater in raters]))}


def _both(item: Item, other: Item) -> Item:
    own, theirs = _raters(item), _raters(other)
    more = [rater for rater in theirs if rater not in own]
    return _with_consensus({**item, "raters": [*own, *more]}) if more else item


def _raters(item: Item) -> Sequence[Any]:
    return item.get("raters") or []


def _key(item: Item) -> tuple[str, str]:
    return str(item["id"]), json.dumps(item["turns"], sort_keys=True)
