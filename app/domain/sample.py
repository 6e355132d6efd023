"""A scripted candidate: who they are and what they answer to which follow-up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SampleAnswers:
    """Answers to one question: the first, one by gap (or `inject`, `after_change`), and some for all the rest."""

    first: str
    by_gap: Mapping[str, str]
    otherwise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A whole scripted round; `words_a_minute` sets how fast its clock runs."""

    id: str
    persona: str
    candidate: str
    role: str | None
    minutes: int
    seed: int
    started_at: datetime
    words_a_minute: int
    questions: Mapping[str, SampleAnswers]
    closing: tuple[str, ...]
