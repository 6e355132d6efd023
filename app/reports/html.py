"""The report as one HTML file: no request, no script; light and dark, phone to wide, and print."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from app.domain.report import Report
from app.reports.document.blocks import Block, Document, Record, Section
from app.reports.document.build import document
from app.reports.formats import ReportFormat
from app.reports.web.blocks import block, is_wide
from app.reports.web.opening import opening_section
from app.reports.web.tags import Safe, join, tag, verbatim

_STYLE = Path(__file__).parent / "templates" / "report.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def render(report: Report) -> bytes:
    """The whole file, UTF-8."""
    sheet = document(report)
    page = tag("html", _head(sheet), _body(sheet), lang="en")
    return f"<!doctype html>\n{page}\n".encode()


def _head(sheet: Document) -> Safe:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="color-scheme", content="light dark"),
        tag("meta", name_="referrer", content="no-referrer"),
        tag("title", f"{sheet.title} · Hotseat"),
        tag("style", verbatim(_style())),
    )


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _body(sheet: Document) -> Safe:
    return tag(
        "body",
        tag("a", "Skip to content", class_="skip", href="#content"),
        tag("header", _wordmark(), tag("p", "Interview report", class_="small quiet"), class_="frame site"),
        tag("main", *_main(sheet), id="content", class_="frame"),
        tag("footer", tag("p", sheet.running_title, class_="foot small quiet"), class_="frame"),
    )


def _wordmark() -> Safe:
    chair = tag("svg", tag("path", d="M2 2v18M2 12h10v8"), viewBox="0 0 14 22", aria_hidden="true")
    return tag("p", chair, "Hotseat", class_="wordmark")


def _main(sheet: Document) -> Iterator[Safe]:
    if sheet.sample:
        yield tag("p", sheet.sample, class_="notice sample", role="note")
    yield opening_section(sheet.opening, sheet.sections)
    yield from map(_section, sheet.sections)


def _section(section: Section) -> Safe:
    over = tag("span", f"{section.over} ", class_="over") if section.over else None
    heading = tag("h2", over, section.title, class_="margin", id=section.id)
    return tag("section", *_rows(section, heading), class_="part", aria_labelledby=section.id)


def _rows(section: Section, heading: Safe) -> Iterator[Safe]:
    """The section's blocks in grid rows. A record is its own row, since each turn in it has the three columns."""
    pending: Safe | None = heading
    for is_record, blocks in groupby(section.blocks, key=lambda content: isinstance(content, Record)):
        if is_record:
            yield from (tag("div", pending, class_="row"),) if pending else ()
            yield from map(block, blocks)
        else:
            yield tag("div", pending, *_columns(blocks), class_="row")
        pending = None


def _columns(blocks: Iterator[Block]) -> Iterator[Safe]:
    for wide, together in groupby(blocks, key=is_wide):
        yield tag("div", join(map(block, together)), class_="wide stack" if wide else "main stack")


FORMAT = ReportFormat(id="html", media_type="text/html; charset=utf-8", extension="html", render=render)
