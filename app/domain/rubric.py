"""The rubric: what is listened for, by which words it is heard, and the rules that turn it into scores.

Everything here comes from files under rubrics/; nothing is decided in code that a reader of those files
could not foresee.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.debrief import Debrief
from app.domain.evaluation import EvaluationRules
from app.domain.question import FactSheet
from app.domain.scale import Area, Category, Element, Pillar, QuestionKind

WhenShown = Literal["always", "anchored", "own"]


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that is listened for.

    `heard` are phrases (rubrics/lexicon/README.md gives their syntax). `shown` says when hearing it is showing
    it: `always`, `anchored` (the sentence also holds a figure, a date, a name or a role) or `own` (the
    speaker's own act as well). `present` and `absent` complete a sentence to the candidate; it is not called absent
    where one of `unless` was shown. `theme` is the name of its file.
    """

    id: str
    heard: tuple[str, ...]
    shown: WhenShown
    present: str
    absent: str
    unless: tuple[str, ...] = ()
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """What a signal earns the first, second … time it is shown, each time in another sentence."""

    signal: str
    worth: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling: the level is at most this where all of `having` and none of `lacking` was heard."""

    at_most: int
    having: tuple[str, ...]
    lacking: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Points to a level: `levels` maps a level to the points it takes; the caps come last."""

    base: float
    points: tuple[Points, ...]
    levels: Mapping[int, float]
    caps: tuple[Cap, ...]


@dataclass(frozen=True, slots=True)
class PillarRubric:
    """A pillar: what it means, what each level sounds like, and the offline rules.

    `scored_up_to` is the highest level that rules may give without a checked fact, and `judged_for` the kinds of
    question where they may give it; None means any. `shows_itself_at` are the points from which a pillar is scored
    although the question did not ask for it; below 0, every answer shows it. In a question of the kinds `never_in` it
    is not scored unasked.
    """

    id: Pillar
    name: str
    about: str
    anchors: Mapping[int, str]
    scale: Scale
    scored_up_to: int | None
    judged_for: tuple[QuestionKind, ...] | None
    unknowable: str | None
    asked_for: str
    shows_itself_at: float | None
    never_in: tuple[QuestionKind, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementRubric:
    """A STAR+L element with its levels 0 to 3; `missing` says what a higher level would have held."""

    id: Element
    name: str
    anchors: Mapping[int, str]
    scale: Scale
    missing: Mapping[int, str]
    quoted_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a good answer of one kind, and the signals by which it is heard (design steps, estimation …)."""

    id: str
    name: str
    asks: str
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A document of the trade: `named` are phrases, `shown_by` signals that show what stood in it."""

    id: str
    name: str
    named: tuple[str, ...]
    shown_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """A way through a conflict, as parts in order."""

    id: str
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class GapRule:
    """When a gap counts as closed: `closed_by` signals, `full` of them in all; `hang_on` are signals to quote."""

    gap: str
    closed_by: tuple[str, ...]
    full: float
    hang_on: tuple[str, ...]
    pillars: tuple[Pillar, ...]
    element: Element | None


@dataclass(frozen=True, slots=True)
class CategoryRubric:
    """What a question of this category asks for where it does not say so itself."""

    id: Category
    targets: Mapping[Pillar, float]
    kind: QuestionKind


@dataclass(frozen=True, slots=True)
class KindRule:
    """The kind a question is of when its words hold one of `heard`; the first rule that fits counts."""

    kind: QuestionKind
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One recommendation: the least mean and the least single pillar it takes, and its words."""

    value: int
    mean: float
    lowest: float
    headline: str
    on_answer: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The rows from the top; while a pillar that was asked for has no score, at most `unscored_at_most`."""

    verdicts: tuple[Verdict, ...]
    unscored_at_most: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Limits of the reader, explained in rubrics/reading.yaml.

    Shares are 0 to 1, lengths are in words, rates a hundred words.
    """

    words_a_minute: int
    good_minutes: tuple[float, float]
    thin_words: int
    off_topic_words: int
    content_free_words: int
    beside_words: int
    elsewhere_words: int
    short_words: int
    limit_words: int
    read_back_share: float
    echo_share: float
    parrot_share: float
    list_share: float
    foreign_share: float
    catalogue_signals: int
    catalogue_share: float
    group_share: float
    concrete_share: float
    general_share: float
    held_share: float
    thin_reply_share: float
    hedge_rate: float
    filler_rate: float
    buzz_rate: float
    full_answer_sentences: int
    long_sentence_words: int
    steps: Mapping[str, tuple[float, ...]]
    abstract_endings: tuple[str, ...]
    loose_starts: frozenset[str]
    says_nothing: frozenset[str]
    thrown_back: frozenset[str]
    own: frozenset[str]
    substance: frozenset[str]
    trade: frozenset[str]
    reply_closes: float
    figure_gaps: frozenset[str]
    opposites: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Integrity:
    """The words by which an attempt on the grade is told from an honest answer (rubrics/lexicon/integrity.yaml)."""

    orders: tuple[str, ...]
    claims: tuple[str, ...]
    told_of: tuple[str, ...]
    addressed: tuple[str, ...]
    lead_in: frozenset[str]
    labels: frozenset[str]
    doubtful_labels: frozenset[str]
    follows: frozenset[str]
    grading_words: tuple[str, ...]
    markers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rubrics:
    """All rubric files, checked against each other. `version` is a hash of their text."""

    version: str
    classes: Mapping[str, tuple[str, ...]]
    signals: Mapping[str, Signal]
    pillars: Mapping[Pillar, PillarRubric]
    elements: Mapping[Element, ElementRubric]
    design: tuple[Part, ...]
    estimation: tuple[Part, ...]
    coding: tuple[Part, ...]
    artifacts: tuple[Artifact, ...]
    playbooks: tuple[Playbook, ...]
    categories: Mapping[Category, CategoryRubric]
    by_kind: Mapping[QuestionKind, Mapping[Pillar, float]]
    kinds: tuple[KindRule, ...]
    told_by_words: frozenset[Category]
    needs: Mapping[QuestionKind, Mapping[str, float]]
    gaps: Mapping[str, GapRule]
    recommendation: Recommendation
    debrief: Debrief
    reading: Reading
    prose: Mapping[str, str]
    never: Mapping[str, str]
    areas: Mapping[Area, str]
    integrity: Integrity
    languages: Mapping[str, frozenset[str]]
    evaluation: EvaluationRules
    covers: Mapping[str, tuple[str, ...]]
    sheets: tuple[FactSheet, ...] = ()

    @property
    def published(self) -> tuple[str, ...]:
        """What anybody can read of the scales: who only says it has shown nothing."""
        anchors = [r.anchors for r in self.pillars.values()] + [r.anchors for r in self.elements.values()]
        return tuple(text for levels in anchors for text in levels.values())
