"""Which facts a candidate's question asks for."""

import re
from collections.abc import Collection, Sequence

from app.domain.question import Fact

MOST = 2
"""Facts told to one question."""
_WORD = re.compile(r"[\w%']+")


def facts_asked(text: str, facts: Sequence[Fact], small_words: Collection[str], most: int = MOST) -> tuple[str, ...]:
    """What to tell, the best match first, at most `most`; empty where no fact is asked for.

    A phrase is asked for when all its words but the small ones are in the text, in any order.
    """
    words = _stems(text)
    ranked = sorted(((_match(words, fact, small_words), -i) for i, fact in enumerate(facts)), reverse=True)
    return tuple(facts[-i].tell for strength, i in ranked[:most] if strength > 0)


def names_one_of(text: str, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases stands in the text as whole words."""
    folded = " ".join(_WORD.findall(text.casefold()))
    return any(re.search(rf"\b{re.escape(' '.join(_WORD.findall(p.casefold())))}\b", folded) for p in phrases)


def _match(words: frozenset[str], fact: Fact, small_words: Collection[str]) -> int:
    wanted = (_stems(phrase, small_words) or _stems(phrase) for phrase in fact.asked)
    return max((len(w) for w in wanted if w <= words), default=0)


def _stems(text: str, without: Collection[str] = ()) -> frozenset[str]:
    """The words with plural endings off."""
    return frozenset(_stem(w) for w in _WORD.findall(text.casefold()) if w not in without)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
