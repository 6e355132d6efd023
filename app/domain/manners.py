"""What is never said, and how a closing question is told from none: the patterns of prompts/manners.yaml."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Manners:
    """Compiled patterns."""

    never_say: Patterns
    nothing_to_ask: Patterns
    asks_something: Patterns
    wants_to_know: Patterns
    points_back: Patterns
    asks_of_the_case: Patterns
    asks_of_the_talk: Patterns
    has_none: Patterns
    guarantees: Patterns
    unsure_of_themselves: Patterns
    words_of_change: frozenset[str]


def finds(patterns: Sequence[re.Pattern[str]], text: str) -> str | None:
    """The first stretch of the text that one of the patterns finds."""
    found = (p.search(text) for p in patterns)
    return next((m.group() for m in found if m), None)
