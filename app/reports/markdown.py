"""The report as Markdown: readable as plain text, and inert whatever a candidate wrote."""

from collections.abc import Iterator

from app.domain.report import Report
from app.reports.document.blocks import Document, Opening, Section, Step
from app.reports.document.build import document
from app.reports.formats import ReportFormat
from app.reports.plain.blocks import block, runs, slug
from app.reports.plain.escape import at_line_start, span


def render(report: Report) -> bytes:
    """The whole file, UTF-8."""
    paragraphs = filter(None, _document(document(report)))
    return ("\n\n".join(paragraphs) + "\n").encode()


def _document(sheet: Document) -> Iterator[str]:
    yield from _opening(sheet)
    yield " · ".join(f"[{span(section.short)}](#{slug(_title(section))})" for section in sheet.sections)
    for section in sheet.sections:
        yield f"## {span(_title(section))}"
        for content in section.blocks:
            yield from block(content)


def _title(section: Section) -> str:
    return f"{section.over}: {section.title}" if section.over else section.title


def _opening(sheet: Document) -> Iterator[str]:
    opening = sheet.opening
    yield f"# {span(' · '.join(filter(None, (opening.headline, opening.count))))}"
    yield f"*{sheet.sample}*" if sheet.sample else ""
    yield at_line_start(runs((opening.lead,)))
    yield at_line_start(span(" · ".join(opening.who)))
    yield f"**What would change it:** {span(opening.change)}" if opening.change else ""
    yield from _keep_and_fix(opening)
    yield f"**Next:** {span(opening.next_step)}" if opening.next_step else ""
    yield opening.aside


def _keep_and_fix(opening: Opening) -> Iterator[str]:
    if opening.keep is not None:
        yield "## Keep"
        yield _step(opening.keep)
    if opening.fix:
        yield "## Fix first"
        yield "\n".join(f"{place}. {_step(step)}" for place, step in enumerate(opening.fix, start=1))


def _step(step: Step) -> str:
    where = f", {runs((step.where,))}" if step.where else ""
    note = f" {span(step.note)}" if step.note else ""
    return at_line_start(f"{span(step.label)}{where}: {runs((step.words,))}{note}")


FORMAT = ReportFormat(id="markdown", media_type="text/markdown; charset=utf-8", extension="md", render=render)
