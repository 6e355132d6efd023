"""What a grading model is shown of an exchange: who said what, and nothing of who asks, who helps or who steers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.turn import Speaker
from app.grading.legible import Legible
from app.signals.folding import is_invisible
from app.signals.found import ExchangeSignals, Span
from app.signals.integrity import mask

HELP = frozenset({"coach_note", "stuck"})
"""Turns that help: not the interviewer's question, and not the candidate's own."""


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as it is shown; `turn` is its index in the exchange."""

    turn: int
    speaker: Speaker
    text: str


class Blind:
    """Shows exchanges without the interviewer's name or greeting. Built once from the content; pure."""

    def __init__(self, content: Content) -> None:
        self._legible = Legible(content.rubrics, content.grading.rules)
        names = "|".join(re.escape(p.name) for p in content.personas.values())
        self._names = re.compile(rf"\b(?:{names})\b")
        self._asked = {q.id: tuple(q.ask.values()) for q in content.questions.values()}
        self._says = content.grading.rules.says

    def show(self, exchange: Exchange, signals: ExchangeSignals) -> tuple[ShownTurn, ...]:
        """The exchange's turns in order, without help; what steers is replaced by a mark that says so."""
        return tuple(
            ShownTurn(index, turn.speaker, self._text(exchange, index, turn, signals))
            for index, turn in enumerate(exchange.turns)
            if turn.kind not in HELP
        )

    def answer(self, text: str, barred: Sequence[Span]) -> str:
        """An answer without attempts on the grade and what is not English; what does not show leaves no mark."""
        cuts = [(s, "" if is_invisible(s.text[:1]) else self._says["removed"]) for s in barred]
        rest = mask(text, barred)
        cuts += [(span, self._says["illegible"]) for span in self._legible.illegible(rest)]
        for span, mark in sorted(cuts, key=lambda cut: cut[0].start, reverse=True):
            text = text[: span.start] + mark + text[span.end :]
        return plain(text)

    def asked(self, text: str, question_id: str | None) -> str:
        """What the interviewer said without who says it: the question as it stands in its file, no names."""
        written = (a for a in self._asked.get(question_id or "", ()) if a in text)
        return plain(self._names.sub(self._says["name"], next(written, text)))

    def _text(self, exchange: Exchange, index: int, turn: ExchangeTurn, signals: ExchangeSignals) -> str:
        if turn.speaker == "candidate":
            return self.answer(turn.text, signals.answers[index].steering)
        return self.asked(turn.text, exchange.question_id)


def plain(text: str) -> str:
    """Letters in their usual form, as the check of quotes sees them; half a surrogate pair becomes "?"."""
    return unicodedata.normalize("NFKC", text).encode("utf-8", "replace").decode("utf-8")
