"""Whether every part of a question can be used in an interview."""

import re
from collections.abc import Iterable, Iterator

from app.content.asking import Asking, first
from app.content.catalog import Content
from app.domain.question import Fact, Probe, Question

_SENTENCE = re.compile(r"[^.?!]+[.?!]*")


def askable(content: Content, asking: Asking) -> Iterator[str]:
    """Every part of a question that no interview could use as it stands, as a sentence that names the file."""
    small_words = content.small_words
    for question in content.questions.values():
        where = f"prompts/questions/{question.area}/{question.id}.md"
        yield from _unreachable(content, question, where)
        for follow_up in (*question.probes, *question.injects):
            for persona, text in follow_up.say.items():
                here = f"{where} ({follow_up.gap}, {persona})"
                yield from _worded(asking, question, follow_up, text, here)
        yield from _facts(asking, question.facts, small_words, where)
    for gap, wordings in content.probes.items():
        for persona, texts in wordings.items():
            yield from _closed(asking, texts, f"prompts/moves/probes/{gap}.md ({persona})")
    for company in content.companies.values():
        yield from _facts(asking, company.facts, small_words, f"prompts/companies/{company.id}.md")


def _unreachable(content: Content, question: Question, where: str) -> Iterator[str]:
    """A follow-up is asked for a gap that its kind of question has, and once for each gap."""
    gone_for: set[str] = set()
    for gap in (p.gap for p in question.probes):
        if gap not in content.rubrics.needs[question.kind]:
            yield f"{where}: the follow-up at {gap} is never asked: rubrics/needs.yaml has no {gap} for {question.kind}"
        if gap in gone_for:
            yield f"{where}: the second follow-up at {gap} is never asked"
        gone_for.add(gap)


def _worded(asking: Asking, question: Question, follow_up: Probe, text: str, where: str) -> Iterator[str]:
    if found := first(asking.receipts, text):
        yield f"{where}: begins with the receipt {found!r}"
    if question.kind in asking.story_kinds and follow_up in question.probes:
        yield from _no_story(asking, text, where)
    if question.kind in asking.made_up_kinds and (found := first(asking.experience, text)):
        yield f"{where}: {found!r} asks for what happened, and the case is made up"


def _closed(asking: Asking, texts: Iterable[str], where: str) -> Iterator[str]:
    """A question for every occasion that a bare yes or no would answer, and tell nothing."""
    for sentence in (s for text in texts for s in _asked(text)):
        wanting = first(asking.requests, sentence) or first(asking.opens_up, sentence)
        if first(asking.yes_or_no, sentence) and not wanting:
            yield f"{where}: yes or no would answer {sentence!r}"


def _no_story(asking: Asking, text: str, where: str) -> Iterator[str]:
    for sentence in _asked(text):
        if first(asking.yes_or_no, sentence) and not first(asking.requests, sentence):
            yield f"{where}: yes or no would answer {sentence!r}"
        if first(asking.either_or, sentence):
            yield f"{where}: offers its answers: {sentence!r}"


def _asked(text: str) -> list[str]:
    return [s.strip() for s in _SENTENCE.findall(text) if s.endswith("?")]


def _facts(asking: Asking, facts: tuple[Fact, ...], small_words: frozenset[str], where: str) -> Iterator[str]:
    for fact in facts:
        for phrase in (p for p in fact.asked if _bare(p, asking, small_words)):
            yield f"{where}: the fact {fact.id} is asked for by {phrase!r} alone, which any question may hold"
        if found := first(asking.no_fact, fact.tell):
            yield f"{where}: the fact {fact.id} is none: {found!r}"
        if not fact.tell.endswith("."):
            yield f"{where}: the fact {fact.id} ends without a full stop"


def _bare(phrase: str, asking: Asking, small_words: frozenset[str]) -> bool:
    """Small words beside others are not looked for; by themselves they are, all together."""
    words = phrase.split()
    left = [w for w in words if w not in small_words]
    return len(words) < 3 if not left else len(left) == 1 and left[0] in asking.bare_words
