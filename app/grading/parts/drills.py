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
_OWN_FOCUS = 1.0  # a pillar that nothing assessed is for this interviewer from this focus on


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
    why = book.prose["drill_again_why" if fix.gap else "drill_again_plain"]
    title = book.prose["drill_again"].format(title=question.title)
    return Drill(title, why, question.id, book.persona.id, question.minutes, book.persona.name)


def _candidates(book: Casebook, fix: Fix | None) -> Iterator[tuple[Question, str]]:
    """One question for the gap, then the lowest pillar, then what nothing assessed, and so on round."""
    weak = sorted(book.means, key=lambda p: (book.means[p], p == "communication"))
    unassessed = [p for p in PILLARS if p not in book.means and book.persona.focus.get(p, 0.0) >= _OWN_FOCUS]
    if fix is not None and fix.gap is not None:
        why = book.prose["drill_gap"].format(name=wording.lowered(book.gap(fix.gap).name))
        yield from _first(((q, why) for q in _asking_for_gap(book, fix.gap, fix.case.kind)), book)
    for pillar in [*weak[:1], *unassessed, *weak[1:]]:
        why = _why(book, pillar)
        yield from _first(((q, why) for q in _aiming_at(book, pillar)), book)


def _why(book: Casebook, pillar: Pillar) -> str:
    """Why a pillar is worth a question: nothing assessed it, or where it stood, and whether that was lowest."""
    name, mean = book.rubrics.pillars[pillar].name.lower(), book.means.get(pillar)
    if mean is None:
        return book.prose["drill_unassessed"].format(pillar=name)
    lowest = [p for p in book.means if book.means[p] == min(book.means.values())]
    tied = len(lowest) > 1 and wording.standing(mean, book.rubrics.debrief) == "below"
    key = (
        "drill_pillar"
        if lowest == [pillar]
        else "drill_pillar_tied"
        if tied and pillar in lowest
        else "drill_pillar_next"
    )
    return book.prose[key].format(pillar=name, score=wording.score(mean))


def _first(options: Iterator[tuple[Question, str]], book: Casebook) -> Iterator[tuple[Question, str]]:
    asked = {c.question.id for c in book.cases}
    found = next((o for o in options if o[0].id not in asked), None)
    if found is not None:
        yield found


def _asking_for_gap(book: Casebook, gap: str, kind: str) -> Iterator[Question]:
    able = [q for q in book.content.questions.values() if any(p.gap == gap for p in q.probes)]
    yield from sorted(able, key=lambda q: (q.kind != kind, *_handy(book, q)))


def _aiming_at(book: Casebook, pillar: Pillar) -> Iterator[Question]:
    """Questions at the pillar: of the kinds met in this session first, then those that ask for little else."""
    able = [q for q in book.content.questions.values() if q.targets.get(pillar, 0) >= _TARGETED]
    kinds = {c.kind for c in book.cases}
    yield from sorted(able, key=lambda q: (q.kind not in kinds, -_share(q, pillar), *_handy(book, q)))


def _share(question: Question, pillar: Pillar) -> float:
    return question.targets[pillar] / sum(question.targets.values())


def _handy(book: Casebook, question: Question) -> tuple[bool, int, str]:
    """This session's interviewer first, then what is short."""
    return book.session.persona not in question.ask, question.minutes, question.id


def _partner(book: Casebook, question: Question) -> str:
    """This session's interviewer if they can ask it, else whoever can, in the order of the file."""
    return book.session.persona if book.session.persona in question.ask else next(iter(question.ask))
