"""Text to words: tokens that know where they stand, gathered into sentences and clauses."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from app.signals.folding import fold_word
from app.signals.grammar import AFTER_ONE, LABELS, NUMBER_WORDS

# Invisible characters inside a word belong to it, so that they cannot hide it.
_HIDDEN = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\U000e0000-\U000e007f\u0300-\u036f"
_TOKEN = re.compile(
    rf"(?P<number>[$€£#]?\d(?:[\d.,]*\d)?%?)|(?P<word>[^\W\d_](?:[\w{_HIDDEN}]|['’](?=\w))*)"
    r"|(?P<stop>[.!?…。！？]+(?=[\s\"'”’)\]]|$)|\n+)|(?P<mark>[,;:()—–]|\s-\s)"
)
_REMEMBERED = 64  # texts: an exchange is read again with each of its turns

Kind = Literal["word", "number", "stop", "mark"]


class Token(NamedTuple):
    """A piece of text with its folded form; `start` and `end` are code points into the text.

    `capital` is True for a word like Marta, not for one like API. (A tuple, because there are thousands.)
    """

    norm: str
    start: int
    end: int
    kind: Kind
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of words and figures (`words`) up to a full stop or a line's end.

    `breaks` are the borders of its clauses, in code points.
    """

    start: int
    end: int
    words: tuple[Token, ...]
    breaks: tuple[int, ...]


@lru_cache(maxsize=_REMEMBERED)
def tokenise(text: str) -> tuple[Token, ...]:
    """All tokens of `text`, in order. Linear in its length; those of the texts last read are remembered."""
    return tuple([_token(match) for match in _TOKEN.finditer(text)])


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text` that hold at least one word or figure."""
    found: list[Sentence] = []
    words: list[Token] = []
    breaks: list[int] = []
    for token in (*tokenise(text), Token("", len(text), len(text), "stop")):
        if token.kind == "stop":
            if words:
                found.append(Sentence(words[0].start, words[-1].end, tuple(words), tuple(breaks)))
            words, breaks = [], []
        elif token.kind == "mark":
            breaks.append(token.start)
        else:
            words.append(token)
    return found


@lru_cache(maxsize=_REMEMBERED)
def spoken(text: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of each sentence and nothing else: what `sentences` finds, at a third of the cost."""
    found: list[tuple[str, ...]] = []
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "stop":
            found.append(tuple(words))
            words = []
        elif match.lastgroup != "mark":
            words.append(fold_word(match.group()))
    return tuple(filter(None, (*found, tuple(words))))


def is_figure(words: tuple[Token, ...], index: int) -> bool:
    """Whether the word is a figure: digits or a number word that is no mere label ("step two")."""
    token = words[index]
    before = words[index - 1].norm if index else ""
    if token.kind == "number":
        return before not in LABELS
    if token.norm == "one":
        return index + 1 < len(words) and words[index + 1].norm in AFTER_ONE
    return token.norm in NUMBER_WORDS and before not in LABELS


def _token(match: re.Match[str]) -> Token:
    kind: Kind = match.lastgroup  # type: ignore[assignment]
    text = match.group()
    if kind in {"stop", "mark"}:
        return Token(text, match.start(), match.end(), kind)
    return Token(fold_word(text), match.start(), match.end(), kind, text[:1].isupper() and not text.isupper())
