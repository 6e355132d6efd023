"""What a model writes beside the numbers once they are fixed: for each exchange, and what to practise next.

Scores are what it is given and never what it gives; what it writes is held against the candidate's own words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.content.catalog import Content
from app.domain.report import Coaching, ExchangeCoaching, Report, ReportExchange, ReportTurn
from app.grading.calling import Caller
from app.grading.drill_choice import choose_drills
from app.grading.fencing import Draw, random_line
from app.grading.ledger import Calls, CallsInMemory
from app.grading.prose_asking import exchange_question
from app.grading.prose_reading import Told, read_prose
from app.grading.showing import HELP, Blind, ShownTurn
from app.grading.taking import Taking
from app.llm.calls import Model
from app.signals.found import Span


class ProseWriter:
    """Writes the prose of one report with one model."""

    def __init__(
        self,
        model: Model,
        content: Content,
        *,
        calls: Calls | None = None,
        temperature: float = 0.0,
        draw: Draw = random_line,
    ) -> None:
        self._model, self._content, self._grading = model.name, content, content.grading
        self._blind = Blind(content)
        kept = CallsInMemory() if calls is None else calls
        self._caller = Caller(model, kept, content.grading.prose_version, temperature, draw)

    async def write(self, report: Report) -> Coaching:
        """The prose of a report. ModelError where the model fails; what was written before it is in the ledger."""
        written = [await self._exchange(report, e) for e in report.exchanges if _was_answered(e)]
        told = tuple(c for c in written if c.stronger or c.rewrite)
        drills = await choose_drills(report, self._content, self._caller)
        return Coaching(self._model, self._grading.prose_version, told, drills)

    async def _exchange(self, report: Report, exchange: ReportExchange) -> ExchangeCoaching:
        turns = [t for t in exchange.turns if t.kind not in HELP]
        told = self._told(report, exchange, turns)
        shown = [self._shown(t, told, exchange.question_id) for t in turns]
        question = exchange_question(exchange, shown, self._grading)
        return told.coaching(await self._caller.ask(question, 0, Taking(read_prose, told.doubts)))

    def _told(self, report: Report, exchange: ReportExchange, turns: Sequence[ReportTurn]) -> Told:
        others = [t.text for t in turns if t.speaker == "interviewer"]
        words = {w.lower() for text in (*others, *exchange.strong) for w in text.split()}
        return Told(
            number=exchange.number,
            answers={t.number: t.text for t in turns if t.speaker == "candidate"},
            barred={t.number: tuple(_attempts(report, t)) for t in turns},
            others=others,
            ordinary=self._content.small_words | words,
            rules=self._grading.prose_rules,
            says=self._grading.prose.says,
        )

    def _shown(self, turn: ReportTurn, told: Told, question_id: str) -> ShownTurn:
        if turn.speaker == "candidate":
            text = self._blind.answer(turn.text, told.barred[turn.number])
        else:
            text = self._blind.asked(turn.text, question_id)
        return ShownTurn(turn.number, turn.speaker, text)


def coached(report: Report, coaching: Coaching) -> Report:
    """The report with what was written beside it; every number stays what it was."""
    return replace(report, coaching=coaching, drills=coaching.drills or report.drills, prose="done")


def _was_answered(exchange: ReportExchange) -> bool:
    """Whether there is something to tell better: a grade that rests on the candidate's words."""
    return exchange.not_graded is None and not exchange.passed and any(p.quotes for p in exchange.pillars)


def _attempts(report: Report, turn: ReportTurn) -> Iterator[Span]:
    """The attempts on the grade in a turn."""
    for quote in (line.quote for line in report.integrity if line.quote.turn == turn.number):
        start = turn.text.find(quote.text) if quote.start is None else quote.start
        if start >= 0:
            yield Span(start, start + len(quote.text), quote.text)
