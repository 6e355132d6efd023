"""Which sentences of an answer may earn anything: no repetition, no echo of the interviewer, no list of terms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.domain.rubric import Reading
from app.signals.annotate import Annotated
from app.signals.sorting import stem
from app.signals.tokens import spoken

_LEAST_WORDS = 5  # shorter sentences echo by chance
_LEAST_REPEATED = 3  # and these repeat by chance
_PUBLISHED_RUN = 3  # triples in a row, five words, that are the rubric's own
_LIST_WORDS = 8
_LEAST_TERMS = 8  # words that say something; fewer are the rubric's by chance
_CODE = frozenset("(){}[]=;<>+")

Standing = Literal["counts", "repeated", "echoed", "list"]
Grams = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before this answer: the interviewer's word triples, the candidate's sentences, all words.

    `published` are the triples of the rubric, which anybody can read, and `terms` its words.
    """

    triples: Grams = frozenset()
    published: Grams = frozenset()
    terms: frozenset[str] = frozenset()
    said: Grams = frozenset()
    words: frozenset[str] = frozenset()

    def heard(self, text: str) -> "Before":
        """After the interviewer said `text`."""
        words = spoken(text)
        triples = {g for norms in words for g in _triples(norms)}
        return replace(self, triples=self.triples | triples, words=self.words.union(*words))

    def heard_of(self, texts: Iterable[str]) -> "Before":
        """With texts that are public, as the rubric is: saying them shows nothing, their words stay anybody's."""
        triples = {g for text in texts for norms in spoken(text) for g in _triples(norms)}
        terms = frozenset(stem(w) for text in texts for norms in spoken(text) for w in norms)
        return replace(self, published=self.published | triples, terms=self.terms | terms)

    def told(self, text: str) -> "Before":
        """After the candidate said `text`."""
        words = spoken(text)
        return replace(self, said=self.said.union(words), words=self.words.union(*words))


def sift(
    text: str, read: Sequence[Annotated], before: Before, small: frozenset[str], limits: Reading
) -> list[Standing]:
    """For each sentence whether it counts, and if not why not."""
    said = set(before.said)
    found: list[Standing] = []
    for item in read:
        norms = _norms(item)
        if len(norms) >= _LEAST_REPEATED and norms in said:
            found.append("repeated")
        elif _is_echo(norms, before, limits):
            found.append("echoed")
        else:
            parroted = _is_parroted(item, before, small, limits)
            found.append("list" if parroted or _is_list(text, item, small, limits) else "counts")
        said.add(norms)
    return found


def _norms(item: Annotated) -> tuple[str, ...]:
    return tuple(w.norm for w in item.words)


def _triples(norms: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(norms, norms[1:], norms[2:], strict=False)


def _echo(norms: Sequence[str], triples: Grams) -> float:
    own = list(_triples(norms))
    return sum(t in triples for t in own) / len(own) if own and triples else 0.0


def _is_echo(norms: Sequence[str], before: Before, limits: Reading) -> bool:
    """Whether a sentence repeats the interviewer, or holds a stretch of the rubric."""
    share = limits.echo_share if len(norms) >= _LEAST_WORDS else 1
    return _echo(norms, before.triples) >= share or _longest_run(norms, before.published) >= _PUBLISHED_RUN


def _is_parroted(item: Annotated, before: Before, small: frozenset[str], limits: Reading) -> bool:
    """Whether a sentence without a figure, a date or a name is made of the rubric's own words."""
    if item.anchored:
        return False
    own = {stem(w.norm) for w in item.words if w.norm not in small}
    return len(own) >= _LEAST_TERMS and sum(w in before.terms for w in own) >= limits.parrot_share * len(own)


def _longest_run(norms: Sequence[str], known: Grams) -> int:
    """The most triples in a row that are known."""
    longest = run = 0
    if known.isdisjoint(_triples(norms)):
        return 0
    for triple in _triples(norms):
        run = run + 1 if triple in known else 0
        longest = max(longest, run)
    return longest


def _is_list(text: str, item: Annotated, small: frozenset[str], limits: Reading) -> bool:
    if len(item.words) < _LIST_WORDS:
        return False
    raw = text[item.sentence.start : item.sentence.end]
    if sum(c in _CODE for c in raw) >= 3:
        return False
    few = sum(w.norm in small for w in item.words)
    return few < limits.list_share * len(item.words)
