"""Attacks on a grade, and the answers they are put to: the files of rubrics/attacks/."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.scale import Category

Place = Literal["after", "before", "paragraph", "middle", "reply"]
Change = Literal["hidden", "zero_width", "fancy", "lookalike", "upper", "question", "twice"]


@dataclass(frozen=True, slots=True)
class Family:
    """Attacks of one kind. `commands`: its texts tell a grader what to do. `change` alters the texts, or the answer."""

    id: str
    about: str
    commands: bool
    places: tuple[Place, ...]
    texts: tuple[str, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A question with an answer to it."""

    id: str
    category: Category
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class AttackSuite:
    """All of it. `weak` are a 1 or a 2, `content_free` stay at the floor, `honest` speak of attacks and are none."""

    families: Mapping[str, Family]
    weak: tuple[Given, ...]
    content_free: tuple[Given, ...]
    honest: tuple[Given, ...]
