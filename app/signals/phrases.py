"""Phrases: rows of words that a signal is heard by, compiled once and matched in one pass.

Matching follows a set of positions through a phrase instead of backtracking, so that its cost is bounded by
the length of the text whatever the text is. The syntax stands in rubrics/lexicon/README.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from app.errors import ContentError

GAP = 3  # most words that ".." passes over
_PREFIX = 3  # least letters before a star
_LONGEST_PREFIX = 16
_LONGEST_ENDING = 3  # letters after a star at the front; a word must be longer
_REMEMBERED = 20_000  # distinct words whose buckets are kept at hand


class Word(NamedTuple):
    """A word as the matcher sees it: its folded form and the computed classes it belongs to (num, name, date)."""

    norm: str
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """What one place of a phrase accepts."""

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    any_word: bool = False
    plain: bool = False  # nothing but `exact`
    optional: bool = False
    gap: bool = False

    def accepts(self, word: Word) -> bool:
        return (
            word.norm in self.exact
            or self.any_word
            or bool(word.flags and not self.flags.isdisjoint(word.flags))
            or bool(self.prefixes and word.norm.startswith(self.prefixes))
            or bool(self.endings and word.norm.endswith(self.endings) and len(word.norm) > _LONGEST_ENDING)
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase and the signal it belongs to. One of the words `needed`, where it has any, must be about."""

    signal: str
    slots: tuple[Slot, ...]
    needed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A signal heard in words[start:end]."""

    signal: str
    start: int
    end: int


@dataclass(slots=True)
class _Bucket:
    """Phrases that begin alike: by their second word where that is a plain one, the others in `rest`."""

    by_second: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    rest: list[Phrase] = field(default_factory=list)


_Buckets = dict[str, _Bucket]
_NONE: list[Phrase] = []


class PhraseBook:
    """All phrases of some signals. Safe to share between threads: after construction only a cache changes."""

    def __init__(self, signals: Mapping[str, Iterable[str]], classes: Mapping[str, tuple[str, ...]]) -> None:
        """ContentError names the first phrase that cannot be compiled."""
        self._exact: _Buckets = defaultdict(_Bucket)
        self._prefix: _Buckets = defaultdict(_Bucket)
        self._flag: _Buckets = defaultdict(_Bucket)
        self._buckets = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        for signal, phrases in signals.items():
            for text in phrases:
                try:
                    self._add(signal, compile_phrase(text, classes))
                except ValueError as error:
                    raise ContentError(f"rubrics: the phrase {text!r} of {signal!r}: {error}") from error

    def _add(self, signal: str, rows: Iterable[tuple[Slot, ...]]) -> None:
        for row in rows:
            for slots in _without_early_options(row):
                self._enter(Phrase(signal, slots, _needed(slots)))

    def find(self, words: Sequence[Word]) -> Iterator[Match]:
        """The first match of each signal in one sentence, in the order of the words."""
        heard: set[str] = set()
        said = {word.norm for word in words}
        for start in range(len(words)):
            for phrase in self._candidates(words, start, said):
                if phrase.signal not in heard:
                    end = _end_of(phrase.slots, words, start)
                    if end is not None:
                        heard.add(phrase.signal)
                        yield Match(phrase.signal, start, end)

    def count(self, words: Sequence[Word]) -> dict[str, int]:
        """How often each signal is heard in one sentence, overlaps counted once."""
        counts: dict[str, int] = {}
        upto: dict[str, int] = {}
        said = {word.norm for word in words}
        for start in range(len(words)):
            for phrase in self._candidates(words, start, said):
                if start >= upto.get(phrase.signal, 0):
                    end = _end_of(phrase.slots, words, start)
                    if end is not None:
                        counts[phrase.signal] = counts.get(phrase.signal, 0) + 1
                        upto[phrase.signal] = max(end, start + 1)
        return counts

    def _candidates(self, words: Sequence[Word], start: int, said: set[str]) -> list[Phrase]:
        """Phrases whose first word, and second where it is a plain one, stand here, and a later one somewhere."""
        buckets = self._buckets(words[start])
        if not buckets:
            return _NONE
        second = words[start + 1].norm if start + 1 < len(words) else ""
        found: list[Phrase] = []
        for bucket in buckets:
            found += [p for p in bucket.rest if not p.needed or not p.needed.isdisjoint(said)]
            if second in bucket.by_second:
                found += bucket.by_second[second]
        return found

    def _look_up(self, word: Word) -> tuple[_Bucket, ...]:
        norm = word.norm
        prefixes = (norm[:length] for length in range(_PREFIX, min(len(norm), _LONGEST_PREFIX) + 1))
        found = [self._exact[norm]] if norm in self._exact else []
        found += [self._prefix[prefix] for prefix in prefixes if prefix in self._prefix]
        found += [self._flag[flag] for flag in word.flags if flag in self._flag]
        return tuple(found)

    def _enter(self, phrase: Phrase) -> None:
        first = phrase.slots[0]
        if first.any_word or first.gap or first.endings:
            raise ValueError("a phrase must begin with a word")
        for buckets, keys in ((self._exact, first.exact), (self._prefix, first.prefixes), (self._flag, first.flags)):
            for key in keys:
                _file_under(buckets[key], phrase)


def _file_under(bucket: _Bucket, phrase: Phrase) -> None:
    second = phrase.slots[1] if len(phrase.slots) > 1 else None
    if second is None or second.gap or second.any_word or second.prefixes or second.endings or second.flags:
        bucket.rest.append(phrase)
        return
    for word in second.exact:
        bucket.by_second[word].append(phrase)


def compile_phrase(text: str, classes: Mapping[str, tuple[str, ...]]) -> list[tuple[Slot, ...]]:
    """The phrase as rows of slots, one row for each way through its many-worded alternatives.

    ValueError says what is wrong with it.
    """
    parts = text.replace(",", " ").split()
    if not parts:
        raise ValueError("an empty phrase")
    rows = product(*(_choices(part) for part in parts))
    return [tuple(_slot(word, classes) for choice in row for word in choice) for row in rows]


def _choices(part: str) -> list[list[str]]:
    """`don't|do~not` to its plain alternatives together, and each many-worded one as words of its own."""
    plain = [choice for choice in part.split("|") if "~" not in choice]
    spread = [choice.split("~") for choice in part.split("|") if "~" in choice]
    return ([["|".join(plain)]] if plain else []) + spread


def _slot(part: str, classes: Mapping[str, tuple[str, ...]]) -> Slot:
    if part == "..":
        return Slot(gap=True)
    optional = part.endswith("?")
    part = part.removesuffix("?")
    if part == "_":
        return Slot(any_word=True, optional=optional)
    words = [w for choice in part.split("|") for w in _expand(choice, classes)]
    return Slot(
        exact=frozenset(w for w in words if "*" not in w and not w.startswith("<")),
        prefixes=tuple(_prefix(w) for w in words if w.endswith("*")),
        endings=tuple(_ending(w) for w in words if w.startswith("*")),
        flags=frozenset(w[1:-1] for w in words if w.startswith("<")),
        optional=optional,
        plain=not any(w.startswith("<") or "*" in w for w in words),
    )


def _expand(choice: str, classes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if not choice.startswith("<"):
        return (choice.lower(),)
    name = choice.strip("<>")
    if name in {"num", "name", "date"}:
        return (f"<{name}>",)
    if name not in classes:
        raise ValueError(f"unknown word class <{name}>")
    return classes[name]


def _prefix(word: str) -> str:
    stem = word[:-1]
    if not _PREFIX <= len(stem) <= _LONGEST_PREFIX:
        raise ValueError(f"{word!r}: between {_PREFIX} and {_LONGEST_PREFIX} letters before the star")
    return stem


def _ending(word: str) -> str:
    end = word[1:]
    if not 0 < len(end) <= _LONGEST_ENDING:
        raise ValueError(f"{word!r}: up to {_LONGEST_ENDING} letters after the star")
    return end


def _without_early_options(slots: tuple[Slot, ...]) -> Iterator[tuple[Slot, ...]]:
    """The phrase with and without each word that may be absent among its first two."""
    for index, slot in enumerate(slots[:2]):
        if slot.optional:
            fixed = replace(slot, optional=False)
            yield from _without_early_options((*slots[:index], fixed, *slots[index + 1 :]))
            yield from _without_early_options((*slots[:index], *slots[index + 1 :]))
            return
    yield slots


def _needed(slots: tuple[Slot, ...]) -> frozenset[str]:
    """What one place of the phrase accepts and nothing else: the place whose words are the longest, so the rarest."""
    plain = [slot.exact for slot in slots[1:] if slot.plain and not slot.optional and not slot.gap]
    return max(plain, key=lambda exact: min(map(len, exact)), default=frozenset())


def _end_of(slots: tuple[Slot, ...], words: Sequence[Word], start: int) -> int | None:
    """Where the shortest match of `slots` from `start` ends, or None. The first slot has been tested."""
    position = start + 1
    for index in range(1, len(slots)):
        slot = slots[index]
        if slot.gap or slot.optional:
            return _end_of_branching(slots[index:], words, position)
        if position >= len(words):
            return None
        word = words[position]
        if word.norm not in slot.exact and (slot.plain or not slot.accepts(word)):
            return None
        position += 1
    return position


def _end_of_branching(slots: tuple[Slot, ...], words: Sequence[Word], start: int) -> int | None:
    positions, gap = {start}, 0
    for slot in slots:
        if slot.gap:
            gap += GAP
            continue
        positions, gap = _reached(slot, words, positions, gap), 0
        if not positions:
            return None
    return min(positions)


def _reached(slot: Slot, words: Sequence[Word], positions: set[int], gap: int) -> set[int]:
    """Where a slot leads to from these positions, up to `gap` words later."""
    last, exact, plain, reached = len(words), slot.exact, slot.plain, set()
    for position in positions:
        for at in range(position, min(position + gap + 1, last)):
            if words[at].norm in exact or (not plain and slot.accepts(words[at])):
                reached.add(at + 1)
    if slot.optional:
        reached |= {at for p in positions for at in range(p, min(p + gap, last) + 1)}
    return reached
