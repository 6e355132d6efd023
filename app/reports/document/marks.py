"""Splits an answer at its marks, so that every format highlights the same words."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from app.domain.report import Mark
from app.reports.document.blocks import Paragraph, Run, Style
from app.reports.document.text import clean, language_of

_NO_WORDS = Paragraph((Run("No words.", "quiet"),))


def marked_runs(text: str, marks: Iterable[Mark]) -> Iterator[Run]:
    """The text as runs in order. Where marks overlap, the one that starts last sets the style; each keeps its label."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    for start, end in pairwise(edges):
        over = [mark for mark in inside if mark.start <= start and end <= mark.end]
        style: Style = max(over, key=lambda mark: mark.start).kind if over else "plain"
        labels = tuple(mark.label for mark in over if mark.end == end)
        yield Run(clean(text[start:end]), style, labels=labels, lang=language_of(text[start:end]))


def answer_paragraphs(text: str, marks: Iterable[Mark], *, code: bool = False) -> tuple[Paragraph, ...]:
    """The answer as paragraphs, one a line; as a single block when it is code."""
    runs = tuple(marked_runs(text, marks))
    if code:
        return (Paragraph(runs, tone="code"),)
    return tuple(Paragraph(line, lang=_language(line)) for line in _lines(runs)) or (_NO_WORDS,)


def looks_like_code(text: str) -> bool:
    """Whether an answer to a coding question holds code: two indented lines, or a fence."""
    indented = [line for line in text.splitlines() if line[:1] in (" ", "\t") and line.strip()]
    return len(indented) > 1 or "```" in text


def _lines(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    line: list[Run] = []
    for run in runs:
        first, *rest = _broken(run)
        line.append(first)
        for piece in rest:
            yield from _unless_blank(line)
            line = [piece]
    yield from _unless_blank(line)


def _broken(run: Run) -> list[Run]:
    """The run at its line breaks; the note letters stay with the last piece."""
    pieces = run.text.split("\n")
    last = len(pieces) - 1
    return [
        Run(piece, run.style, labels=run.labels if index == last else (), lang=run.lang)
        for index, piece in enumerate(pieces)
    ]


def _unless_blank(line: list[Run]) -> Iterator[tuple[Run, ...]]:
    kept = tuple(run for run in line if run.text or run.labels)
    if any(run.text.strip() or run.labels for run in kept):
        yield kept


def _language(line: Iterable[Run]) -> str | None:
    return language_of("".join(run.text for run in line))
