"""Blocks of a report as Markdown. Only CommonMark and pipe tables; no HTML, so that nothing depends on a sanitiser."""

import re
from collections.abc import Iterable, Iterator

from app.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Facts,
    Group,
    Groups,
    Line,
    Lines,
    Paragraph,
    Record,
    RecordTurn,
    Run,
    Subhead,
    Table,
)
from app.reports.plain.escape import at_line_start, fence, span

_SIGNS = {"strong": "**", "keep": "**", "gap": "*"}


def block(content: Block) -> Iterator[str]:
    """The block's paragraphs; a blank line goes between them."""
    match content:
        case Paragraph():
            yield code(content) if content.tone == "code" else at_line_start(runs(content.runs))
        case Subhead():
            yield f"### {span(content.text)}"
        case Bullets():
            yield "\n".join(_items(content))
        case Groups():
            yield from (part for group in content.groups for part in _group(group))
        case Facts():
            yield "\n".join(f"- {span(name)}: {span(value)}" for name, value in content.pairs)
        case Table():
            yield from _table(content)
        case Lines():
            yield from _lines(content)
        case Record():
            yield from (part for turn in content.turns for part in _turn(turn))


def runs(line: Line) -> str:
    """A line of runs."""
    said = ""
    for place, run in enumerate(line):
        after = line[place + 1].text[:1] if place + 1 < len(line) else ""
        said += _run(run, said[-1:], after)
    return said


def code(part: Paragraph) -> str:
    """Code as it was typed, in a fence that it cannot close."""
    text = "".join(run.text for run in part.runs)
    ticks = fence(text)
    return f"{ticks}\n{text}\n{ticks}"


def quoted(text: str) -> str:
    """A block as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def turn_slug(number: int) -> str:
    """The anchor that the heading `Turn 4` gets."""
    return f"turn-{number}"


def slug(heading: str) -> str:
    """The anchor that GitHub and most others give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _run(run: Run, before: str, after: str) -> str:
    if run.figure is not None:
        return f"{run.figure.text} {span(run.text)}"
    labels = "".join(rf"\[{span(label)}\]" for label in run.labels)
    if run.style in _SIGNS:
        return _emphasised(span(run.text), _SIGNS[run.style], before, "[" if labels else after) + labels
    if run.style == "quote":
        return f"“{span(run.text)}”"
    if run.style == "link" and run.turn is not None:
        return f"[{span(run.text)}](#{turn_slug(run.turn)})"
    return span(run.text) + labels


def _emphasised(text: str, sign: str, before: str, after: str) -> str:
    """Emphasis where CommonMark's flanking rules let it work; else the text alone, rather than stray asterisks."""
    core = text.strip()
    if not core or before == "*" or not (_lets(core[0], before) and _lets(core[-1], after)):
        return text
    return text.replace(core, f"{sign}{core}{sign}", 1)


def _lets(inner: str, outer: str) -> bool:
    return inner.isalnum() or not outer.isalnum()


def _items(bullets: Bullets) -> Iterator[str]:
    for number, item in enumerate(bullets.items, start=1):
        yield f"{f'{number}.' if bullets.ordered else '-'} {at_line_start(runs(item))}"


def _group(group: Group) -> Iterator[str]:
    yield f"### {span(group.title)}"
    yield "\n".join(f"- {at_line_start(span(item))}" for item in group.items) or "Nothing."


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield at_line_start(span(table.caption))
    rows = (tuple(map(_cell, row)) for row in table.rows)
    yield _pipes((span(column.title) for column in table.columns), (column.numeric for column in table.columns), rows)


def _pipes(titles: Iterable[str], numeric: Iterable[bool], rows: Iterable[Iterable[str]]) -> str:
    rule = ("---:" if right else "---" for right in numeric)
    return "\n".join(f"| {' | '.join(row)} |" for row in (titles, rule, *rows))


def _cell(cell: Cell) -> str:
    return " ".join(runs(line).strip() for line in cell.lines)


def _lines(lines: Lines) -> Iterator[str]:
    rows = ((span(row.name), f"`{row.figure.text}`", _in_words(row.words, row.detail)) for row in lines.rows)
    yield _pipes(("Pillar", "1 to 5, the bar at 3", "In words"), (False, False, False), rows)


def _in_words(words: str, detail: str) -> str:
    return f"{span(words)}, {span(detail)}" if detail else span(words)


def _turn(turn: RecordTurn) -> Iterator[str]:
    yield f"### Turn {turn.number}" if turn.anchor else f"**Turn {turn.number}**"
    yield " · ".join((f"**{span(turn.name)}**", *turn.length))
    yield "\n>\n".join(quoted(part) for paragraph in turn.paragraphs for part in block(paragraph))
    if turn.notes:
        yield "\n".join(rf"- \[{span(note.label)}\] {runs(note.runs)}" for note in turn.notes)
