"""Which facts a candidate's question asks for."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from app.domain.question import Fact
from app.signals.grammar import ASK_WHO, ASK_WORDS

MOST = 2
"""Facts told to one question."""
_WORD = re.compile(r"[\w%']+")
_SHORTENED = re.compile(r"'(?:s|re|d|ll|ve)$")  # "who's"


def facts_asked(text: str, facts: Sequence[Fact], small_words: Collection[str], most: int = MOST) -> tuple[str, ...]:
    """What to tell, the best match first, at most `most`; empty where no fact is asked for."""
    return tuple(fact.tell for fact in matching(text, facts, small_words)[:most])


def matching(text: str, facts: Sequence[Fact], small_words: Collection[str]) -> list[Fact]:
    """The facts that the text asks for, the best match first.

    A phrase is asked for when all its words but the small ones are in the text, in any order. Of facts matched alike
    the one with more of the text's own words comes first; a word that several facts have counts for less.
    """
    words, small = stems(text), frozenset(small_words)
    found = [(size, fact) for fact in facts if (size := _match(words, fact, small))]
    if len(found) < 2:
        return [fact for _, fact in found]
    weights = _weights(tuple(facts), small)
    shared = {fact.id: sum(weights[w] for w in words & _held(fact, small)) for _, fact in found}
    return [fact for _, fact in sorted(found, key=lambda f: -(f[0] + shared[f[1].id] / 2))]


def names_one_of(text: str, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases stands in the text as whole words."""
    folded = " ".join(_WORD.findall(text.casefold()))
    return any(re.search(rf"\b{re.escape(' '.join(_WORD.findall(p.casefold())))}\b", folded) for p in phrases)


def stems(text: str, without: Collection[str] = ()) -> frozenset[str]:
    """The words with plural endings off, "which" as "what"."""
    found = (_SHORTENED.sub("", w) for w in _WORD.findall(text.casefold().replace("’", "'")) if w not in without)
    return frozenset(_stem(w) for w in found)


def _match(words: frozenset[str], fact: Fact, small: frozenset[str]) -> float:
    """How many words that say something the longest phrase asked for has, its asking words adding a little; 0: none."""
    return max((size + len(wanted) / 10 for wanted, size in _wanted(fact.asked, small) if wanted <= words), default=0)


@lru_cache(maxsize=4096)
def _wanted(phrases: tuple[str, ...], small: frozenset[str]) -> tuple[tuple[frozenset[str], int], ...]:
    """For each phrase the words that must be there, and how many of them say something.

    Where only one says something ("how many orders"), it is no question without its asking word.
    """
    return tuple(_needs(stems(phrase), stems(phrase, small)) for phrase in phrases)


def _needs(whole: frozenset[str], telling: frozenset[str]) -> tuple[frozenset[str], int]:
    if not telling:
        return whole, 1
    if len(telling) == 1 and len(whole) > 1:
        return (telling | (whole & ASK_WORDS)) if whole & ASK_WORDS else whole, 1
    return telling | (whole & ASK_WHO), len(telling)


@lru_cache(maxsize=4096)
def _held(fact: Fact, small: frozenset[str]) -> frozenset[str]:
    """All words of a fact that say something: what it tells, and how it is asked for."""
    return stems(" ".join((fact.tell, *fact.asked)), small)


@lru_cache(maxsize=256)
def _weights(facts: tuple[Fact, ...], small: frozenset[str]) -> Mapping[str, float]:
    """What a word counts for: one, divided among the facts that have it."""
    counted = Counter(word for fact in facts for word in _held(fact, small))
    return {word: 1 / count for word, count in counted.items()}


def _stem(word: str) -> str:
    if word == "which":
        return "what"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
