"""All that the director looks at before a move, gathered once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.persona import Persona
from app.domain.question import Probe, Question
from app.domain.session import Session
from app.domain.turn import CONTROL_KINDS, Turn
from app.interview import timing
from app.interview.addressed import addressed
from app.interview.follow_ups import FollowUp, follow_ups
from app.interview.gaps import GapChoice, choose_gap
from app.interview.phrasebook import Phrasebook
from app.interview.state import ExchangeState, State, read
from app.interview.wants import Asked, asked_for
from app.signals.figures import figures
from app.signals.found import AnswerSignals, ExchangeSignals
from app.signals.reader import Reader

_OPEN = frozenset({"answer", "thin", "limit", "grave"})
"""Kinds of turn after which something may be open."""


@dataclass(frozen=True)
class Look:
    """The session as the rules see it; `heard` is how the words to be answered read.

    `follow_up` is the last one and what came of it, `spent` how many got an answer.
    """

    state: State
    content: Content
    reader: Reader
    persona: Persona
    phrases: Phrasebook
    now: datetime
    words: str
    heard: AnswerSignals | None
    gap: GapChoice | None
    follow_up: FollowUp | None
    spent: int

    @property
    def session(self) -> Session:
        """The session."""
        return self.state.session

    @property
    def command(self) -> str:
        """The kind of the candidate's last turn, or `none` before the first."""
        said = self.state.said()
        return said[-1].kind if said else "none"

    @property
    def exchange(self) -> ExchangeState:
        """The exchange under way; the rules that ask for it come after the first question."""
        exchange = self.state.exchange
        assert exchange is not None
        return exchange

    @property
    def question(self) -> Question:
        """The question under way."""
        return self.content.questions[self.exchange.question_id]

    @property
    def personal(self) -> bool:
        """Whether the question is about the candidate and what they have done, with no case on the table."""
        return self.question.kind in {"story", "motive"}

    @property
    def drill(self) -> bool:
        """Whether this is a single practice question."""
        return self.session.format == "drill"

    @property
    def probes_left(self) -> bool:
        """Whether this person would still go on here, and whether the clock lets them."""
        most = self.content.pace.drill_probes if self.drill else self.persona.patience
        allowed = min(most, self.persona.patience) + self.goes_deeper
        return self.spent < allowed and self.room_for_follow_up

    @property
    def goes_deeper(self) -> bool:
        """Whether the last follow-up brought what it asked for, and there is time for one more."""
        gained = self.follow_up is not None and self.follow_up.met
        asked = len(self.state.asked)
        return gained and not self.drill and timing.is_ahead(self.session, self.content.pace, self.now, asked)

    @property
    def room_for_follow_up(self) -> bool:
        """Whether the clock leaves room for a follow-up."""
        return timing.room_for_follow_up(self.session, self.content.pace, self.now)

    @property
    def questions_to_come(self) -> int:
        """How many questions are still planned."""
        return max(0, self.session.expected + self.state.skipped - len(self.state.asked))

    @property
    def next_question(self) -> str | None:
        """The next question of the plan that there is still room for."""
        asked = self.state.asked
        wanted = self.session.expected + self.state.skipped
        spare = timing.room_for_spare(self.session, self.content.pace, self.now)
        if self.drill or (len(asked) >= wanted and not spare):
            return None
        if asked and not timing.room_for_question(self.session, self.content.pace, self.now):
            return None
        return next((q for q in self.session.plan if q not in asked), None)

    @cached_property
    def asked(self) -> Asked:
        """What the words to be answered ask for."""
        return asked_for(self.words, self.question, self.content)

    @cached_property
    def addressed(self) -> str | None:
        """What they ask the interviewer, by the name of the patterns that hear it."""
        return addressed(self.words, self.content.manners, of_a_case=bool(self.question.facts) and not self.personal)

    def hears(self, *kinds: str) -> bool:
        """Whether the words just said are of one of these kinds; what is grave is an answer, too."""
        if self.command not in {"answer", "append"} or self.heard is None:
            return False
        return self.heard.kind in kinds or (self.heard.kind == "grave" and "answer" in kinds)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the words to be answered."""
        spans = self.heard.sentences if self.heard else ()
        return tuple(self.heard.text[s.start : s.end] for s in spans) if self.heard else ()


def look(session: Session, turns: Sequence[Turn], content: Content, reader: Reader, now: datetime) -> Look:
    """Reads the session, the words to be answered, and the gap that a follow-up would go for."""
    state = read(session, turns)
    persona = content.personas[session.persona]
    phrases = Phrasebook(content, persona, state.wordings)
    words = state.answer_under_reply()
    exchange = state.exchange
    if exchange is None or state.invited:
        return Look(state, content, reader, persona, phrases, now, words, None, None, None, 0)
    question = content.questions[exchange.question_id]
    read_as = as_exchange(exchange, question, persona.id, content)
    signals = reader.exchange(read_as)
    heard = signals.answers[max(signals.answers)] if signals.answers else None
    gap = None
    if heard and (state.said()[-1].kind == "confirm" or heard.kind in _OPEN):
        found = reader.open_gaps(question.kind, question.targets, signals)
        hang_on = partial(_hang_on, reader=reader, signals=signals, content=content)
        general = bool(signals.counts.get("general")) and "generic" in heard.found
        gap = choose_gap(
            found,
            question,
            persona,
            phrases,
            content.pace,
            exchange.gaps,
            hang_on,
            general=general,
            figured=any(s.figures for answer in signals.answers.values() for s in answer.sentences),
            before=state.gone_for,
        )
    made = follow_ups(read_as, signals.answers, content)
    return Look(
        state=state,
        content=content,
        reader=reader,
        persona=persona,
        phrases=phrases,
        now=now,
        words=words,
        heard=heard,
        gap=gap,
        follow_up=made[-1] if made else None,
        spent=sum(f.spent for f in made),
    )


def _hang_on(gap: str, reader: Reader, signals: ExchangeSignals, content: Content) -> str | None:
    """The candidate's own words that a follow-up can hang on: of a figure, words that hold one."""
    words = reader.hang_on(gap, signals)
    of_a_figure = gap in content.rubrics.reading.figure_gaps
    return words if words and (not of_a_figure or figures(words)) else None


def as_exchange(exchange: ExchangeState, question: Question, persona: str, content: Content) -> Exchange:
    """The exchange under way in the form that the signals read; control turns are left out."""
    turns = tuple(
        ExchangeTurn(t.speaker, t.text, t.number, t.kind, t.gap) for t in exchange.turns if t.kind not in CONTROL_KINDS
    )
    voice = content.voice(persona, question.ask)
    return Exchange(
        id=question.id,
        category=question.category,
        interviewer=persona,
        question=question.ask[voice] if voice else turns[0].text,
        turns=turns,
        targets=question.targets,
        checks=question.checks,
        question_id=question.id,
        kind=question.kind,
    )


def probe_of(question: Question, gap: str) -> Probe | None:
    """The question's own follow-up at this gap."""
    return next((p for p in question.probes if p.gap == gap), None)
