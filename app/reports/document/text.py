"""Text that people wrote, made fit to be shown: what cannot be printed replaced, its language told by its script."""

import re
import unicodedata
from collections import Counter

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Embeddings, overrides and isolates could turn the text around them, also ours. Marks (U+200E, U+200F) cannot.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

# First word of a letter's Unicode name -> language tag. A guess from the script; it picks glyphs, voice and direction.
_LANGUAGES = {
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "GREEK": "el",
    "CYRILLIC": "ru",
}
_RIGHT_TO_LEFT = frozenset({"ar", "he"})


def clean(text: str) -> str:
    """The text with one kind of line break, no control, surrogate or direction-turning character, tabs as spaces."""
    if text.isascii() and text.isprintable():
        return text
    text = _TURNING.sub("", _BREAKS.sub("\n", text))
    return _UNPRINTABLE.sub(REPLACEMENT, text).expandtabs(4)


def one_line(text: str) -> str:
    """The cleaned text on one line, white space folded: for headings, names and table cells."""
    return " ".join(clean(text).split())


def language_of(text: str) -> str | None:
    """The language that most letters' script suggests; None for Latin letters, a tie, or none at all."""
    if text.isascii():
        return None
    letters = Counter(_language(letter) for letter in text if letter.isalpha())
    if letters["ja"] and letters["ja"] + letters["zh"] > letters[None]:
        return "ja"
    most = max(letters, key=letters.__getitem__, default=None)
    return most if letters[most] * 2 > letters.total() else None


def right_to_left(lang: str | None) -> bool:
    """Whether text in this language runs from right to left."""
    return lang in _RIGHT_TO_LEFT


def _language(letter: str) -> str | None:
    return None if letter.isascii() else _LANGUAGES.get(unicodedata.name(letter, "").partition(" ")[0])
