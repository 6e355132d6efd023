"""Cuts a session's turns into exchanges: a question with everything said until the next."""

from collections.abc import Sequence

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.question import Question
from app.domain.session import Session
from app.domain.turn import CONTROL_KINDS, Turn

_ANSWERS = frozenset({"answer", "append"})


def exchanges_of(session: Session, turns: Sequence[Turn], content: Content) -> tuple[Exchange, ...]:
    """The session's exchanges in the order they were asked; control turns, the opening and the close are left out."""
    asked = list(dict.fromkeys(t.question_id for t in turns if t.kind == "ask" and t.question_id in content.questions))
    return tuple(_exchange(session, turns, content.questions[q]) for q in asked if q is not None)


def _exchange(session: Session, turns: Sequence[Turn], question: Question) -> Exchange:
    own = [t for t in turns if t.question_id == question.id]
    spoken = [t for t in own if t.kind not in CONTROL_KINDS]
    return Exchange(
        id=f"{session.id}:{question.id}",
        category=question.category,
        interviewer=session.persona,
        question=next(t.text for t in spoken if t.kind == "ask"),
        turns=tuple(ExchangeTurn(t.speaker, t.text, t.number, t.kind, t.gap) for t in spoken),
        targets=question.targets,
        checks=question.checks,
        question_id=question.id,
        kind=question.kind,
        passed=_passed(own),
    )


def _passed(turns: Sequence[Turn]) -> bool:
    """Passed before anything was answered; what was answered before a pass still counts."""
    return any(t.kind == "skip" for t in turns) and not any(t.kind in _ANSWERS for t in turns)
