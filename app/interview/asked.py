"""What a candidate asks for in passing, and what there is to tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.question import Fact
from app.interview.facts import matching, stems
from app.interview.look import Look
from app.signals.annotate import annotated
from app.signals.asking import questions
from app.signals.fragment import quotation_open

_ASKING = 0.6  # a turn of which so much asks does not answer yet
_MOSTLY = 0.75  # of a fact's words that say something, where a model has told it in words of its own
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


def to_tell(look: Look) -> tuple[str, ...]:
    """The facts that are asked for and not told yet: those still owed from earlier turns of the exchange first."""
    if not look.question.facts or not look.hears("answer", "thin", "limit", "question"):
        return ()
    facts = dict.fromkeys((*_owed(look), *asked_for(look.words, look).facts))
    return tuple(f.tell for f in facts if not is_told(f, look))[: look.content.pace.facts_at_once]


def rest_open(look: Look) -> bool:
    """Whether beside what can be told something is asked that nothing known answers."""
    return asked_for(look.words, look).open


def left_open(look: Look) -> bool:
    """Whether the turn ends on a question about the case that nothing known answers."""
    if look.heard is None or not look.question.facts or not look.hears("answer"):
        return False
    last = look.heard.asks.text if look.heard.asks else _wanted_last(look)
    return _is_of_the_case(last, look) and not asked_for(look.words, look).facts


def mostly_asks(look: Look) -> bool:
    """Whether a turn asks about the case, and answers next to nothing."""
    if not look.question.facts or not look.hears("answer", "thin"):
        return False
    asked = sum(len(sentence.split()) for sentence in asking(look.words, look))
    return asked >= _ASKING * len(look.words.split()) and bool(to_tell(look))


def asked_for(text: str, look: Look) -> Asked:
    """What the sentences of a turn ask for, one fact for each thing asked."""
    facts: dict[Fact, None] = {}
    unknown = False
    for sentence in asking(text, look):
        found = _facts_for(sentence, look)
        facts |= dict.fromkeys(found)
        unknown = unknown or (not found and _is_of_the_case(sentence, look))
    return Asked(tuple(facts), unknown)


def asking(text: str, look: Look) -> tuple[str, ...]:
    """The sentences that ask; one that only points back ("Do we know that?") with the one before it."""
    manners = look.content.manners
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


def is_told(fact: Fact, look: Look) -> bool:
    """Whether the interviewer has told this, in its own words or in a model's."""
    if told_key(look.exchange.question_id, fact) in look.state.wordings or look.state.has_told(fact.tell):
        return True
    telling = stems(fact.tell, look.content.small_words)
    said = (stems(t.text) for t in look.exchange.turns if t.speaker == "interviewer" and t.kind != "coach_note")
    return any(len(telling & words) >= _MOSTLY * len(telling) for words in said)


def told_key(question_id: str, fact: Fact) -> str:
    """What is stored with the turn that tells a fact."""
    return f"facts/{question_id}/{fact.id}"


def _owed(look: Look) -> tuple[Fact, ...]:
    """What earlier turns of this exchange asked for."""
    now = look.state.said()
    earlier = [t.text for t in look.exchange.turns if t.kind in {"answer", "append"} and t not in now]
    return tuple(fact for text in earlier for fact in asked_for(text, look).facts)


def _facts_for(sentence: str, look: Look) -> list[Fact]:
    """The best match of each part of a sentence, else that of all of it."""
    parts = [part for part in _PARTS.split(sentence) if len(part.split()) >= _LEAST_IN_PART]
    return [f for part in parts for f in _best(part, look)] or _best(sentence, look)


def _best(words: str, look: Look) -> list[Fact]:
    return matching(words, look.question.facts, look.content.small_words)[:1]


def _is_of_the_case(sentence: str, look: Look) -> bool:
    manners = look.content.manners
    return bool(manners.asks_of_the_case.finds(sentence)) and not manners.asks_of_the_talk.finds(sentence)


def _wanted_last(look: Look) -> str:
    """The last sentence, where it asks without a mark ("I'd want to hear who owns it first"), and asks no one else."""
    last, manners = (look.sentences or ("",))[-1], look.content.manners
    return last if manners.wants_to_know.finds(last) and not manners.asks_of_others.finds(last) else ""


def _is_cited(text: str, end: int) -> bool:
    """Whether a sentence ends within quotation marks: somebody else is asked there."""
    return quotation_open(text[:end])


def _with_what_it_points_to(spoken: Sequence[str], index: int, points_back: bool) -> str:
    return f"{spoken[index - 1]} {spoken[index]}" if points_back and index else spoken[index]
