"""What a report is made of, apart from any format: sections of blocks of runs.

Built once from a Report by `app.reports.document.build`; a format only decides how each kind is set.
Every text in here has been through `text.clean`, and none has been escaped: each format does that for itself.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Style = Literal["plain", "strong", "quiet", "quote", "link", "keep", "gap"]
Tone = Literal["plain", "quiet", "notice", "code"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing and the words that stand for it."""

    svg: str
    alt: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    `turn` makes it a link to that turn, which the document is sure to hold. `labels` are the note letters that
    follow a marked stretch. `lang` is a language tag where the script differs from the report's English.
    """

    text: str
    style: Style = "plain"
    turn: int | None = None
    labels: tuple[str, ...] = ()
    lang: str | None = None
    figure: Figure | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `code` keeps line breaks and leading spaces."""

    runs: Line
    tone: Tone = "plain"
    lang: str | None = None
    kind: Literal["paragraph"] = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside a section."""

    text: str
    kind: Literal["subhead"] = field(default="subhead", init=False)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; numbered when `ordered`."""

    items: tuple[Line, ...]
    ordered: bool = False
    kind: Literal["bullets"] = field(default="bullets", init=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A titled list that stands beside others."""

    title: str
    items: tuple[str, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """Lists side by side."""

    groups: tuple[Group, ...]
    kind: Literal["groups"] = field(default="groups", init=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, such as what a report was made with."""

    pairs: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `share` is its width against the other columns, 0 as narrow as it goes."""

    title: str
    share: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell of short lines; `nil` says that it holds only a dash and may be left out where a row folds."""

    lines: tuple[Line, ...]
    nil: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. With `headed`, the first cell of each row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headed: bool = True
    kind: Literal["table"] = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class PillarRow:
    """One pillar on the line from 1 to 5."""

    name: str
    words: str
    detail: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Lines:
    """The pillars under one axis."""

    axis: Figure
    rows: tuple[PillarRow, ...]
    key: str
    kind: Literal["lines"] = field(default="lines", init=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A note beside a turn, on the stretch with this label."""

    label: str
    mark: Literal["keep", "gap"]
    runs: Line


@dataclass(frozen=True, slots=True)
class RecordTurn:
    """One turn as it was said; `length` in words and aloud. `anchor`: links to this number lead here."""

    number: int
    speaker: Literal["interviewer", "candidate"]
    name: str
    length: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    anchor: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Turns in order, with their notes."""

    turns: tuple[RecordTurn, ...]
    kind: Literal["record"] = field(default="record", init=False)


Block = Paragraph | Subhead | Bullets | Groups | Facts | Table | Lines | Record


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading. `short` is its name in the contents; `over` stands small above the title."""

    id: str
    title: str
    short: str
    blocks: tuple[Block, ...]
    over: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One of said, asked, still missing: a label, where it was said, the words, what they show."""

    label: str
    where: Run | None
    words: Run
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The first screen or page: the verdict and the one thing to do about it."""

    headline: str
    count: str
    lead: Run
    change: str
    keep: Step | None
    fix: tuple[Step, ...]
    next_step: str
    who: tuple[str, ...]
    aside: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, ready to be set."""

    title: str
    running_title: str
    sample: str
    made: datetime
    opening: Opening
    sections: tuple[Section, ...]
