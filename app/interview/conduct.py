"""Conducts an interview: from what is stored to the interviewer's next turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.content.catalog import Content
from app.domain.pace import Pace
from app.domain.session import Phase, Place, Session
from app.domain.turn import Turn, TurnDraft
from app.interview import timing
from app.interview.director import decide
from app.interview.look import Look, look
from app.interview.move import Move
from app.interview.state import State, read
from app.interview.wording import word
from app.signals.reader import Reader

CONTROL_TEXT = {
    "skip": "I'd like to pass on this one.",
    "hint": "I'm stuck.",
    "confirm": "That was my answer.",
    "end": "Let's stop here.",
}
MISREAD = frozenset({"inform", "clarify", "redirect", "more", "stuck", "steer", "calm"})


@dataclass(frozen=True, slots=True)
class Decision:
    """A move, what it was decided on, and the built-in engine's words for it."""

    move: Move
    look: Look
    words: TurnDraft


class Conductor:
    """Pure: the next turn is a function of the session, its turns and the time."""

    def __init__(self, content: Content, reader: Reader) -> None:
        self._content = content
        self._reader = reader

    def decide(self, session: Session, turns: Sequence[Turn], now: datetime) -> Decision | None:
        """What the interviewer does next; None when it is the candidate's turn or the session is over."""
        if not is_due(turns):
            return None
        seen = look(session, turns, self._content, self._reader, now)
        move = decide(seen)
        return Decision(move, seen, word(move, seen))

    def next_turn(self, session: Session, turns: Sequence[Turn], now: datetime) -> TurnDraft | None:
        """The interviewer's next turn in the built-in engine's words; None where `decide` gives None."""
        decision = self.decide(session, turns, now)
        return decision.words if decision else None

    def place(self, session: Session, turns: Sequence[Turn], now: datetime) -> Place:
        """Where the session stands, for the page."""
        state = read(session, turns)
        question_id = state.asked[-1] if state.asked and not state.invited and not state.closed else None
        question = self._content.questions.get(question_id) if question_id else None
        voice = self._content.voice(session.persona, question.ask) if question else None
        return Place(
            phase=_phase(state),
            question=len(state.asked) if question_id else None,
            of=max(session.expected, len(state.asked)),
            question_id=question_id,
            question_text=question.ask[voice] if question and voice else None,
            kind=question.kind if question else None,
            elapsed=timing.elapsed(session, now),
            left=timing.left(session, now),
            can=_possible(state, self._content.pace),
        )

    def question_for(self, turns: Sequence[Turn], kind: str) -> str | None:
        """The exchange that a candidate's turn of this kind belongs to."""
        if kind == "append":
            return next((t.question_id for t in reversed(turns) if t.kind in {"answer", "append"}), None)
        last = next((t for t in reversed(turns) if t.speaker == "interviewer"), None)
        return last.question_id if last else None


def control_text(kind: str) -> str:
    """What the transcript shows for a command without words."""
    return CONTROL_TEXT[kind]


def is_due(turns: Sequence[Turn]) -> bool:
    """Whether the interviewer owes a turn."""
    return not turns or turns[-1].speaker == "candidate"


def _phase(state: State) -> Phase:
    if state.closed:
        return "closed"
    if state.invited:
        return "yours"
    return "questions" if state.asked else "opening"


def _possible(state: State, pace: Pace) -> tuple[str, ...]:
    if state.closed or not state.turns:
        return ()
    if state.session.paused_at is not None:
        return ("resume", "end")
    always = ("answer", "pause", "end")
    if state.invited:
        return (*always, "skip")
    return (*always, "skip", "hint", *_about_last_answer(state, pace))


def _about_last_answer(state: State, pace: Pace) -> tuple[str, ...]:
    may_add = state.added < pace.additions
    last = next((t for t in reversed(state.turns) if t.speaker == "interviewer"), None)
    before = state.turns[-2] if len(state.turns) > 1 else None
    misread = last is not None and last.kind in MISREAD and before is not None and before.kind in {"answer", "append"}
    return (*(("append",) if may_add else ()), *(("confirm",) if misread else ()))
