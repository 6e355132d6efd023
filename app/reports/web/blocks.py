"""Blocks of a report as HTML."""

from app.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Figure,
    Group,
    Groups,
    Lines,
    Note,
    Paragraph,
    PillarRow,
    Record,
    RecordTurn,
    Subhead,
    Table,
)
from app.reports.web.runs import direction, marked_line, note_id, paragraph, runs, turn_id
from app.reports.web.tags import Safe, join, tag, verbatim


def block(content: Block) -> Safe:
    """Any block."""
    match content:
        case Paragraph():
            return paragraph(content)
        case Subhead():
            return tag("h3", content.text)
        case Bullets():
            items = (tag("li", runs(item)) for item in content.items)
            return tag("ol" if content.ordered else "ul", *items, class_="bullets", role="list")
        case Groups():
            return tag("div", *map(_group, content.groups), class_="threefold")
        case Facts():
            pairs = (tag("div", tag("dt", name), tag("dd", value)) for name, value in content.pairs)
            return tag("dl", *pairs, class_="facts")
        case Table():
            return _table(content)
        case Lines():
            return _lines(content)
        case Record():
            return _record(content)


def is_wide(content: Block) -> bool:
    """Whether a block takes the side column too."""
    return isinstance(content, Table | Lines | Groups)


def drawing(figure: Figure) -> Safe:
    """A drawing, which carries its words as its accessible name."""
    return verbatim(figure.svg)


def _group(group: Group) -> Safe:
    items = tag("ul", *(tag("li", item) for item in group.items), class_="quiet" if group.quiet else None, role="list")
    return tag("div", tag("h3", group.title), items if group.items else tag("p", "Nothing.", class_="quiet"))


def _lines(lines: Lines) -> Safe:
    axis = tag("li", drawing(lines.axis), class_="axis", aria_hidden="true")
    rows = tag("ul", axis, *map(_pillar, lines.rows), class_="lines", role="list")
    return join((rows, tag("p", lines.key, class_="small quiet")))


def _pillar(row: PillarRow) -> Safe:
    detail = tag("span", tag("i", " · "), row.detail) if row.detail else None
    return tag("li", tag("h3", row.name), drawing(row.figure), tag("p", row.words, detail))


def _table(table: Table) -> Safe:
    head = tag("tr", *map(_head_cell, table.columns), role="row")
    body = (tag("tr", *_row(table, row), role="row") for row in table.rows)
    return tag(
        "table",
        tag("caption", table.caption) if table.caption else None,
        tag("colgroup", *_widths(table.columns)),
        tag("thead", head, role="rowgroup"),
        tag("tbody", *body, role="rowgroup"),
        role="table",
    )


def _widths(columns: tuple[Column, ...]) -> list[Safe]:
    """Shares as percentages; a column without a share takes what its words need."""
    whole = sum(column.share for column in columns)
    return [tag("col", style=f"width:{column.share * 100 // whole}%" if column.share else None) for column in columns]


def _head_cell(column: Column) -> Safe:
    return tag("th", column.title, scope="col", role="columnheader", class_=_cell_class(column))


def _row(table: Table, row: tuple[Cell, ...]) -> list[Safe]:
    cells = [_cell(column, cell) for column, cell in zip(table.columns, row, strict=True)]
    if table.headed:
        cells[0] = tag("th", *map(runs, row[0].lines), scope="row", role="rowheader")
    return cells


def _cell(column: Column, cell: Cell) -> Safe:
    class_ = _cell_class(column, cell)
    said = (tag("p", runs(line)) for line in cell.lines)
    return tag("td", *said, role="cell", class_=class_, data_label=column.title)


def _cell_class(column: Column, cell: Cell | None = None) -> str | None:
    names = (
        "num" if column.numeric else "",
        "narrow" if not column.share else "",
        "nil" if cell is not None and cell.nil else "",
    )
    return " ".join(filter(None, names)) or None


def _record(record: Record) -> Safe:
    return tag("ol", *map(_turn, record.turns), class_="record", role="list")


def _turn(turn: RecordTurn) -> Safe:
    side = "you" if turn.speaker == "candidate" else "them"
    notes = tag("div", *(_note(turn, note) for note in turn.notes), class_="side gloss") if turn.notes else None
    return tag(
        "li",
        tag("p", tag("b", turn.name), tag("span", f" Turn {turn.number}"), _length(turn), class_="margin who"),
        tag("div", *(_said(part, turn.number) for part in turn.paragraphs), class_="main said"),
        notes,
        id=turn_id(turn.number) if turn.anchor else None,
        class_=f"row turn--{side}",
    )


def _length(turn: RecordTurn) -> Safe:
    return join(tag("span", f" {length}") for length in turn.length)


def _said(part: Paragraph, turn: int) -> Safe:
    class_ = "code" if part.tone == "code" else None
    return tag("p", marked_line(part.runs, turn), class_=class_, **direction(part.lang))


def _note(turn: RecordTurn, note: Note) -> Safe:
    anchor = note_id(turn.number, note.label) if turn.anchor else None
    return tag("p", tag("b", note.label), " ", runs(note.runs), id=anchor)
