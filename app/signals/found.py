"""What the reader returns: plain facts about an answer and about an exchange."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.scale import Element

AnswerSort = Literal[
    "answer",
    "thin",
    "empty",
    "refusal",
    "limit",
    "read_back",
    "off_topic",
    "question",
    "process",
    "clarify",
    "plea",
    "hostile",
    "distress",
    "grave",
    "steering",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """One sentence: where it is, what anchors it holds, and whether the speaker acts in it.

    `asks` is True for a question, a mere tag aside. `counts` is False for what earns nothing: a repetition, a list of
    terms, the interviewer's own words. `tells` is True where it holds something: an anchor, an own act, or a signal
    of substance that is not merely general.
    """

    start: int
    end: int
    words: int
    figures: int
    anchored: bool
    own: bool
    counts: bool
    tells: bool
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """Text that tries to steer the grade, imitates another speaker, or is hidden."""

    kind: Literal["steering", "imitation", "hidden_text"]
    span: Span


@dataclass(frozen=True, slots=True)
class AnswerSignals:
    """One answer as read. `found` holds every signal heard, `shown` those that count as shown; one span a sentence.

    `substance` counts words outside attempts, repetitions, lists and echoes. `pronouns` counts "I" and "we",
    `manner` hedges, fillers and stock phrases. `language` names the language when it is not English.
    """

    kind: AnswerSort
    text: str
    words: int
    substance: int
    aloud_seconds: int
    sentences: tuple[SentenceRead, ...]
    found: Mapping[str, tuple[Span, ...]]
    shown: Mapping[str, tuple[Span, ...]]
    starl: Mapping[Element, tuple[Span, ...]]
    manner: Mapping[str, int]
    pronouns: tuple[int, int]
    asks: Span | None
    attempts: tuple[Attempt, ...]
    language: str | None

    @property
    def steering(self) -> tuple[Span, ...]:
        """The spans of all attempts."""
        return tuple(a.span for a in self.attempts)


@dataclass(frozen=True, slots=True)
class ExchangeSignals:
    """The answers of one exchange by turn index, and how often each signal is shown in all of them.

    `spoken_to` are the gaps that a follow-up went for and a concrete reply came back to.
    """

    answers: Mapping[int, AnswerSignals]
    counts: Mapping[str, int] = field(default_factory=dict)
    named: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
    spoken_to: frozenset[str] = frozenset()

    @property
    def kinds(self) -> tuple[AnswerSort, ...]:
        """The kinds of the answers, in order."""
        return tuple(a.kind for a in self.answers.values())


@dataclass(frozen=True, slots=True)
class OpenGap:
    """Something asked for and not shown. `size` is 1 when nothing of it came."""

    gap: str
    size: float
