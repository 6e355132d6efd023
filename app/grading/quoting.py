"""Picks the words that a score rests on, so that every quote stands in its turn and not one serves everything."""

from collections.abc import Iterable, Sequence

from app.domain.exchange import Exchange
from app.domain.grade import Evidence
from app.grading.evidence import long_enough, verified
from app.signals.found import AnswerSignals, ExchangeSignals, Span
from app.signals.fragment import sentence_quote
from app.signals.manner import SPEAKING

MOST = 3  # quotes a score
_SHORT_ANSWER = 12  # words; below this the answer itself may be the quote


class Quoter:
    """Quotes of one exchange. Remembers what it has quoted, to prefer words not used yet."""

    def __init__(self, exchange: Exchange, signals: ExchangeSignals) -> None:
        self._exchange = exchange
        self._answers = {i: a for i, a in signals.answers.items() if a.kind in SPEAKING}
        self._used: set[tuple[int, str]] = set()
        self._made: dict[tuple[int, int], Evidence | None] = {}

    def evidence(self, names: Sequence[str], most: int = MOST) -> tuple[Evidence, ...]:
        """Up to `most` verified quotes for these signals; failing all, one of the longest answer's sentences."""
        chosen: list[Evidence] = []
        for name in names:
            quote = self._for(name, chosen)
            if quote is not None and quote not in chosen:
                chosen.append(quote)
            if len(chosen) == most:
                break
        chosen = chosen or list(self._any())
        self._used.update((e.turn, e.quote) for e in chosen)
        return tuple(chosen)

    def fullest(self, names: Sequence[str]) -> tuple[Evidence, ...]:
        """The one verified quote in which most of these signals are heard; the earlier names break ties."""
        heard: dict[tuple[int, str], list[Evidence]] = {}
        for name in dict.fromkeys(names):
            for quote in dict.fromkeys(self._candidates(name)):
                heard.setdefault((quote.turn, quote.quote), []).append(quote)
        best = max(heard.values(), key=len, default=[])
        return tuple(best[:1])

    def spans(self, places: Sequence[tuple[int, Span]]) -> tuple[Evidence, ...]:
        """Up to three verified quotes around these places."""
        quotes = [self._quote(turn, self._answers[turn], span) for turn, span in places if turn in self._answers]
        return tuple(dict.fromkeys(q for q in quotes if q is not None))[:MOST]

    def _for(self, name: str, chosen: Sequence[Evidence]) -> Evidence | None:
        options = [e for e in self._candidates(name) if e not in chosen]
        fresh = [e for e in options if (e.turn, e.quote) not in self._used]
        return next(iter(fresh or options), None)

    def _candidates(self, name: str) -> Iterable[Evidence]:
        for turn, answer in self._answers.items():
            for span in answer.shown.get(name) or answer.found.get(name, ()):
                quote = self._quote(turn, answer, span)
                if quote is not None:
                    yield quote

    def _any(self) -> Iterable[Evidence]:
        if not self._answers:
            return
        turn, answer = max(self._answers.items(), key=lambda item: item[1].substance)
        for sentence in sorted(answer.sentences, key=lambda s: (not s.counts, not s.anchored, -s.words)):
            quote = self._quote(turn, answer, Span(sentence.start, sentence.start + 1, ""))
            if quote is not None:
                yield quote
                return

    def _quote(self, turn: int, answer: AnswerSignals, span: Span) -> Evidence | None:
        """The clause around a span, or the whole answer where that is short; made once for a place."""
        place = (turn, span.start)
        if place not in self._made:
            quote = sentence_quote(answer.text, span)
            found = self._cut(turn, answer, quote)
            if found is None and answer.words < _SHORT_ANSWER:
                found = verified(self._exchange, turn, answer.text.strip(), answer.steering)
            self._made[place] = found
        return self._made[place]

    def _cut(self, turn: int, answer: AnswerSignals, quote: Span) -> Evidence | None:
        """A piece cut out of the answer is there; it must still be long enough and clear of attempts."""
        clear = not any(s.start < quote.end and quote.start < s.end for s in answer.steering)
        return Evidence(turn, quote.text) if clear and long_enough(quote.text, answer.text) else None
