"""What the debrief works from: each exchange with its grade, its signals and its question, gathered once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.content.catalog import Content
from app.domain.exchange import Exchange
from app.domain.grade import Evidence, Grade
from app.domain.persona import Persona
from app.domain.question import Gap, Question
from app.domain.report import Quote
from app.domain.rubric import Rubrics
from app.domain.scale import Pillar, QuestionKind
from app.domain.session import Session
from app.domain.turn import Turn
from app.grading.aggregate import SessionScores, aggregate
from app.grading.evidence import locate
from app.grading.parts.recovery import Recovered, recoveries
from app.signals.found import ExchangeSignals, OpenGap, Span
from app.signals.reader import Reader


@dataclass(frozen=True)
class Case:
    """One exchange of the session. `gaps` are open at its end and matter to its question, what matters most first.

    What a concrete reply came to when it was asked for is not among them: it may well have been said.
    """

    number: int
    exchange: Exchange
    grade: Grade
    signals: ExchangeSignals
    question: Question
    kind: QuestionKind
    gaps: tuple[OpenGap, ...]
    recovered: tuple[Recovered, ...]

    @property
    def graded(self) -> bool:
        """Whether there is a grade with scores."""
        return self.grade.not_graded is None

    @property
    def scores(self) -> Mapping[Pillar, int]:
        """The pillars that got a number."""
        return {p: s.score for p, s in self.grade.pillars.items() if s.score is not None}

    @property
    def floored(self) -> bool:
        """Whether nothing was answered: every score is 1 and rests on no words."""
        scored = [s for s in self.grade.pillars.values() if s.score is not None]
        return bool(scored) and all(s.score == 1 and not s.evidence for s in scored)

    def number_of(self, turn: int) -> int:
        """The session's number of the exchange's turn."""
        return self.exchange.turns[turn].number or turn + 1

    def quote(self, evidence: Evidence) -> Quote:
        """Evidence with its place in the session's turn."""
        place = locate(evidence.quote, self.exchange.turns[evidence.turn].text)
        start, end = place if place else (None, None)
        return Quote(self.number_of(evidence.turn), evidence.quote, start, end)

    def quote_span(self, turn: int, span: Span) -> Quote:
        """A span of an answer as a quote."""
        return Quote(self.number_of(turn), span.text, span.start, span.end)


@dataclass(frozen=True)
class Casebook:
    """The whole session as the debrief sees it."""

    session: Session
    turns: tuple[Turn, ...]
    cases: tuple[Case, ...]
    content: Content
    persona: Persona
    scores: SessionScores

    @property
    def rubrics(self) -> Rubrics:
        """The rubrics in force."""
        return self.content.rubrics

    @property
    def prose(self) -> Mapping[str, str]:
        """The sentences of reports."""
        return self.content.rubrics.prose

    @property
    def graded(self) -> tuple[Case, ...]:
        """The cases that have a grade."""
        return tuple(c for c in self.cases if c.graded)

    @property
    def means(self) -> Mapping[Pillar, float]:
        """The session's score of each pillar that was assessed."""
        return {p: s.mean for p, s in self.scores.pillars.items()}

    def gap(self, gap: str) -> Gap:
        """A gap with its texts."""
        return self.content.gaps[gap]


def open_casebook(
    session: Session,
    turns: Sequence[Turn],
    graded: Sequence[tuple[Exchange, Grade]],
    content: Content,
    reader: Reader,
) -> Casebook:
    """Reads every exchange again and gathers what belongs to it."""
    persona = content.personas[session.persona]
    cases = tuple(_case(i, e, g, content, reader) for i, (e, g) in enumerate(graded, start=1))
    scores = aggregate(graded, persona.focus, content.rubrics)
    return Casebook(session, tuple(turns), cases, content, persona, scores)


def _case(number: int, exchange: Exchange, grade: Grade, content: Content, reader: Reader) -> Case:
    signals = reader.exchange(exchange)
    question = content.questions[exchange.question_id or ""]
    recovered = recoveries(exchange, signals, content.rubrics)
    return Case(
        number=number,
        exchange=exchange,
        grade=grade,
        signals=signals,
        question=question,
        kind=question.kind,
        gaps=_that_matter(
            [g for g in reader.open_gaps(question.kind, question.targets, signals) if g.gap not in signals.spoken_to],
            question,
            recovered,
            content,
            grade,
        ),
        recovered=recovered,
    )


def _that_matter(
    gaps: Sequence[OpenGap], question: Question, recovered: Sequence[Recovered], content: Content, grade: Grade
) -> tuple[OpenGap, ...]:
    """Those that the question, or somebody after it, asks for, and those that matter to questions of its kind.

    What a part of the story scored well for is not open.
    """
    needs, least = content.rubrics.needs[question.kind], content.rubrics.debrief.worth_telling_from
    asked = {p.gap for p in question.probes} | {r.gap for r in recovered}
    matter = [g for g in gaps if g.gap in asked or needs[g.gap] >= least]
    return tuple(g for g in matter if not _is_told(content.gaps[g.gap], grade, content))


def _is_told(gap: Gap, grade: Grade, content: Content) -> bool:
    """Whether the part of the story that the gap belongs to has a score that says it was told."""
    least = content.rubrics.debrief.told_from.get(gap.id)
    scored = (grade.starl or {}).get(gap.element) if gap.element else None
    return least is not None and scored is not None and (scored.score or 0) >= least
