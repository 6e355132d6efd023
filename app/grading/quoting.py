"""Picks the words that a score rests on: the sentences that hold most of what it names, and not one for everything."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.exchange import Exchange
from app.domain.grade import Evidence
from app.domain.rubric import Rubrics
from app.grading.evidence import long_enough, verified
from app.signals.found import AnswerSignals, ExchangeSignals, SentenceRead, Span
from app.signals.fragment import sentence_quote
from app.signals.manner import SPEAKING

MOST = 3  # quotes a score
_ENOUGH = 2  # quotes, where the signals named in the reason are all in them
_SHORT_ANSWER = 12  # words; below this the answer itself may be the quote
_SCRAP, _LEAST = 6, 3  # words; a sentence of so few is quoted with the one before it, one of fewer not at all
_WIDENED = 34  # words that two sentences quoted together may have

# What a quote gains and loses beside a point for each signal of the reason in it.
_OTHER, _PLAIN, _FIGURE = 0.4, 0.3, 0.2
_USED, _SCRAPPY, _EXCUSED, _PLACE = 0.5, 0.6, 1.0, 0.8


@dataclass(frozen=True, slots=True)
class _Piece:
    """A quote with the sentence it begins in, the signals heard in it, and its place in the exchange from 0 to 1."""

    evidence: Evidence
    start: int
    end: int
    sentence: SentenceRead | None
    heard: frozenset[str]
    place: float


class Quoter:
    """Quotes of one exchange. Remembers what it has quoted, to prefer words not used yet."""

    def __init__(self, exchange: Exchange, signals: ExchangeSignals, rubrics: Rubrics) -> None:
        self._exchange = exchange
        self._answers = {i: a for i, a in signals.answers.items() if a.kind in SPEAKING}
        self._plain = frozenset(rubrics.debrief.plain)
        self._excuses = frozenset(rubrics.debrief.excuses)
        self._used: set[Evidence] = set()
        self._made: dict[tuple[int, int], _Piece | None] = {}

    def evidence(self, names: Sequence[str], first: Collection[str] = ()) -> tuple[Evidence, ...]:
        """Verified quotes that hold most of these signals, those in `first` above all; failing all, any sentence."""
        open_, left = set(names), self._pieces(names)
        chosen: list[_Piece] = []
        while left and len(chosen) < (MOST if open_ & set(first) else _ENOUGH):
            best = max(left, key=lambda p: self._worth(p, p.heard & open_, first))
            if not best.heard & open_:
                break
            chosen.append(best)
            open_ -= best.heard
            left = [p for p in left if not _overlap(p, best)]
        quotes = [p.evidence for p in chosen] or list(self._any())
        self._used.update(quotes)
        return tuple(quotes)

    def fullest(
        self, names: Sequence[str], others: Sequence[str], *, late: bool | None = None
    ) -> tuple[tuple[Evidence, ...], frozenset[str]]:
        """The one quote that holds most of these signals, the first most of all, and which it holds.

        Told `late` or early, a later or an earlier place is better. `others` count a little, or serve in their stead.
        """
        rank = {name: len(names) - index for index, name in enumerate(names)}
        options = self._pieces(names) or self._pieces(others)
        if not options:
            return tuple(self._any()), frozenset()

        def worth(piece: _Piece) -> float:
            held = sum(rank[n] for n in piece.heard & rank.keys())
            side = 0.0 if late is None else _PLACE * (piece.place if late else 1 - piece.place)
            return held + side + _OTHER * len(piece.heard & set(others)) / 2 + self._merit(piece)

        best = max(options, key=worth)
        return (best.evidence,), best.heard

    def spans(self, places: Sequence[tuple[int, Span]]) -> tuple[Evidence, ...]:
        """Up to three verified quotes around these places."""
        pieces = [self._piece(turn, self._answers[turn], span) for turn, span in places if turn in self._answers]
        return tuple(dict.fromkeys(p.evidence for p in pieces if p is not None))[:MOST]

    def _worth(self, piece: _Piece, new: Collection[str], first: Collection[str]) -> float:
        gained = sum(_PLAIN if n in self._plain else 1.0 if n in first else _OTHER for n in new)
        return gained + self._merit(piece) - _USED * (piece.evidence in self._used)

    def _merit(self, piece: _Piece) -> float:
        """What makes a quote better or worse whatever it is quoted for."""
        read = piece.sentence
        scrap = len(piece.evidence.quote.split()) < _SCRAP
        figures = min(read.figures, 2) + read.anchored if read is not None else 0
        return _FIGURE * figures - _SCRAPPY * scrap - _EXCUSED * bool(self._excuses & piece.heard)

    def _pieces(self, names: Iterable[str]) -> list[_Piece]:
        """Every quote in which one of the signals is heard, once."""
        found: dict[Evidence, _Piece] = {}
        for name in names:
            for turn, answer in self._answers.items():
                for span in answer.shown.get(name) or answer.found.get(name, ()):
                    piece = self._piece(turn, answer, span)
                    if piece is not None:
                        found.setdefault(piece.evidence, piece)
        return list(found.values())

    def _any(self) -> Iterator[Evidence]:
        """A sentence of the answer that holds most, failing all signals."""
        if not self._answers:
            return
        turn, answer = max(self._answers.items(), key=lambda item: item[1].substance)
        for sentence in sorted(answer.sentences, key=lambda s: (not s.counts, not s.anchored, -s.words)):
            piece = self._piece(turn, answer, Span(sentence.start, sentence.start + 1, ""))
            if piece is not None:
                yield piece.evidence
                return

    def _piece(self, turn: int, answer: AnswerSignals, span: Span) -> _Piece | None:
        """The sentence around a span, or the whole answer where that is short; made once for a place."""
        place = (turn, span.start)
        if place not in self._made:
            self._made[place] = self._make(turn, answer, span)
        return self._made[place]

    def _make(self, turn: int, answer: AnswerSignals, span: Span) -> _Piece | None:
        quote = _widened(answer, sentence_quote(answer.text, span))
        evidence = _cut(turn, answer, quote)
        if evidence is None and answer.words < _SHORT_ANSWER:
            evidence = verified(self._exchange, turn, answer.text.strip(), answer.steering)
            quote = Span(0, len(answer.text), answer.text)
        if evidence is None:
            return None
        signals = {**answer.found, **answer.shown}
        heard = [n for n, spans in signals.items() if any(quote.start <= s.start < quote.end for s in spans)]
        read = next((s for s in answer.sentences if s.start <= quote.start < s.end), None)
        return _Piece(evidence, quote.start, quote.end, read, frozenset(heard), self._place(turn, quote.start))

    def _place(self, turn: int, start: int) -> float:
        """How far into all that was said a place lies."""
        before = sum(len(a.text) for i, a in self._answers.items() if i < turn)
        return (before + start) / max(1, sum(len(a.text) for a in self._answers.values()))


def _overlap(one: _Piece, other: _Piece) -> bool:
    return one.evidence.turn == other.evidence.turn and one.start < other.end and other.start < one.end


def _widened(answer: AnswerSignals, quote: Span) -> Span:
    """A scrap with the sentence before it, in which stands what it is about."""
    if not _LEAST <= len(quote.text.split()) < _SCRAP:
        return quote
    before = next((s for s in reversed(answer.sentences) if s.end <= quote.start), None)
    if before is None or before.asks or "\n" in answer.text[before.start : quote.end].strip():
        return quote
    text = answer.text[before.start : quote.end]
    lead = len(text) - len(text.lstrip())
    wide = Span(before.start + lead, quote.end, text[lead:])
    return wide if len(wide.text.split()) <= _WIDENED else quote


def _cut(turn: int, answer: AnswerSignals, quote: Span) -> Evidence | None:
    """A piece cut out of the answer is there; it must still be long enough and clear of attempts."""
    clear = not any(s.start < quote.end and quote.start < s.end for s in answer.steering)
    return Evidence(turn, quote.text) if clear and long_enough(quote.text, answer.text) else None
