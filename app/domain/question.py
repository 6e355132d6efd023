"""A question as its file gives it: what is asked, what the interviewer knows, what follow-ups go for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.scale import Area, Category, Element, Level, Pillar, QuestionKind


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a question asks for and an answer may lack. Texts are for the report, never for the interviewer."""

    id: str
    name: str
    wants: str
    missing: str
    ask_yourself: str
    pillars: tuple[Pillar, ...]
    element: Element | None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the interviewer tells when the candidate asks for it."""

    id: str
    asked: tuple[str, ...]
    tell: str


@dataclass(frozen=True, slots=True)
class Check:
    """A claim that code can verify: by patterns over the folded answer, or by a number's range.

    `right` and `wrong` are regular expressions; `near`, `low` and `high` name the words a number must
    stand beside and the range it must fall in. A check uses one form or the other.
    """

    id: str
    says: str
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    error: str | None = None
    near: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class FactSheet:
    """The facts of a well-known question, told by its words; `enough` of them said rightly allow a score."""

    id: str
    heard: tuple[str, ...]
    enough: int
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up that goes for one gap, worded for each persona that may ask it.

    `after` is a clause that says what it is after in the question's own terms; never what a strong answer would hold.
    """

    gap: str
    say: Mapping[str, str]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Inject(Probe):
    """A changed constraint, brought in between turns; `gap` is what it tests, `facts` are the ids it leans on."""

    id: str = field(kw_only=True)
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `targets` are weights of the pillars it gives a fair chance to show."""

    id: str
    area: Area
    category: Category
    kind: QuestionKind
    level: Level
    minutes: int
    title: str
    settles: bool
    covers: tuple[str, ...]
    targets: Mapping[Pillar, float]
    ask: Mapping[str, str]
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    strong: tuple[str, ...]
    probes: tuple[Probe, ...]
    injects: tuple[Inject, ...]
    hints: tuple[str, str, str]
    about: str
