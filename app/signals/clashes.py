"""What can be said of one thing in one way only: how it works (synchronous or not), and when it was.

Made for few and sure finds: both sentences must speak of the same thing in the same few words.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.domain.manners import Manners
from app.signals.annotate import Annotated, annotated
from app.signals.found import Span
from app.signals.grammar import CLAUSE_JOINTS, DAYS, MONTHS
from app.signals.sorting import stem
from app.signals.tokens import Token

_PLACING = frozenset(
    {"between", "within", "inside", "across", "outside", "into", "for", "off", "over", "under", "without"}
)
_PAST = frozenset({"was", "were", "had"})
_AT = frozenset({"in", "on"})
_ORDINAL = frozenset({"st", "nd", "rd", "th"})  # a word of its own behind its figure
_YEAR_DIGITS, _MOST_DAYS, _REACH = 4, 31, 4


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing said: `about` is what, and of a state whether it is or was; `says` how, or when: "" is left open."""

    about: str
    says: tuple[str, ...]
    span: Span

    def excludes(self, other: "Clash") -> bool:
        """Whether the other says something else of the same thing."""
        pairs = zip(self.says, other.says, strict=True) if len(self.says) == len(other.says) else ()
        return self.about == other.about and any(one and two and one != two for one, two in pairs)


def clashes(text: str, small: Collection[str], manners: Manners, *, dated: bool) -> Iterator[Clash]:
    """What the sentences of a text say so that it can be held against another; with dates where they are `dated`."""
    for item in annotated(text):
        if any(w.norm in manners.words_apart and "date" not in w.flags for w in item.words):
            continue
        span = Span(item.sentence.start, item.sentence.end, text[item.sentence.start : item.sentence.end])
        for clause in _clauses(item):
            yield from _states(clause, span, small, manners)
            if dated and any("date" in w.flags for w in item.words):
                yield from _dates(clause, span, small, manners)


def _clauses(item: Annotated) -> list[list[Token]]:
    """The words between marks and joints."""
    clauses: list[list[Token]] = [[]]
    breaks = list(item.sentence.breaks)
    for word in item.sentence.words:
        if breaks and breaks[0] < word.start:
            breaks = [b for b in breaks if b > word.start]
            clauses.append([])
        if word.norm in CLAUSE_JOINTS:
            clauses.append([])
        else:
            clauses[-1].append(word)
    return clauses


def _states(words: Sequence[Token], span: Span, small: Collection[str], manners: Manners) -> Iterator[Clash]:
    norms = [w.norm for w in words]
    for number, (one, two) in enumerate(manners.opposites):
        said = [n for n in norms if n in one or n in two]
        thing = _telling((n for n in norms if n not in said), small)
        if len(said) == 1 and thing:
            past = "was" if not _PAST.isdisjoint(norms) else "is"
            yield Clash(f"state {number} {past} {thing}", (str(said[0] in one),), span)


def _dates(words: Sequence[Token], span: Span, small: Collection[str], manners: Manners) -> Iterator[Clash]:
    norms = [w.norm for w in words]
    month = next((i for i, n in enumerate(norms) if n in MONTHS), None)
    if month is None or sum(n in MONTHS for n in norms) > 1:
        return
    for names in manners.one_time_events:
        place = next((p for name in names if (p := _place(name.split(), norms)) is not None), None)
        if place is not None and (thing := _thing(norms, place, month, small)) is not None:
            yield Clash(f"date {names[0]} {_year(norms)} {thing}", (norms[month], _day(norms, month)), span)


def _thing(norms: list[str], event: tuple[int, int], month: int, small: Collection[str]) -> str | None:
    """What beside event and date tells which it was; None where the date is hardly that of the event.

    "The launch in June was quiet": what comes behind the date tells nothing of it. "In June we launched the app" does.
    """
    start, end = event
    if month < start:
        if month + 1 < start and norms[0] not in _AT:
            return None
        rest = norms[month + 1 : start] + (norms[end:] if month + 1 < start else []) + norms[:month]
    else:
        between = norms[end:month]
        if not _AT & set(between):
            return None
        rest = norms[:start] + between
    return _telling((n for n in rest if not _is_date(n)), small)


def _telling(norms: Iterator[str], small: Collection[str]) -> str:
    return " ".join(sorted({stem(n).rstrip("e") for n in norms if n in _PLACING or n not in small}))


def _is_date(norm: str) -> bool:
    return norm in MONTHS or norm.rstrip("s") in DAYS or norm in _AT | _ORDINAL or norm.isdigit()


def _day(norms: list[str], month: int) -> str:
    """The day of the month that stands beside it."""
    beside = [n for n in norms[max(0, month - _REACH) : month + _REACH] if n.isdecimal() and int(n) <= _MOST_DAYS]
    return beside[0] if len(beside) == 1 else ""


def _year(norms: list[str]) -> str:
    return next((n for n in norms if n.isdecimal() and len(n) == _YEAR_DIGITS), "")


def _place(name: Sequence[str], norms: list[str]) -> tuple[int, int] | None:
    """Where the words of a name stand."""
    size = len(name)
    starts = (i for i in range(len(norms) - size + 1) if list(norms[i : i + size]) == list(name))
    return next(((i, i + size) for i in starts), None)
