"""Tells a language that is not graded, from frequent words and scripts. Silence means English, or too little to say."""

import unicodedata
from collections.abc import Mapping, Sequence

_LEAST_WORDS = 8
_SCRIPTS = {
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "the Cyrillic script",
    "ARABIC": "the Arabic script",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi",
    "GREEK": "Greek",
    "THAI": "Thai",
}
_PLAINLY = 0.3  # share of English small words that leaves no doubt
_LEAST_SHARE = 0.12  # of a text's words that are frequent words of its language


def foreign_language(words: Sequence[str], english: frozenset[str], others: Mapping[str, frozenset[str]]) -> str | None:
    """The language of these folded words when it is clearly not English, else None."""
    script = _script(words)
    if script is not None:
        return script
    own = sum(w in english for w in words)
    if len(words) < _LEAST_WORDS or own > _PLAINLY * len(words):
        return None
    best = max(others, key=lambda name: sum(w in others[name] for w in words), default=None)
    if best is None:
        return None
    foreign = sum(w in others[best] for w in words)
    return best if foreign > 2 * own and foreign >= _LEAST_SHARE * len(words) else None


def _script(words: Sequence[str]) -> str | None:
    if all(map(str.isascii, words)):
        return None
    letters = [c for w in words for c in w[:12] if c.isalpha()]
    other = [c for c in letters if not c.isascii() and "LATIN" not in unicodedata.name(c, "LATIN")]
    if len(letters) < 4 or 2 * len(other) <= len(letters):
        return None
    script = unicodedata.name(other[0]).split()[0]
    return _SCRIPTS.get(script, f"the {script.capitalize()} script")
