"""What a model wrote about an exchange: what a stronger answer would hold, and one passage told again."""

from collections.abc import Iterator

from app.domain.report import Report, ReportExchange, Rewrite
from app.reports.document.blocks import Block, Bullets, Paragraph, Run, Subhead
from app.reports.document.lines import line, run, sentence
from app.reports.document.links import Links
from app.reports.document.phrases import engine, written_by
from app.reports.document.text import one_line


def coaching(report: Report, exchange: ReportExchange, links: Links) -> Iterator[Block]:
    """The blocks about this exchange, none where nothing was written about it; the first says who wrote."""
    told = report.coaching.exchanges if report.coaching else ()
    own = next((each for each in told if each.exchange == exchange.number), None)
    if report.coaching is None or own is None:
        return
    if own.stronger:
        yield Subhead("What a stronger answer would hold")
        yield Bullets(tuple((run(point),) for point in own.stronger))
    if own.rewrite:
        yield from _rewrite(own.rewrite, links)
    if own is told[0]:
        yield Paragraph((run(written_by(engine(report.coaching.model))),), tone="quiet")


def _rewrite(rewrite: Rewrite, links: Links) -> Iterator[Block]:
    yield Subhead("One passage, told again")
    yield Paragraph(line("You said:", links.quoted(rewrite.said)))
    yield Paragraph(line("It could be:", run(rewrite.text)))
    if rewrite.blanks:
        asked = ((f"[{one_line(blank.name)}]", sentence(blank.question)) for blank in rewrite.blanks)
        yield Bullets(tuple(line(Run(name, "strong"), question) for name, question in asked))
