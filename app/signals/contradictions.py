"""Two statements of one talk that cannot both be so: another figure for the same thing, or another one who decided,
its opposite, or another date.

Made for few and sure finds: what changes over time, what is estimated and what is a plan is left alone.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.manners import Manners
from app.signals.annotate import Annotated, annotated
from app.signals.clashes import clashes
from app.signals.figures import figures
from app.signals.found import Span
from app.signals.sorting import stem
from app.signals.tokens import Token, tokenise

_SHARED = 2  # words beside the figure's own noun that both sentences have
_FIRST = {"i", "myself"}
_DECIDED = {"decided", "chose"}
_ANSWERABLE = {"manager", "director", "boss", "lead", "vp", "head", "sponsor", "cto", "ceo"}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What was said first, and what was said now."""

    earlier: Span
    later: Span


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence that says how many of something, or who decided: `about` is what, `says` the figure or the person."""

    about: str
    says: str
    words: frozenset[str]
    span: Span


def contradiction(
    earlier: Sequence[str], later: str, small: Collection[str], manners: Manners, *, dated: bool
) -> Contradiction | None:
    """The first pair of an earlier statement and one of the last answer; of dates only where the story is `dated`."""
    counted = _counted(earlier, later, small, manners.words_of_change)
    return counted or _clashing(earlier, later, small, manners, dated=dated)


def _counted(
    earlier: Sequence[str], later: str, small: Collection[str], moving: Collection[str]
) -> Contradiction | None:
    now = _claims(later, small, moving)
    if not now:  # mostly: then nothing else is read
        return None
    before = [claim for text in earlier for claim in _claims(text, small, moving)]
    pairs = ((b, n) for n in now for b in before if _cannot_both_be(b, n))
    return next((Contradiction(b.span, n.span) for b, n in pairs), None)


def _clashing(
    earlier: Sequence[str], later: str, small: Collection[str], manners: Manners, *, dated: bool
) -> Contradiction | None:
    dated = dated and not any(w.norm in manners.words_of_moving for t in (*earlier, later) for w in tokenise(t))
    now = list(clashes(later, small, manners, dated=dated))
    before = (clash for text in earlier for clash in clashes(text, small, manners, dated=dated) if now)
    pairs = ((b, n) for b in before for n in now if b.excludes(n))
    return next((Contradiction(b.span, n.span) for b, n in pairs), None)


def _cannot_both_be(one: _Claim, other: _Claim) -> bool:
    return one.about == other.about and one.says != other.says and len(one.words & other.words) >= _SHARED


def _claims(text: str, small: Collection[str], moving: Collection[str]) -> list[_Claim]:
    return [claim for item in annotated(text) if _is_plain(item, moving) for claim in _claims_of(text, item, small)]


def _is_plain(item: Annotated, moving: Collection[str]) -> bool:
    """Whether a sentence states one thing as it was."""
    return not any(w.norm in moving for w in item.words)


def _claims_of(text: str, item: Annotated, small: Collection[str]) -> Iterator[_Claim]:
    start, end = item.sentence.start, item.sentence.end
    span = Span(start, end, text[start:end])
    words = item.sentence.words
    content = frozenset(stem(w.norm) for w in words if w.norm not in small and w.kind == "word" and len(w.norm) > 2)
    found = figures(span.text)
    if len(found) == 1 and (noun := _noun_after(words, start + found[0].end, small)):
        yield _Claim(f"count {noun}", f"{found[0].value:g}", content - {noun}, span)
    if (person := _decider(words)) is not None:
        yield _Claim("decided", person, content - {stem(person), *map(stem, _DECIDED)}, span)


def _noun_after(words: Sequence[Token], end: int, small: Collection[str]) -> str | None:
    """The noun that a figure counts: the word right behind it."""
    after = next((w for w in words if w.start >= end), None)
    if after is None or after.norm in small or after.kind != "word" or not after.norm.endswith("s"):
        return None
    return stem(after.norm)


def _decider(words: Sequence[Token]) -> str | None:
    """Who decided: the speaker, or a role right before the word."""
    for before, word in pairwise(words):
        if word.norm in _DECIDED:
            return "i" if before.norm in _FIRST else before.norm if before.norm in _ANSWERABLE else None
    return None
