"""Who asks: the six people, and whoever is added beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.question import Fact
from app.domain.scale import Area, Pillar


@dataclass(frozen=True, slots=True)
class RoundShape:
    """How long a full round with this person takes, and about how many questions it holds."""

    minutes: int
    questions: int


@dataclass(frozen=True, slots=True)
class Persona:
    """An interviewer. `focus` weighs pillars, `pursues` orders gaps, `patience` is the most probes a question."""

    id: str
    name: str
    role: str
    monogram: str
    pronoun: str
    temper: str
    card: str
    covers: tuple[str, ...]
    focus: Mapping[Pillar, float]
    areas: Mapping[Area, float]
    pursues: tuple[str, ...]
    patience: int
    lets_go: str
    round: RoundShape
    borrows: str | None
    character: str


@dataclass(frozen=True, slots=True)
class Company:
    """The fictional employer: what the candidate may read, and what interviewers answer from."""

    id: str
    name: str
    line: str
    covers: tuple[str, ...]
    facts: tuple[Fact, ...]
    declines: tuple[str, ...]
    page: str
