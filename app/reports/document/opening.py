"""The first page: the verdict, what would change it, what to keep and fix; then the pillars and the trust line."""

from collections.abc import Iterator

from app.domain.report import FixFirst, PillarLine, Quote, Report, ReportExchange
from app.reports import charts
from app.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Figure,
    Line,
    Lines,
    Opening,
    Paragraph,
    PillarRow,
    Run,
    Section,
    Step,
    Table,
)
from app.reports.document.lines import cell, run, sentence
from app.reports.document.links import Links, words
from app.reports.document.phrases import (
    KEY_TO_BANDS,
    KEY_TO_LINES,
    SELF_RATINGS,
    clock,
    count,
    decimal,
    engine,
    short_date,
    spread,
)
from app.reports.document.text import one_line

_MOST_TITLED_COLUMNS = 5  # with more exchanges than this, the columns carry only their numbers
_USUAL_MINUTES = 4


def opening(report: Report, links: Links) -> Opening:
    """The verdict and the one thing to do about it."""
    return Opening(
        headline=one_line(report.headline),
        count=one_line(report.count_line),
        lead=run(report.verdict),
        change=one_line(report.would_change or ""),
        keep=_keep(report, links),
        fix=tuple(_fix(report.fix_first, report, links)) if report.fix_first else (),
        next_step=_next_step(report),
        who=tuple(_who(report)),
        aside=SELF_RATINGS.get(report.self_rating or "", ""),
    )


def _keep(report: Report, links: Links) -> Step | None:
    if report.keep is None:
        return None
    return Step("You said", links.to(report.keep.turn), words(report.keep.text), one_line(report.keep_note or ""))


def _fix(fix: FixFirst, report: Report, links: Links) -> Iterator[Step]:
    yield from _said("You said", fix.said, links)
    yield from _said(f"{one_line(report.persona_name)} asked", fix.asked, links)
    where = None if fix.said or fix.asked else _question(fix, report, links)
    yield Step("Still missing", where, run(fix.still_missing))


def _question(fix: FixFirst, report: Report, links: Links) -> Run | None:
    """The question whose answer lacks it, where no words of it are held up."""
    asked = next((e for e in report.exchanges if e.number == fix.exchange and e.turns), None)
    return links.to(asked.turns[0].number, f"exchange {asked.number}, {one_line(asked.title)}") if asked else None


def _said(label: str, quote: Quote | None, links: Links) -> Iterator[Step]:
    if quote is not None:
        yield Step(label, links.to(quote.turn), words(quote.text))


def _next_step(report: Report) -> str:
    if report.fix_first is not None:
        minutes = {drill.question_id: drill.minutes for drill in report.drills}
        return f"Try that answer again · {minutes.get(report.fix_first.question_id, _USUAL_MINUTES)} min"
    first = next(iter(report.drills), None)
    return f"{one_line(first.title)} · {first.minutes} min" if first else ""


def _who(report: Report) -> Iterator[str]:
    yield f"{one_line(report.persona_name)}, {one_line(report.persona_role)}"
    yield f"{short_date(report.started_at)}, {clock(report.started_at)}, {report.minutes} min"
    if report.candidate:
        yield f"With {one_line(report.candidate)}"
    sought = [one_line(part) for part in (report.role, report.company) if part]
    if sought:
        yield f"For {', '.join(sought)}"


def pillars(report: Report) -> Section:
    """The five lines, then the numbers behind them."""
    repeated = any(pillar.low is not None for pillar in report.pillars)
    key = f"{KEY_TO_LINES} {KEY_TO_BANDS}" if repeated else KEY_TO_LINES
    axis = Figure(charts.pillar_axis(), "", "")
    lines = Lines(axis, tuple(map(_pillar_row, report.pillars)), key)
    table = _numbers(report, repeated=repeated)
    return Section("pillars", "Five pillars, against the bar", "Pillars", (lines, table))


def _pillar_row(pillar: PillarLine) -> PillarRow:
    drawing = Figure(
        charts.pillar_line(pillar.mean, pillar.low, pillar.high),
        charts.pillar_words(pillar.mean, pillar.low, pillar.high),
        charts.pillar_text(pillar.mean),
    )
    detail = one_line(pillar.reason) if pillar.mean is None else count(pillar.exchanges, "exchange")
    return PillarRow(one_line(pillar.name), one_line(pillar.in_words), detail, drawing)


def _numbers(report: Report, *, repeated: bool) -> Table:
    titled = len(report.exchanges) <= _MOST_TITLED_COLUMNS
    scored = [_number_column(exchange, titled=titled) for exchange in report.exchanges]
    columns = [Column("Pillar", share=5), *scored, Column("Mean", share=3, numeric=True)]
    if repeated:
        columns.append(Column("Repeated", share=3, numeric=True))
    rows = tuple(tuple(_number_row(pillar, report, repeated=repeated)) for pillar in report.pillars)
    return Table(_numbers_caption(report), tuple(columns), rows)


def _number_column(exchange: ReportExchange, *, titled: bool) -> Column:
    title = f"{exchange.number} {one_line(exchange.title)}" if titled else str(exchange.number)
    return Column(title, share=2 if titled else 1, numeric=True)


def _number_row(pillar: PillarLine, report: Report, *, repeated: bool) -> Iterator[Cell]:
    yield cell(pillar.name)
    for exchange in report.exchanges:
        score = next((line.score for line in exchange.pillars if line.id == pillar.pillar), None)
        yield cell("" if score is None else str(score))
    yield cell(Run(decimal(pillar.mean), "plain" if pillar.mean is None else "strong"))
    if repeated:
        yield cell(spread(pillar.low, pillar.high))


def _numbers_caption(report: Report) -> str:
    weights = f"Weights are the question’s targets times {one_line(report.persona_name)}’s focus."
    return f"Each exchange on its own, then the weighted mean. {weights}"


def trust(report: Report) -> Section:
    """Who asked, who graded, by which rules, with which limits."""
    blocks: list[Block] = [Paragraph(_made_by(report))]
    if report.trust.qualification:
        blocks.append(Paragraph((run(report.trust.qualification),)))
    blocks.append(Bullets(tuple((run(limit),) for limit in report.trust.limits)))
    return Section("trust", "How far to trust this", "Trust", tuple(blocks))


def _made_by(report: Report) -> Line:
    made = report.trust
    same = made.interviewer == made.grader
    grader = engine(made.grader)
    by = (
        f"Interviewed and graded by {grader}"
        if same
        else f"Interviewed by {engine(made.interviewer)}, graded by {grader}"
    )
    return (run(sentence(f"{by}, rubric {made.rubric}")),)
