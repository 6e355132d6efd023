"""One exchange: the answers with their marks, why each score, the claims checked, and what would be stronger."""

from collections.abc import Iterator

from app.domain.report import Claim, Report, ReportExchange, ReportTurn, ScoreLine
from app.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Note,
    Paragraph,
    Record,
    RecordTurn,
    Run,
    Section,
    Subhead,
    Table,
)
from app.reports.document.coaching import coaching
from app.reports.document.lines import cell, line, run, sentence
from app.reports.document.links import Links
from app.reports.document.marks import answer_paragraphs, looks_like_code
from app.reports.document.phrases import KEY_TO_MARKS, ON_THIS_ANSWER, aloud, claim_verdict, count
from app.reports.document.text import one_line

_ANSWERS = frozenset({"answer", "append"})
_SPEAKERS = {"coach_note": "Coach"}


def exchange_section(report: Report, exchange: ReportExchange, links: Links) -> Section:
    """Everything about one question."""
    title = one_line(exchange.title)
    return Section(
        id=f"exchange-{exchange.number}",
        title=title,
        short=f"{exchange.number} {title}",
        blocks=tuple(_blocks(report, exchange, links)),
        over=f"Exchange {exchange.number}",
    )


def _blocks(report: Report, exchange: ReportExchange, links: Links) -> Iterator[Block]:
    if exchange.summary:
        yield Paragraph((run(exchange.summary),))
    yield Paragraph((Run(" · ".join(_standing(report, exchange)), "strong"),))
    if exchange.not_graded:
        yield Paragraph((run(f"Not graded: {sentence(exchange.not_graded)} Nothing was guessed."),), tone="notice")
    if exchange is next((told for told in report.exchanges if told.marks), None):
        yield Paragraph(KEY_TO_MARKS, tone="quiet")
    yield record(report, exchange.turns, links, exchange)
    yield from _scores(exchange, links)
    yield from _claims(exchange, links)
    yield from coaching(report, exchange, links)
    yield from _list("What a strong answer shows", exchange.strong)
    yield from _list("Ask yourself before the next try", exchange.ask_yourself)


def _standing(report: Report, exchange: ReportExchange) -> Iterator[str]:
    yield "You passed on this question" if exchange.passed else ON_THIS_ANSWER[exchange.on_this_answer]
    followed = sum(row.exchange == exchange.number for row in report.ledger)
    if followed:
        yield count(followed, "follow-up")
    if exchange.hints:
        yield f"{count(exchange.hints, 'hint')} given"


def record(
    report: Report, turns: tuple[ReportTurn, ...], links: Links, exchange: ReportExchange | None = None
) -> Record:
    """The turns as they were said, with the marks and notes of their exchange."""
    return Record(tuple(_turn(report, turn, links, exchange) for turn in turns))


def _turn(report: Report, turn: ReportTurn, links: Links, exchange: ReportExchange | None) -> RecordTurn:
    marks = [mark for mark in exchange.marks if mark.turn == turn.number] if exchange else []
    code = exchange is not None and exchange.category == "coding" and looks_like_code(turn.text)
    return RecordTurn(
        number=turn.number,
        speaker=turn.speaker,
        name="You" if turn.speaker == "candidate" else _SPEAKERS.get(turn.kind, one_line(report.persona_name)),
        length=_length(turn),
        paragraphs=answer_paragraphs(turn.text, marks, code=code),
        notes=tuple(Note(one_line(mark.label), mark.kind, (run(mark.note),)) for mark in marks),
        anchor=links.holds(turn),
    )


def _length(turn: ReportTurn) -> tuple[str, ...]:
    if turn.speaker != "candidate" or turn.kind not in _ANSWERS:
        return ()
    said = count(turn.words, "word")
    return (said, aloud(turn.aloud_seconds)) if turn.aloud_seconds else (said,)


def _scores(exchange: ReportExchange, links: Links) -> Iterator[Block]:
    if exchange.not_graded or not exchange.pillars:
        return
    columns = (Column("Pillar", share=9), Column("Score", share=6), Column("Why", share=17))
    yield Subhead("Why these scores")
    yield Table("", columns, tuple(tuple(_score_row(score, links)) for score in exchange.pillars))


def _score_row(score: ScoreLine, links: Links) -> Iterator[Cell]:
    yield cell(score.name)
    if score.score is None:
        yield cell(run(score.in_words, "quiet"))
    else:
        yield cell(line(Run(str(score.score), "strong"), score.in_words))
    yield because(score, links)


def because(score: ScoreLine, links: Links, *, words_first: bool = False) -> Cell:
    """Why a score is what it is: the reason, the words it rests on, what was missing."""
    reason = sentence(score.reason)
    quotes = tuple(links.quoted(quote) for quote in score.quotes)
    missing = line(Run("Missing:", "strong"), sentence(score.missing)) if score.missing else None
    return cell(*quotes, reason, missing) if words_first else cell(reason, *quotes, missing)


def _claims(exchange: ReportExchange, links: Links) -> Iterator[Block]:
    if not exchange.claims:
        return
    columns = (Column("What the question turns on", share=5), Column("Found", share=2), Column("Where", share=6))
    yield Subhead("Claims checked")
    yield Table(
        "Facts listed with the question; no other technical claim was judged.",
        columns,
        tuple(_claim_row(claim, links) for claim in exchange.claims),
    )


def _claim_row(claim: Claim, links: Links) -> tuple[Cell, ...]:
    quote = links.quoted(claim.quote) if claim.quote else None
    return (cell(claim.says), cell(Run(claim_verdict(claim), "strong")), cell(quote, sentence(claim.note)))


def _list(title: str, items: tuple[str, ...]) -> Iterator[Block]:
    if items:
        yield Subhead(title)
        yield Bullets(tuple((run(item),) for item in items))
