"""Calculations said aloud ("50 million times 4 is 200 million"), worked out again: those that are wrong.

Only what is stated whole is checked: figures, what joins them, and the result in one sentence. Rounding is no mistake,
and where a unit changes on the way ("… is 4,600 a second") nothing is said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import prod

from app.signals.figures import Figure, figures
from app.signals.found import Span

_WORTH_A_LOOK = re.compile(
    r"\b(?:times|(?:multiplied|divided) by|per ?cent of|plus|minus|less|\w*bytes?|[kmgtp]b)\b|[×÷*%]|\d\s?x\s?\d",
    re.IGNORECASE,
)
_JOINTS: Mapping[str, re.Pattern[str]] = {
    "times": re.compile(
        r"^\W*(?:[a-z]+\W+){0,3}(?:times|multiplied by|×|x|\*)\W*(?:about |roughly |say )?$", re.IGNORECASE
    ),
    "over": re.compile(r"^\W*(?:[a-z]+\W+){0,3}(?:divided by|÷)\W*(?:about |roughly )?$", re.IGNORECASE),
    "share": re.compile(r"^\s*(?:%|percent|per cent)? ?of (?:the |those |that )?\W*$", re.IGNORECASE),
    "plus": re.compile(r"^\W*plus\W*$", re.IGNORECASE),
    "less": re.compile(r"^\W*(?:minus|less)\W*$", re.IGNORECASE),
}
_RESULT = re.compile(
    r"^(?P<unit>[^.;!?\n]{0,28}?)(?:\bis|\bmakes|\bgives|\bequals|\bcomes to|\bthat's|\bthat is|=)"
    r"(?: about| roughly| around| some| only| approximately)?[^\w\d]*$",
    re.IGNORECASE,
)
_BYTES = {"kilobyte": 1e3, "kb": 1e3, "megabyte": 1e6, "mb": 1e6, "gigabyte": 1e9, "gb": 1e9} | {
    "terabyte": 1e12,
    "tb": 1e12,
    "petabyte": 1e15,
    "pb": 1e15,
}
_UNIT = re.compile(r"^\s?(?P<word>[a-z]+)", re.IGNORECASE)
_RATE = re.compile(
    r"^\W*(?:[a-z]+\W+){0,2}(?:a|per|each|every|/)\s?(?:second|minute|hour|day|week|month|year)|^\W*(?:qps|rps|seconds|minutes|hours"
    r"|days|weeks|months|years)",
    re.IGNORECASE,
)
_OFF = 1.25  # a result that is off by more is wrong; 1024 for 1000 and rounding are not
_MOST = 5  # figures in a row


def wrong_sums(text: str) -> tuple[Span, ...]:
    """The calculations in `text` whose stated result is wrong, from the first figure to the result."""
    if not _WORTH_A_LOOK.search(text):
        return ()
    return tuple(Span(a, b, text[a:b]) for a, b in _wrong(text, figures(text)))


def _wrong(text: str, found: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    gaps = [text[a.end : b.start] for a, b in pairwise(found)]
    at = 0
    while at < len(gaps):
        kind, end = _chain(gaps, at)
        given, result = found[at : end + 1], found[end + 1 : end + 2]
        stated = result and _RESULT.match(gaps[end]) and (kind or _is_converted(text, [*given, *result]))
        if stated and _is_off(text, kind, given, result[0]):
            yield given[0].start, result[0].end
        at = end + 1


def _chain(gaps: Sequence[str], at: int) -> tuple[str | None, int]:
    """What joins the figures from here on, and the last figure that is joined so."""
    kind = next((name for name, joint in _JOINTS.items() if joint.match(gaps[at])), None)
    if kind is None:
        return None, at
    end = at + 1
    while kind in {"times", "plus"} and end < min(len(gaps), at + _MOST) and _JOINTS[kind].match(gaps[end]):
        end += 1
    return kind, end


def _is_converted(text: str, pair: Sequence[Figure]) -> bool:
    """Whether both figures are amounts of data: one said in the other's unit."""
    return all(_bytes_of(text, figure) for figure in pair)


def _is_off(text: str, kind: str | None, given: Sequence[Figure], result: Figure) -> bool:
    sizes = [_bytes_of(text, f) for f in given]
    stated = _bytes_of(text, result)
    changed = kind and _RATE.match(text[result.end : result.end + 24])
    if changed or (any(sizes) and not stated) or (stated and not any(sizes)):
        return False
    if kind in {"plus", "less"} and any(sizes) and not all(sizes):
        return False
    values = [f.value * (size or 1) for f, size in zip(given, sizes, strict=True)]
    right, said = _worked_out(kind, text, given, values), result.value * (stated or 1)
    return right is not None and min(right, said) > 0 and max(right / said, said / right) > _OFF


def _worked_out(kind: str | None, text: str, given: Sequence[Figure], values: Sequence[float]) -> float | None:
    if kind == "share":
        percent = "%" in text[given[0].start : given[0].end] or text[given[0].end : given[0].end + 4].strip() in {
            "per",
            "perc",
        }
        return values[0] * values[1] / 100 if percent else None
    if kind == "over":
        return values[0] / values[1] if values[1] else None
    if kind == "less":
        return values[0] - values[1]
    return sum(values) if kind == "plus" else prod(values)


def _bytes_of(text: str, figure: Figure) -> float:
    """How many bytes the unit behind a figure stands for, 0 where it is no unit of data."""
    unit = _UNIT.match(text[figure.end : figure.end + 14])
    return _BYTES.get(unit["word"].lower().removesuffix("s"), 0.0) if unit else 0.0
