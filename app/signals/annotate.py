"""Sentences with what is computed about their words: figures, names, dates, and whether the speaker acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.signals.grammar import BEFORE_MONTH, DAYS, DOUBTFUL_MONTHS, MONTHS, NO_NAMES, NUMBER_WORDS
from app.signals.phrases import Word
from app.signals.tokens import Sentence, Token, is_figure, sentences

_YEARS = range(1980, 2100)
_SHORTEST_NAME = 3
_LONGEST_NAME = 24  # letters; what is longer is a code
_FLAGGED = NUMBER_WORDS | {"one"} | DAYS | {f"{day}s" for day in DAYS} | MONTHS  # what may have a flag in small letters
_PLAIN_WORDS = 20_000
_REMEMBERED = 64  # an exchange is read again with each of its turns


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence and its words as the matcher sees them."""

    sentence: Sentence
    words: tuple[Word, ...]

    @property
    def figures(self) -> int:
        return sum("num" in w.flags for w in self.words)

    @property
    def anchored(self) -> bool:
        """Whether a figure, a name or a date stands in it."""
        return any(w.flags for w in self.words)


@lru_cache(maxsize=_REMEMBERED)
def annotated(text: str) -> tuple[Annotated, ...]:
    """The sentences of a text with flags on their words: the texts last read are remembered.

    A word that is a name once is a name at a sentence's start too.
    """
    read = sentences(text)
    known = frozenset(_names(read))
    return tuple(Annotated(s, tuple(_word(s.words, i, known) for i in range(len(s.words)))) for s in read)


def _names(sentences: Iterable[Sentence]) -> Iterable[str]:
    for sentence in sentences:
        for token in sentence.words[1:]:
            if _looks_like_name(token):
                yield token.norm


def _looks_like_name(token: Token) -> bool:
    if token.kind != "word" or not token.capital or not _SHORTEST_NAME <= len(token.norm) <= _LONGEST_NAME:
        return False
    return token.norm not in MONTHS and token.norm not in DAYS and token.norm not in NO_NAMES


def _word(words: tuple[Token, ...], index: int, known: frozenset[str]) -> Word:
    token = words[index]
    if token.kind == "word" and not token.capital and token.norm not in _FLAGGED:
        return _plain(token.norm)
    flags: set[str] = set()
    if is_figure(words, index):
        flags.add("num")
    if _is_date(words, index):
        flags.add("date")
    elif token.capital and token.norm in known:
        flags.add("name")
    return Word(token.norm, frozenset(flags)) if flags else _plain(token.norm)


@lru_cache(maxsize=_PLAIN_WORDS)
def _plain(norm: str) -> Word:
    return Word(norm)


def _is_date(words: tuple[Token, ...], index: int) -> bool:
    token = words[index]
    if token.norm.rstrip("s") in DAYS:
        return True
    if token.norm in MONTHS:
        return token.norm not in DOUBTFUL_MONTHS or _beside_date_word(words, index)
    return token.kind == "number" and token.norm.isdigit() and len(token.norm) == 4 and int(token.norm) in _YEARS


def _beside_date_word(words: tuple[Token, ...], index: int) -> bool:
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    return (before is not None and (before.norm in BEFORE_MONTH or before.kind == "number")) or (
        after is not None and after.kind == "number"
    )
