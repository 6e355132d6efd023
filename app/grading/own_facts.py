"""Whether a text keeps to what somebody said: its figures, dates, names and abbreviations must stand in their words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from app.signals.annotate import Annotated, annotated
from app.signals.figures import figures
from app.signals.tokens import Token

BLANK = re.compile(r"\[([^\[\]]+)\]")
_LEAST_ABBREVIATION = 2  # letters


def invented(text: str, said: Sequence[str], ordinary: Collection[str], *, any_start: bool = False) -> list[str]:
    """What of `text`, outside its [blanks], nobody `said`, as it stands there.

    The `ordinary` words, in lower case, are no names although they may be written with a capital; with `any_start` no
    word is that begins a sentence.
    """
    told = BLANK.sub(lambda blank: " " * len(blank.group()), text)
    known = {w.norm for turn in said for item in annotated(turn) for w in item.words}.union(ordinary)
    values = {figure.value for turn in said for figure in figures(turn)}
    found = [f for f in figures(told) if f.value not in values]
    strange = {f.start: told[f.start : f.end] for f in found}
    names = (n for item in annotated(told) for n in _strange(told, item, known, strange, any_start=any_start))
    return list(dict.fromkeys(names))


def _strange(
    text: str, item: Annotated, known: Collection[str], strange: Mapping[int, str], *, any_start: bool
) -> Iterator[str]:
    for index, (token, word) in enumerate(zip(item.sentence.words, item.words, strict=True)):
        if "num" in word.flags and token.start in strange:
            yield strange[token.start]
        elif token.kind == "number" or token.norm in known:
            continue
        elif "date" in word.flags or _is_named(text, token, begins=any_start and index == 0):
            yield text[token.start : token.end]


def _is_named(text: str, token: Token, *, begins: bool) -> bool:
    """Whether a word is written as a name or as an abbreviation."""
    written = text[token.start : token.end]
    if len(written) >= _LEAST_ABBREVIATION and written.isupper():
        return True
    return token.capital and not begins
