"""What stands after the exchanges: follow-ups, STAR+L, coverage, observations, drills, the close, how it was made."""

from collections.abc import Iterator

from app.domain.report import Drill, LedgerRow, Observation, Report, ReportExchange, ReportTurn, ScoreLine
from app.domain.scale import Element
from app.reports import charts
from app.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Figure,
    Group,
    Groups,
    Line,
    Paragraph,
    Run,
    Section,
    Subhead,
    Table,
)
from app.reports.document.exchanges import because, record
from app.reports.document.lines import cell, drawn, line, run, sentence
from app.reports.document.links import Links, all_turns
from app.reports.document.phrases import CAME_BACK, aloud, clock, long_date, turn_range
from app.reports.document.text import one_line

_COVERED = {"drill": "What this answer covered", "round": "What this round covered", "loop": "What this loop covered"}


def ledger(report: Report, links: Links) -> Section:
    """Each follow-up, what it went for, and what came back."""
    columns = (
        Column("Turn", share=0),
        Column("Asked", share=6),
        Column("To find out", share=3),
        Column("What came back", share=5),
    )
    rows = tuple(_ledger_row(row, links) for row in report.ledger)
    table = Table(one_line(report.ledger_line), columns, rows, headed=False)
    return Section("ledger", f"What {one_line(report.persona_name)} went for", "Follow-ups", (table,))


def _ledger_row(row: LedgerRow, links: Links) -> tuple[Cell, ...]:
    quote = links.quoted(row.quote) if row.quote else None
    came_back = cell(line(Run(f"{CAME_BACK[row.came_back]}.", "strong"), sentence(row.note)), quote)
    return (cell(links.to(row.turn, str(row.turn))), cell(row.asked), cell(row.gap_name), came_back)


def starl(report: Report, links: Links) -> Section:
    """The parts of each told story, as far as they were heard."""
    told = [exchange for exchange in report.exchanges if exchange.starl is not None]
    tables = tuple(_story(exchange, report.element_order, links) for exchange in told)
    return Section("starl", "STAR+L", "STAR+L", tables)


def _story(exchange: ReportExchange, order: tuple[Element, ...], links: Links) -> Table:
    parts = sorted(exchange.starl or (), key=lambda part: _place(part, order))
    columns = (Column("Part", share=2), Column("Heard as", share=2), Column("In your words, or missing", share=7))
    rows = tuple((cell(part.name), cell(_heard(part)), because(part, links, words_first=True)) for part in parts)
    return Table(f"Exchange {exchange.number} · {one_line(exchange.title)}", columns, rows)


def _place(part: ScoreLine, order: tuple[Element, ...]) -> int:
    return next((place for place, element in enumerate(order) if element == part.id), len(order))


def _heard(part: ScoreLine) -> Run:
    if part.score is None:
        return run(part.in_words, "quiet")
    squares = Figure(
        charts.element_squares(part.score), charts.element_words(part.score), charts.element_text(part.score)
    )
    return drawn(squares, part.in_words)


def coverage(report: Report) -> Section:
    """What was shown, asked for in vain, never reached."""
    covered = report.coverage
    groups = Groups(
        (
            Group("Shown", tuple(map(one_line, covered.shown))),
            Group("Asked for, not shown", tuple(map(one_line, covered.asked_not_shown))),
            Group("Not reached", tuple(map(one_line, covered.not_reached)), quiet=True),
        )
    )
    return Section("coverage", _COVERED.get(report.format, "What was covered"), "Coverage", (groups,))


def observations(report: Report, links: Links) -> Section:
    """Things noted that earn no score."""
    note = Paragraph((Run("Noted beside the scores; none of it moved one."),), tone="quiet")
    blocks = (block for observation in report.observations for block in _observation(observation, links))
    return Section("observations", "Also noticed", "Noticed", (note, *blocks))


def _observation(observation: Observation, links: Links) -> Iterator[Block]:
    yield Subhead(one_line(observation.title))
    if observation.text:
        yield Paragraph((run(observation.text),))
    items = (*((run(item),) for item in observation.items), *map(links.quoted, observation.quotes))
    if items:
        yield Bullets(items)


def integrity(report: Report, links: Links) -> Section:
    """Words that tried to steer the grade."""
    note = Paragraph(
        (Run("These words tried to steer the grade. They raised no score, and by themselves lowered none."),)
    )
    items = tuple(line(sentence(entry.text), links.quoted(entry.quote)) for entry in report.integrity)
    return Section("integrity", "Integrity notes", "Integrity", (note, Bullets(items)))


def drills(report: Report) -> Section:
    """What to practise next."""
    items = tuple(_drill(report, drill) for drill in report.drills)
    return Section("drills", "What to practise next", "Drills", (Bullets(items, ordered=True),))


def _drill(report: Report, drill: Drill) -> Line:
    same = drill.persona == report.persona
    partner = drill.persona_name or (report.persona_name if same else f"the {drill.persona.replace('_', ' ')}")
    how = Run(f"With {one_line(partner)}, {drill.minutes} min.", "quiet")
    return line(Run(sentence(drill.title), "strong"), how, sentence(drill.why))


def closing(report: Report, links: Links) -> Section:
    """The candidate's own questions and the goodbye."""
    note = Paragraph((Run("Not graded."),), tone="quiet")
    return Section("closing", "Your questions, and the close", "Close", (note, record(report, report.closing, links)))


def transcript(report: Report, links: Links) -> Section:
    """Where each turn stands: each is printed once, in its exchange, under its number."""
    note = Paragraph((Run("Every turn is printed in full once, in its exchange, under its number."),))
    columns = (
        Column("Turns", share=0),
        Column("Part", share=6),
        Column("Your words", share=2, numeric=True),
        Column("Aloud", share=3, numeric=True),
    )
    parts = [(f"{exchange.number} · {exchange.title}", exchange.turns) for exchange in report.exchanges]
    parts.append(("Your questions, and the close", report.closing))
    rows = tuple(_part_row(title, turns, links) for title, turns in parts if turns)
    return Section("transcript", "Transcript", "Transcript", (note, Table("", columns, rows, headed=False)))


def _part_row(title: str, turns: tuple[ReportTurn, ...], links: Links) -> tuple[Cell, ...]:
    numbers = [turn.number for turn in turns]
    yours = [turn for turn in turns if turn.speaker == "candidate"]
    seconds = sum(turn.aloud_seconds or 0 for turn in yours)
    return (
        cell(links.to(numbers[0], turn_range(numbers))),
        cell(title),
        cell(str(sum(turn.words for turn in yours))),
        cell(aloud(seconds).removesuffix(" aloud") if seconds else ""),
    )


def made_with(report: Report) -> Section:
    """Engine, rubric, date: what is needed to hold this report against another."""
    engines = dict.fromkeys(turn.engine for turn in all_turns(report) if turn.engine)
    pairs = (
        ("Session", report.session_id),
        ("Date", f"{long_date(report.started_at)}, {clock(report.started_at)} to {clock(report.ended_at)}"),
        ("Interviewer", ", ".join(engines) or report.trust.interviewer),
        ("Grader", report.trust.grader),
        ("Rubric", report.trust.rubric),
        ("Report", f"version {report.schema}"),
    )
    facts = Facts(tuple((name, one_line(value)) for name, value in pairs))
    return Section("made", "How this report was made", "About", (facts,))
