"""Three next practices: the weakest answer again, and two other questions that ask for what is weak."""

from collections.abc import Iterator

from app.domain.question import Question
from app.domain.report import Drill
from app.domain.scale import PILLARS, Pillar
from app.grading import wording
from app.grading.parts.casebook import Casebook
from app.grading.parts.fixing import Fix

_DRILLS = 3
_TARGETED = 2.0  # a question aims at a pillar from this weight on


def drills(book: Casebook, fix: Fix | None) -> tuple[Drill, ...]:
    """The drills, each with its question and whom to practise it with."""
    chosen: list[Drill] = [_again(book, fix)] if fix is not None else []
    used = {c.question.id for c in book.cases}
    for question, why in _candidates(book, fix):
        if len(chosen) == _DRILLS:
            break
        if question.id not in used:
            used.add(question.id)
            who = book.content.personas[_partner(book, question)]
            chosen.append(Drill(question.title, why, question.id, who.id, question.minutes, who.name))
    return tuple(chosen)


def _again(book: Casebook, fix: Fix) -> Drill:
    question = fix.case.question
    missing = wording.lowered(fix.still_missing)
    why = book.prose["drill_again_why"].format(missing=missing) if fix.gap else book.prose["drill_again_plain"]
    title = book.prose["drill_again"].format(title=question.title)
    return Drill(title, why, question.id, book.persona.id, question.minutes, book.persona.name)


def _candidates(book: Casebook, fix: Fix | None) -> Iterator[tuple[Question, str]]:
    """One question for the gap, then the lowest pillar, then what nothing assessed, and so on round."""
    weak = sorted(book.means, key=lambda p: book.means[p])
    unassessed = [p for p in PILLARS if p not in book.means]
    if fix is not None and fix.gap is not None:
        why = book.prose["drill_gap"].format(missing=wording.lowered(fix.still_missing))
        yield from _first(((q, why) for q in _asking_for_gap(book, fix.gap, fix.case.kind)), book)
    for pillar in [*weak[:1], *unassessed, *weak[1:]]:
        key = "drill_unassessed" if pillar in unassessed else "drill_pillar"
        why = book.prose[key].format(pillar=book.rubrics.pillars[pillar].name.lower())
        yield from _first(((q, why) for q in _aiming_at(book, pillar)), book)


def _first(options: Iterator[tuple[Question, str]], book: Casebook) -> Iterator[tuple[Question, str]]:
    asked = {c.question.id for c in book.cases}
    found = next((o for o in options if o[0].id not in asked), None)
    if found is not None:
        yield found


def _asking_for_gap(book: Casebook, gap: str, kind: str) -> Iterator[Question]:
    able = [q for q in book.content.questions.values() if any(p.gap == gap for p in q.probes)]
    yield from sorted(able, key=lambda q: (q.kind != kind, book.session.persona not in q.ask, q.minutes, q.id))


def _aiming_at(book: Casebook, pillar: Pillar) -> Iterator[Question]:
    able = [q for q in book.content.questions.values() if q.targets.get(pillar, 0) >= _TARGETED]
    yield from sorted(able, key=lambda q: (-q.targets[pillar], book.session.persona not in q.ask, q.minutes, q.id))


def _partner(book: Casebook, question: Question) -> str:
    """This session's interviewer if they can ask it, else whoever can, in the order of the file."""
    return book.session.persona if book.session.persona in question.ask else next(iter(question.ask))
