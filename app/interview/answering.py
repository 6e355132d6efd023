"""Whether a reply answers another question than the one asked: it holds nothing of the kind that was asked for."""

import re

from app.content.catalog import Content
from app.signals.annotate import annotated

_QUESTION = re.compile(r"[^.?!]*\?")
_PLACED = frozenset({"in", "at", "from", "near", "to", "of"})  # what a name stands behind where it names no person


def answers_another(asked: str, said: str, content: Content) -> bool:
    """Precision before recall: a short reply, one that asks back or says no, and one with a person in it, is let be."""
    kinds, question = content.expected.kinds, (_QUESTION.findall(asked) or [asked])[-1]
    kind = next((k for k in kinds if k.asks.finds(question)), None)
    if kind is None or len(said.split()) < content.expected.least_words or said.rstrip().endswith("?"):
        return False
    plain = said.replace("’", "'")
    if content.manners.has_none.finds(plain) or kind.tells.finds(plain):
        return False
    return not _names_somebody(said)


def _names_somebody(text: str) -> bool:
    """Whether a name stands anywhere that is not where something was."""
    return any(
        "name" in word.flags and (i == 0 or item.words[i - 1].norm not in _PLACED)
        for item in annotated(text)
        for i, word in enumerate(item.words)
    )
