"""Which sentences of a turn ask something."""

from collections.abc import Sequence

from app.signals.annotate import Annotated
from app.signals.found import Span
from app.signals.grammar import TAG_LEAST_WORDS, TAG_SUBJECTS, TAG_VERBS

_MARKS = ("?", "？")


def questions(text: str, read: Sequence[Annotated]) -> frozenset[int]:
    """The numbers of the sentences that ask; a statement with a tag ("…, is it?") asks nothing."""
    return frozenset(i for i, item in enumerate(read) if _asks(text, item))


def asks(text: str, read: Sequence[Annotated]) -> Span | None:
    """The question that the turn ends with."""
    if not read or not _asks(text, read[-1]):
        return None
    start, end = read[-1].sentence.start, read[-1].sentence.end
    end = text.index("?", end) + 1 if "?" in text[end:] else end
    return Span(start, end, text[start:end])


def _asks(text: str, item: Annotated) -> bool:
    after = text[item.sentence.end : item.sentence.end + 3].lstrip("\"'”’) ")
    return after.startswith(_MARKS) and not _is_tagged(item)


def _is_tagged(item: Annotated) -> bool:
    if len(item.words) < TAG_LEAST_WORDS or not item.sentence.breaks:
        return False
    verb, subject = item.words[-2].norm, item.words[-1].norm
    last_break, last_words = item.sentence.breaks[-1], item.sentence.words[-2]
    return verb in TAG_VERBS and subject in TAG_SUBJECTS and last_break <= last_words.start
