"""Report -> Document: which sections a report has, in which order, and what each one says."""

from collections.abc import Iterator

from app.domain.report import Report
from app.reports.document import afterwards
from app.reports.document.blocks import Document, Section
from app.reports.document.exchanges import exchange_section
from app.reports.document.links import Links
from app.reports.document.opening import opening, pillars, trust
from app.reports.document.phrases import SAMPLE, long_date, short_date
from app.reports.document.text import one_line


def document(report: Report) -> Document:
    """The report as sections of blocks, ready to be set by any format."""
    links = Links(report)
    who = f"{one_line(report.persona_name)}, {one_line(report.persona_role)}"
    return Document(
        title=f"Interview report: {who}, {long_date(report.started_at)}",
        running_title=f"{who} · {short_date(report.started_at)}",
        sample=SAMPLE if report.sample else "",
        made=report.ended_at,
        opening=opening(report, links),
        sections=tuple(_sections(report, links)),
    )


def _sections(report: Report, links: Links) -> Iterator[Section]:
    yield pillars(report)
    yield trust(report)
    for exchange in report.exchanges:
        yield exchange_section(report, exchange, links)
    yield from _findings(report, links)
    if report.drills:
        yield afterwards.drills(report)
    if report.closing:
        yield afterwards.closing(report, links)
    yield afterwards.transcript(report, links)
    yield afterwards.made_with(report)


def _findings(report: Report, links: Links) -> Iterator[Section]:
    if report.ledger:
        yield afterwards.ledger(report, links)
    if any(exchange.starl is not None for exchange in report.exchanges):
        yield afterwards.starl(report, links)
    yield afterwards.coverage(report)
    if report.observations:
        yield afterwards.observations(report, links)
    if report.integrity:
        yield afterwards.integrity(report, links)
