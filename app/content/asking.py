"""How the parts of a question are worded: prompts/asking.yaml."""

import re
from pathlib import Path

from app.content.files import FileModel, read_yaml, validated
from app.content.schema import Pattern
from app.domain.scale import QuestionKind

Patterns = tuple[Pattern, ...]


class Asking(FileModel):
    """What `hotseat check` holds the words of every question to."""

    receipts: Patterns
    yes_or_no: Patterns
    requests: Patterns
    opens_up: Patterns
    either_or: Patterns
    story_kinds: frozenset[QuestionKind]
    experience: Patterns
    made_up_kinds: frozenset[QuestionKind]
    no_fact: Patterns
    bare_words: frozenset[str]


def load_asking(path: Path) -> Asking:
    """The file, or a ContentError that names it."""
    return validated(Asking, read_yaml(path), path)


def first(patterns: Patterns, text: str) -> str | None:
    """The first stretch that one of the patterns finds."""
    found = (re.search(p, text, re.IGNORECASE) for p in patterns)
    return next((m.group() for m in found if m), None)
