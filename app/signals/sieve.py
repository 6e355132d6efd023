"""Which sentences of an answer may earn anything: no repetition, no echo of the interviewer, no list of terms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.rubric import Reading
from app.signals.annotate import Annotated
from app.signals.tokens import spoken

_LEAST_WORDS = 5  # shorter sentences repeat and echo by chance
_LIST_WORDS = 8
_CODE = frozenset("(){}[]=;<>+")

Standing = Literal["counts", "repeated", "echoed", "list"]
Grams = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before this answer: the interviewer's word triples, the candidate's sentences, all words."""

    triples: Grams = frozenset()
    said: Grams = frozenset()
    words: frozenset[str] = frozenset()

    def heard(self, text: str) -> "Before":
        """After the interviewer said `text`."""
        words = spoken(text)
        triples = {g for norms in words for g in _triples(norms)}
        return Before(self.triples | triples, self.said, self.words.union(*words))

    def told(self, text: str) -> "Before":
        """After the candidate said `text`."""
        words = spoken(text)
        return Before(self.triples, self.said.union(words), self.words.union(*words))


def sift(
    text: str, read: Sequence[Annotated], before: Before, small: frozenset[str], limits: Reading
) -> list[Standing]:
    """For each sentence whether it counts, and if not why not."""
    said = set(before.said)
    found: list[Standing] = []
    for item in read:
        norms = _norms(item)
        if len(norms) >= _LEAST_WORDS and norms in said:
            found.append("repeated")
        elif len(norms) >= _LEAST_WORDS and _echo(norms, before.triples) >= limits.echo_share:
            found.append("echoed")
        else:
            found.append("list" if _is_list(text, item, small, limits) else "counts")
        said.add(norms)
    return found


def _norms(item: Annotated) -> tuple[str, ...]:
    return tuple(w.norm for w in item.words)


def _triples(norms: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(norms, norms[1:], norms[2:], strict=False)


def _echo(norms: Sequence[str], triples: Grams) -> float:
    own = list(_triples(norms))
    return sum(t in triples for t in own) / len(own) if own and triples else 0.0


def _is_list(text: str, item: Annotated, small: frozenset[str], limits: Reading) -> bool:
    if len(item.words) < _LIST_WORDS:
        return False
    raw = text[item.sentence.start : item.sentence.end]
    if sum(c in _CODE for c in raw) >= 3:
        return False
    few = sum(w.norm in small for w in item.words)
    return few < limits.list_share * len(item.words)
