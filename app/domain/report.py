"""All of a report, as plain data. Every format renders this and nothing else.

Texts that people wrote (answers, names) are kept verbatim; each format escapes them for itself.
Turn numbers are the session's, from 1.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.scale import Element, Pillar

Standing = Literal["below", "at", "above", "not_assessed"]
Recovery = Literal["answered", "in_part", "missing", "declined", "not_answered"]
Prose = Literal["pending", "done", "failed"]
"""How far what a model writes beside the numbers has come."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words found verbatim in a turn; `start` and `end` are offsets in code points into that turn's text."""

    turn: int
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class PillarLine:
    """A pillar over the session: mean to one decimal, range over repeats, count of exchanges behind it."""

    pillar: Pillar
    name: str
    mean: float | None
    low: float | None
    high: float | None
    exchanges: int
    standing: Standing
    in_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score in one exchange, with its reason and quotes."""

    id: str
    name: str
    score: int | None
    in_words: str
    reason: str
    missing: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an answer that carried a score (`keep`) or stood where something was missing (`gap`)."""

    label: str
    kind: Literal["keep", "gap"]
    turn: int
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class ReportTurn:
    """One turn of the transcript. `aloud_seconds` is how long an answer would take to say, None for the interviewer."""

    number: int
    speaker: Literal["interviewer", "candidate"]
    kind: str
    text: str
    words: int
    aloud_seconds: int | None
    gap: str | None
    engine: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A technical claim that code checked: right, wrong, or never made."""

    says: str
    verdict: Literal["right", "wrong", "not_said"]
    quote: Quote | None
    note: str


@dataclass(frozen=True, slots=True)
class ReportExchange:
    """One question with everything the report says about it."""

    number: int
    question_id: str
    title: str
    category: str
    question: str
    summary: str
    on_this_answer: Standing
    passed: bool
    not_graded: str | None
    turns: tuple[ReportTurn, ...]
    pillars: tuple[ScoreLine, ...]
    starl: tuple[ScoreLine, ...] | None
    marks: tuple[Mark, ...]
    claims: tuple[Claim, ...]
    strong: tuple[str, ...]
    ask_yourself: tuple[str, ...]
    hints: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One follow-up: what it went for, how it was asked, what came back."""

    turn: int
    exchange: int
    gap: str
    gap_name: str
    asked: str
    came_back: Recovery
    quote: Quote | None
    note: str


@dataclass(frozen=True, slots=True)
class FixFirst:
    """The one thing to fix: what was said, what was asked, what is still missing."""

    said: Quote | None
    asked: Quote | None
    still_missing: str
    gap: str | None
    question_id: str
    exchange: int


@dataclass(frozen=True, slots=True)
class Drill:
    """A next practice, linked to a question."""

    title: str
    why: str
    question_id: str
    persona: str
    minutes: int
    persona_name: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the session showed, asked for without seeing, and never reached."""

    shown: tuple[str, ...]
    asked_not_shown: tuple[str, ...]
    not_reached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """Something noted that earns no score: artifacts, design steps, mapping to pillars out loud, length."""

    id: str
    title: str
    text: str
    items: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class IntegrityLine:
    """A stretch of an answer that tried to steer the grade; reported, never scored."""

    kind: str
    text: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Trust:
    """How far to trust the report: who asked, who graded, by which rules, with which limits."""

    interviewer: str
    grader: str
    rubric: str
    qualification: str | None
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """What a rewrite leaves open: its name, in square brackets there, and the question that would fill it."""

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A passage told again with the candidate's own facts; what is missing stands in it as [a blank]."""

    said: Quote
    text: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class ExchangeCoaching:
    """For one exchange, by its number: what a stronger answer would hold, and one passage told again."""

    exchange: int
    stronger: tuple[str, ...]
    rewrite: Rewrite | None


@dataclass(frozen=True, slots=True)
class Coaching:
    """What `model` wrote beside the numbers, after they were fixed. Checked by code; it changes none of them.

    `prompt` is a hash of what the model was told.
    """

    model: str
    prompt: str
    exchanges: tuple[ExchangeCoaching, ...]
    drills: tuple[Drill, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report of a session. `prose` is None where no model writes anything beside the numbers."""

    schema: int
    session_id: str
    sample: bool
    format: str
    candidate: str | None
    company: str | None
    role: str | None
    persona: str
    persona_name: str
    persona_role: str
    started_at: datetime
    ended_at: datetime
    minutes: int
    headline: str
    count_line: str
    verdict: str
    recommendation: int | None
    verdict_kind: Literal["session", "answer", "notes", "not_graded"]
    would_change: str | None
    keep: Quote | None
    keep_note: str | None
    fix_first: FixFirst | None
    self_rating: str | None
    pillars: tuple[PillarLine, ...]
    exchanges: tuple[ReportExchange, ...]
    ledger: tuple[LedgerRow, ...]
    ledger_line: str
    coverage: Coverage
    observations: tuple[Observation, ...]
    integrity: tuple[IntegrityLine, ...]
    drills: tuple[Drill, ...]
    trust: Trust
    closing: tuple[ReportTurn, ...]
    prose: Prose | None = None
    coaching: Coaching | None = None
    element_order: tuple[Element, ...] = ("situation", "task", "action", "result", "learnings")
