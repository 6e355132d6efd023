"""What is decided by code before any grader, rules or a model: what is not gradable, and what stays at the floor."""

from collections.abc import Collection, Iterable

from app.domain.exchange import Exchange
from app.domain.grade import IntegrityNote, Scored
from app.domain.rubric import ElementRubric, Rubrics
from app.domain.scale import Pillar, QuestionKind
from app.signals.found import ExchangeSignals
from app.signals.manner import SPEAKING

LEAST_SHOWN = 4
"""Signals in turns that are no answers by themselves, which make an answer of them all the same."""


def not_gradable(exchange: Exchange, signals: ExchangeSignals, rubrics: Rubrics) -> str | None:
    """Why an exchange cannot be graded at all, None where it can."""
    prose = rubrics.prose
    if exchange.passed:
        return prose["not_graded_passed"]
    if not signals.answers:
        return prose["not_graded_unanswered"]
    foreign = [a for a in signals.answers.values() if a.language is not None]
    words = sum(a.words for a in signals.answers.values())
    if foreign and sum(a.words for a in foreign) > rubrics.reading.foreign_share * words:
        return prose["not_graded_language"].format(language=foreign[0].language)
    return None


def floor_of(signals: ExchangeSignals, rubrics: Rubrics) -> str | None:
    """Why nothing was answered, None where something was."""
    if any(kind in {"answer", "limit", "grave"} for kind in signals.kinds):
        return None
    spoken = [a for a in signals.answers.values() if a.kind in SPEAKING]
    if sum(len(v) for a in spoken for v in a.shown.values()) >= LEAST_SHOWN:
        return None
    kinds = [k for k in signals.kinds if k not in SPEAKING] or ["thin"]
    return rubrics.prose[f"floor_{kinds[0]}"]


def at_floor(pillar: Pillar, exchange: Exchange, asked: Collection[Pillar], why: str, rubrics: Rubrics) -> Scored:
    """The score of a pillar where nothing was answered: 1 where it was asked for, no number elsewhere."""
    if pillar not in asked:
        return Scored(None, not_asked(exchange, rubrics))
    return Scored(1, rubrics.prose["floor"].format(why=why, asked=rubrics.pillars[pillar].asked_for))


def absent(rubric: ElementRubric, rubrics: Rubrics) -> Scored:
    """The score of an element that is not there, with what it would have held."""
    missing = rubric.missing[0]
    return Scored(0, rubrics.prose["element_missing"].format(missing=missing[:1].lower() + missing[1:]))


def not_asked(exchange: Exchange, rubrics: Rubrics) -> str:
    """Why a pillar has no score: a question with targets of its own asks for those and nothing else."""
    return rubrics.prose["not_targeted" if exchange.targets else "not_asked"]


def is_story(exchange: Exchange, kind: QuestionKind) -> bool:
    """Whether STAR+L applies: a story was asked for, or the question is behavioural and its file says nothing else."""
    return kind == "story" or (exchange.category == "behavioral" and exchange.kind is None)


def integrity_notes(signals: ExchangeSignals) -> Iterable[IntegrityNote]:
    """One note for each attempt to steer the grade."""
    for turn, answer in signals.answers.items():
        for attempt in answer.attempts:
            yield IntegrityNote(attempt.kind, turn, attempt.span.text)
