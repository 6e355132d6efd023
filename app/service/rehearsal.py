"""A whole session in memory: for the terminal, the sample report and the tests. Nothing is stored."""

from datetime import datetime
from uuid import UUID

from app.content.catalog import Content
from app.domain.clock import Clock
from app.domain.report import Report
from app.domain.session import OFFLINE, Place, Session, SessionSpec
from app.domain.turn import Turn
from app.errors import Conflict
from app.grading.debrief import build_report
from app.grading.exchanges import exchanges_of
from app.grading.offline import OfflineGrader
from app.interview.conduct import Conductor, control_text
from app.interview.planner import Plan, plan
from app.signals.reader import Reader


class Rehearsal:
    """One session. The same session, answers and clock give the same turns and the same report."""

    def __init__(self, session: Session, content: Content, clock: Clock, reader: Reader | None = None) -> None:
        self._content = content
        self._clock = clock
        self._reader = reader or Reader(content.rubrics)
        self._conductor = Conductor(content, self._reader)
        self.session = session
        self.turns: list[Turn] = []

    @property
    def ended(self) -> bool:
        """Whether the interviewer has closed."""
        return any(t.kind == "close" for t in self.turns)

    @property
    def place(self) -> Place:
        """Where the session stands now."""
        return self._conductor.place(self.session, self.turns, self._clock())

    def reply(self) -> Turn | None:
        """The interviewer's next turn, or None when it is not theirs to speak."""
        now = self._clock()
        draft = self._conductor.next_turn(self.session, self.turns, now)
        if draft is None:
            return None
        fields = {name: getattr(draft, name) for name in draft.__slots__ if name != "ends"}
        turn = Turn(number=len(self.turns) + 1, speaker="interviewer", at=now, **fields)
        self.turns.append(turn)
        return turn

    def say(self, text: str, kind: str = "answer") -> Turn:
        """Records what the candidate says. Conflict when the session does not allow it now."""
        if kind not in self.place.can:
            raise Conflict(f"{kind} is not possible now; possible: {', '.join(self.place.can) or 'nothing'}.")
        number, now = len(self.turns) + 1, self._clock()
        question = self._conductor.question_for(self.turns, kind)
        said = text if kind in {"answer", "append"} else control_text(kind)
        turn = Turn(number, "candidate", kind, said, now, question)
        self.turns.append(turn)
        return turn

    def report(self, *, sample: bool = False) -> Report:
        """The graded report of what has been said so far."""
        grader = OfflineGrader(self._reader, self._content.rubrics)
        exchanges = exchanges_of(self.session, self.turns, self._content)
        graded = tuple((exchange, grader.grade(exchange)) for exchange in exchanges)
        return build_report(self.session, self.turns, graded, self._content, self._reader, sample=sample)


def rehearse(spec: SessionSpec, seed: int, content: Content, clock: Clock, reader: Reader | None = None) -> Rehearsal:
    """A session planned from a seed. NotFound or UserError for what cannot be planned."""
    session = rehearsed_session(spec, plan(spec, content, frozenset(), seed), seed, clock())
    return Rehearsal(session, content, clock, reader)


def rehearsed_session(spec: SessionSpec, planned: Plan, seed: int, now: datetime) -> Session:
    """A session that starts now, asked and graded by the built-in engine."""
    return Session(
        id=str(UUID(int=seed & (2**128 - 1))),
        format=spec.format,
        persona=planned.persona,
        plan=planned.questions,
        expected=planned.expected,
        minutes=planned.minutes,
        seed=seed,
        model=OFFLINE,
        grader_model=OFFLINE,
        style=spec.style,
        status="live",
        created_at=now,
        started_at=now,
        company=spec.company,
        role=spec.role,
        technologies=spec.technologies,
        candidate=spec.candidate,
        retry_of=spec.retry_of,
    )
