"""Where an interview stands, read from its stored turns and nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from math import inf

from app.domain.session import Session
from app.domain.turn import CONTROL_KINDS, Turn


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """The current question and what has been done about it."""

    question_id: str
    turns: tuple[Turn, ...]

    def made(self, kind: str) -> int:
        """How many of the interviewer's turns here were of this kind."""
        return sum(t.speaker == "interviewer" and t.kind == kind for t in self.turns)

    def hints(self) -> int:
        """How often the candidate said that they are stuck."""
        return sum(t.kind == "hint" for t in self.turns)

    @property
    def answered(self) -> int:
        """How often the candidate has spoken here."""
        return sum(t.speaker == "candidate" and t.kind == "answer" for t in self.turns)

    def because(self, reason: str) -> int:
        """How many of the interviewer's turns here were made for this reason."""
        return sum(t.reason == reason for t in self.turns)

    @property
    def gaps(self) -> frozenset[str]:
        """The gaps that were already gone for."""
        return frozenset(t.gap for t in self.turns if t.speaker == "interviewer" and t.gap)


@dataclass(frozen=True)
class State:
    """A session and its turns, with what the director asks of them."""

    session: Session
    turns: tuple[Turn, ...]

    @property
    def last(self) -> Turn | None:
        """The last turn of all."""
        return self.turns[-1] if self.turns else None

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The questions asked so far, in order."""
        return tuple(t.question_id for t in self.turns if t.kind == "ask" and t.question_id)

    @property
    def skipped(self) -> int:
        """How many questions were passed."""
        return sum(t.kind == "skip" for t in self.turns)

    @property
    def invited(self) -> bool:
        """Whether the candidate's own questions have been invited."""
        return any(t.kind == "invite" for t in self.turns)

    @property
    def closed(self) -> bool:
        """Whether the session has had its close."""
        return any(t.kind == "close" for t in self.turns)

    @cached_property
    def exchange(self) -> ExchangeState | None:
        """The exchange under way: from the last question on."""
        asked = self.asked
        if not asked:
            return None
        return ExchangeState(asked[-1], tuple(t for t in self.turns if t.question_id == asked[-1]))

    @property
    def gone_for(self) -> Mapping[str, int]:
        """In how many earlier questions each gap was gone for."""
        now = self.asked[-1:]
        gone = {(t.question_id, t.gap) for t in self.turns if t.speaker == "interviewer" and t.question_id not in now}
        return Counter(gap for _, gap in gone if gap)

    @cached_property
    def wordings(self) -> frozenset[str]:
        """Every wording used so far."""
        return frozenset(w for t in self.turns for w in t.wordings)

    @property
    def added(self) -> float:
        """How often the last answer was added to; infinite where there is none."""
        answers = [i for i, t in enumerate(self.turns) if t.speaker == "candidate" and t.kind == "answer"]
        return sum(t.kind == "append" for t in self.turns[answers[-1] :]) if answers else inf

    def has_told(self, text: str) -> bool:
        """Whether the interviewer has said this already."""
        return any(text in t.text for t in self.turns if t.speaker == "interviewer")

    def made(self, kind: str) -> int:
        """How many of the interviewer's turns were of this kind."""
        return sum(t.speaker == "interviewer" and t.kind == kind for t in self.turns)

    def said(self) -> tuple[Turn, ...]:
        """The candidate's turns since the interviewer last spoke."""
        return tuple(reversed(list(takewhile(lambda t: t.speaker == "candidate", reversed(self.turns)))))

    def answer_under_reply(self) -> str:
        """The words to be answered: those since the interviewer spoke, or those misread before a `confirm`."""
        words = [t.text for t in self.said() if t.kind not in CONTROL_KINDS]
        if words:
            return "\n\n".join(words)
        return next((t.text for t in reversed(self.turns) if t.kind in {"answer", "append"}), "")


def read(session: Session, turns: Sequence[Turn]) -> State:
    """The state of a session."""
    return State(session, tuple(turns))
