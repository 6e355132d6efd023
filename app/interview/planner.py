"""Chooses the questions of a session: those that cover the pillars in focus, none asked before."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.content.catalog import Content
from app.domain.pace import Pace
from app.domain.persona import Persona
from app.domain.question import Question
from app.domain.scale import PILLARS, Area, Pillar, QuestionKind
from app.domain.session import SessionSpec
from app.errors import NotFound, UserError

Item = TypeVar("Item")

SPARES = 4
CASES: frozenset[QuestionKind] = frozenset({"scenario", "design", "estimate"})
STORY: QuestionKind = "story"
JITTER = 0.35
TECHNOLOGY_BONUS = 0.5


@dataclass(frozen=True, slots=True)
class Plan:
    """Who asks, which questions in which order (spares last), how many are expected, and the time box (0: none)."""

    persona: str
    questions: tuple[str, ...]
    expected: int
    minutes: int


def plan(spec: SessionSpec, content: Content, asked_before: Collection[str], seed: int) -> Plan:
    """The plan for what was asked for. NotFound for an unknown id, UserError for what does not go together."""
    if spec.format == "loop":
        raise UserError("A loop is run as single rounds here: start a round with each interviewer in turn.")
    rng = random.Random(f"plan:{seed}")
    question = _known(content.questions, spec.question, "question") if spec.question else None
    if spec.format == "drill":
        return _drill(spec, content, question, asked_before, rng)
    persona = _known(content.personas, spec.persona or "hiring_manager", "interviewer")
    return _round(spec, content, persona, asked_before, rng)


def _drill(
    spec: SessionSpec, content: Content, question: Question | None, asked_before: Collection[str], rng: random.Random
) -> Plan:
    persona = _known(content.personas, spec.persona, "interviewer") if spec.persona else None
    if question is None:
        persona = persona or content.personas[rng.choice(sorted(content.personas))]
        question = rng.choice(_unasked(_pool(content, persona, spec.area), asked_before))
    persona = persona or content.personas[min(question.ask)]
    if content.voice(persona.id, question.ask) is None:
        raise UserError(f"{persona.name} does not ask {question.id}; {_names(content, question)} would.")
    minutes = question.minutes if spec.minutes is None else spec.minutes
    return Plan(persona.id, (question.id,), 1, minutes)


def _round(
    spec: SessionSpec, content: Content, persona: Persona, asked_before: Collection[str], rng: random.Random
) -> Plan:
    minutes = persona.round.minutes if spec.minutes is None else spec.minutes
    share = minutes / persona.round.minutes if minutes else 1.0
    least = 2 if minutes >= content.pace.two_questions_minutes else 1
    wanted = max(least, round(persona.round.questions * share))
    settling = [q for q in content.asked_by(persona.id) if q.settles]
    first = [rng.choice(_unasked(settling, asked_before))] if settling and wanted > 1 else []
    pool = [q for q in _pool(content, persona, spec.area) if not q.settles]
    unasked = _unasked(pool, asked_before)
    main = _cover(unasked, persona, wanted + SPARES, spec.technologies, rng, first, content.pace)
    questions = tuple(q.id for q in [*first, *main])
    return Plan(persona.id, questions, len(first) + min(wanted, len(main)), minutes)


def _pool(content: Content, persona: Persona, area: Area | None) -> list[Question]:
    areas = {area} if area else set(persona.areas)
    pool = [q for q in content.asked_by(persona.id) if q.area in areas]
    if not pool:
        raise UserError(f"{persona.name} has no questions in {area}; leave the area out or choose another interviewer.")
    return pool


def _unasked(pool: Sequence[Question], asked_before: Collection[str]) -> list[Question]:
    """What was not asked before; all of it once everything was."""
    return [q for q in pool if q.id not in asked_before] or list(pool)


def _cover(
    pool: Sequence[Question],
    persona: Persona,
    wanted: int,
    technologies: Sequence[str],
    rng: random.Random,
    first: Sequence[Question],
    pace: Pace,
) -> list[Question]:
    """Greedily the questions that add most to what is covered of this person's focus, of the kinds that may follow."""
    left = {q.id: (q, 1 + JITTER * rng.random()) for q in pool}
    covered: dict[Pillar, float] = dict.fromkeys(PILLARS, 0.0)
    asked_in: dict[Area, int] = {}
    chosen: list[Question] = []
    while left and len(chosen) < wanted:
        kinds = _may_follow([q.kind for q in (*first, *chosen)], {q.kind for q, _ in left.values()}, pace)
        fitting = {key: one for key, one in left.items() if one[0].kind in kinds}
        worth = {key: luck * _worth(q, persona, covered, asked_in, technologies) for key, (q, luck) in fitting.items()}
        question, _ = left.pop(max(worth, key=lambda key: worth[key]))
        chosen.append(question)
        asked_in[question.area] = asked_in.get(question.area, 0) + 1
        for pillar, weight in question.targets.items():
            covered[pillar] += weight
    return chosen


def _may_follow(before: Sequence[QuestionKind], left: Collection[QuestionKind], pace: Pace) -> Collection[QuestionKind]:
    """The kinds that may come next: no third case in a row, and a told story among the first, where there is one."""
    if len(before) == pace.story_among - 1 and STORY in left and STORY not in before:
        return {STORY}
    in_a_row = len(before) >= pace.cases_in_a_row and CASES.issuperset(before[-pace.cases_in_a_row :])
    return (set(left) - CASES if in_a_row else set()) or left


def _worth(
    question: Question,
    persona: Persona,
    covered: Mapping[Pillar, float],
    asked_in: Mapping[Area, int],
    technologies: Sequence[str],
) -> float:
    gain = sum(persona.focus.get(p, 0.0) * w / (1 + covered[p]) for p, w in question.targets.items())
    area = persona.areas.get(question.area, 1.0) / (1 + 2 * asked_in.get(question.area, 0))
    named = any(t.casefold() in " ".join(question.ask.values()).casefold() for t in technologies)
    return gain * area * (1 + TECHNOLOGY_BONUS * named)


def _known(items: Mapping[str, Item], key: str | None, what: str) -> Item:
    if key is None or key not in items:
        raise NotFound(f"There is no {what} called {key!r}. Known: {', '.join(sorted(items))}.", code=f"unknown_{what}")
    return items[key]


def _names(content: Content, question: Question) -> str:
    return " or ".join(content.personas[p].name for p in question.ask)
