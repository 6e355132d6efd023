"""One folding of text, used wherever words are compared: NFKC, white space, quotation marks, case.

Folding is done character by character and keeps, for each folded character, where it came from, so that
what is found in a folded copy can be pointed at in the original.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Quotation marks, primes and backticks of every kind become one of two.
_SINGLE = dict.fromkeys("'`´‘’‚‛′ʹʻʼˈ＇‹›", "'")
_DOUBLE = dict.fromkeys('"“”„‟″«»＂', '"')
_QUOTES = {**_SINGLE, **_DOUBLE}

# Text of these characters folds one by one, without a look at what Unicode says of each.
_PLAIN = re.compile(r"[\x00-\x7f‘’“”–—]*")
_PLAIN_QUOTES = str.maketrans(_QUOTES)
_SOLID = re.compile(r"\S+")
_REMEMBERED = 32  # texts: an answer is looked through for one quote after another

# Cyrillic and Greek letters that pass for Latin ones; only used for words that mix scripts.
_LOOKALIKES = str.maketrans("аеорсухіјѕһԁԛԝвкмнтгαορνικτ", "aeopcyxijshdqwbkmhtraopvikt")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin[i]` is the index in the original of folded character i, with one entry for the end."""

    text: str
    origin: tuple[int, ...]


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> Folded:
    """`text` folded, without leading and trailing white space, with the way back to the original."""
    if _PLAIN.fullmatch(text):
        return _fold_plain(text)
    chars: list[str] = []
    origin: list[int] = []
    end = 0
    for char, start, stop in _folded_chars(text):
        if char == " " and (not chars or chars[-1] == " "):
            continue
        chars.append(char)
        origin.append(start)
        end = end if char == " " else stop
    if chars and chars[-1] == " ":
        chars.pop()
        origin.pop()
    return Folded("".join(chars), (*origin, end))


def _fold_plain(text: str) -> Folded:
    """The same for text in which each character folds to one."""
    origin: list[int] = []
    end = 0
    for match in _SOLID.finditer(text):
        origin += (end,) if end else ()
        start, end = match.span()
        origin += range(start, end)
    return Folded(" ".join(text.split()).translate(_PLAIN_QUOTES).lower(), (*origin, end))


def fold_word(word: str) -> str:
    """A word for matching: folded, invisible characters and combining marks gone, look-alike letters made Latin."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", "".join(_QUOTES.get(c, c) for c in word)).casefold()
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Co", "Cs"})
    return plain if plain.isascii() or not _has_latin(plain) else plain.translate(_LOOKALIKES)


def is_invisible(char: str) -> bool:
    """Whether a character has no place in honest prose of any script: tags, bidi overrides, private use."""
    point = ord(char)
    return 0xE0000 <= point <= 0xE007F or point in range(0x202A, 0x202F) or unicodedata.category(char) == "Co"


def _folded_chars(text: str) -> Iterator[tuple[str, int, int]]:
    """Each folded character with the start and end of the cluster it came from."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for char in _fold_cluster(text[start:end]):
            yield (" " if char.isspace() else char), start, end
        start = end


def _fold_cluster(cluster: str) -> str:
    if cluster.isascii():
        return _QUOTES.get(cluster, cluster.lower())
    folded = unicodedata.normalize("NFKC", "".join(_QUOTES.get(c, c) for c in cluster)).casefold()
    return "".join(_QUOTES.get(c, c) for c in unicodedata.normalize("NFKC", folded))


def _has_latin(word: str) -> bool:
    return any("a" <= c <= "z" for c in word)
