"""What the words of a candidate ask for: facts of the case, and what nothing known answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.content.catalog import Content
from app.domain.question import Fact, Question
from app.interview.facts import matching
from app.signals.annotate import annotated
from app.signals.asking import questions
from app.signals.fragment import quotation_open

_LEAST_WORDS = 3  # "Italy?" takes a word up and asks for nothing
_LEAST_IN_PART = 2
_PARTS = re.compile(
    r"(?:,|;|\band\b|\bor\b)\s+(?:and |or |so |then )?"
    r"(?=(?:how|what|which|who|whose|when|where|why|whether|is|are|was|were|do|does|did|has|have|can)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a turn asks for: the facts in its order, and whether something of the case that nothing known answers."""

    facts: tuple[Fact, ...]
    open: bool


def asked_for(text: str, question: Question, content: Content) -> Asked:
    """What the sentences of a turn ask for, one fact for each thing asked."""
    facts: dict[Fact, None] = {}
    unknown = False
    for sentence in asking(text, content):
        found = _facts_for(sentence, question, content)
        facts |= dict.fromkeys(found)
        unknown = unknown or (not found and is_of_the_case(sentence, content))
    return Asked(tuple(facts), unknown)


def asking(text: str, content: Content) -> tuple[str, ...]:
    """The sentences that ask; one that only points back ("Do we know that?") with the one before it."""
    manners = content.manners
    if "?" not in text and not manners.wants_to_know.finds(text):
        return ()
    read = annotated(text)
    marked = questions(text, read)
    spoken = [text[item.sentence.start : item.sentence.end] for item in read]
    return tuple(
        _with_what_it_points_to(spoken, i, bool(manners.points_back.finds(sentence)))
        for i, sentence in enumerate(spoken)
        if len(sentence.split()) >= _LEAST_WORDS
        and (i in marked or manners.wants_to_know.finds(sentence))
        and not _is_cited(text, read[i].sentence.end)
    )


def _facts_for(sentence: str, question: Question, content: Content) -> list[Fact]:
    """The best match of each part of a sentence, else that of all of it."""
    parts = [part for part in _PARTS.split(sentence) if len(part.split()) >= _LEAST_IN_PART]
    return [f for part in parts for f in _best(part, question, content)] or _best(sentence, question, content)


def _best(words: str, question: Question, content: Content) -> list[Fact]:
    return matching(words, question.facts, content.small_words)[:1]


def is_of_the_case(sentence: str, content: Content) -> bool:
    """Whether it wants something of the case that can be known."""
    manners = content.manners
    return bool(manners.asks_of_the_case.finds(sentence)) and not manners.asks_of_the_talk.finds(sentence)


def _is_cited(text: str, end: int) -> bool:
    """Whether a sentence ends within quotation marks: somebody else is asked there."""
    return quotation_open(text[:end])


def _with_what_it_points_to(spoken: Sequence[str], index: int, points_back: bool) -> str:
    return f"{spoken[index - 1]} {spoken[index]}" if points_back and index else spoken[index]
