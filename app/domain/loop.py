"""The plan of an interview: a loop of rounds."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.scale import Area


@dataclass(frozen=True, slots=True)
class Round:
    """One persona, a time box in minutes, and where the questions come from."""

    persona: str
    minutes: int
    areas: Mapping[Area, float]


@dataclass(frozen=True, slots=True)
class Loop:
    """Several rounds that belong together."""

    id: str
    name: str
    about: str
    covers: tuple[str, ...]
    rounds: tuple[Round, ...]
