"""Links to turns: made only to a turn that the report holds, and each turn is held once."""

from app.domain.report import Quote, Report, ReportTurn
from app.reports.document.blocks import Line, Run
from app.reports.document.text import language_of, one_line


class Links:
    """Knows where each turn of a report stands."""

    def __init__(self, report: Report) -> None:
        self._places: dict[int, ReportTurn] = {}
        for turn in all_turns(report):
            self._places.setdefault(turn.number, turn)

    def holds(self, turn: ReportTurn) -> bool:
        """Whether this is the place that links to its number lead to: the first, should a number come twice."""
        return self._places.get(turn.number) is turn

    def to(self, number: int, text: str | None = None) -> Run:
        """`turn 4`, as a link where there is such a turn."""
        return Run(text or f"turn {number}", "link", turn=number if number in self._places else None)

    def quoted(self, quote: Quote) -> Line:
        """The words in quotation marks, with a link to their turn."""
        return (words(quote.text), Run(" "), self.to(quote.turn))


def words(text: str) -> Run:
    """A quotation."""
    return Run(one_line(text), "quote", lang=language_of(text))


def all_turns(report: Report) -> tuple[ReportTurn, ...]:
    """The turns of the exchanges, then those of the close."""
    return tuple(turn for exchange in report.exchanges for turn in exchange.turns) + report.closing
