"""The quotes a model gives, checked against the turns they are said to stand in, and numbered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.exchange import Exchange
from app.domain.grade import Evidence
from app.grading.evidence import verified
from app.signals.folding import fold
from app.signals.found import ExchangeSignals

Given = tuple[str, int, str]
"""A heading, a turn and words that are said to stand there."""

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote that stands where it is said to; `headings` are those it was given under. Numbers count from 1."""

    number: int
    evidence: Evidence
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes that hold, by number, and the words of those that stand in no turn of the candidate."""

    held: Mapping[int, Quote]
    unfound: tuple[str, ...]


class QuoteCheck:
    """Checks quotes against one exchange. `echo_share` is the share of a quote that makes it the interviewer's."""

    def __init__(self, exchange: Exchange, signals: ExchangeSignals, echo_share: float) -> None:
        self._exchange = exchange
        self._barred = {index: answer.steering for index, answer in signals.answers.items()}
        self._echo_share = echo_share
        self._said: dict[int, frozenset[Triple]] = {}

    def quotes(self, given: Iterable[Given]) -> Quotes:
        """Those that stand in their turn, are the candidate's own and clear of attempts on the grade."""
        headings: dict[Evidence, list[str]] = {}
        unfound: list[str] = []
        for heading, turn, words in given:
            evidence = verified(self._exchange, turn, words)
            if evidence is None:
                unfound.append(words)
            elif self._may_serve(evidence):
                headings.setdefault(evidence, []).append(heading)
        numbered = enumerate(headings.items(), start=1)
        held = {number: Quote(number, evidence, tuple(names)) for number, (evidence, names) in numbered}
        return Quotes(held, tuple(dict.fromkeys(unfound)))

    def _may_serve(self, evidence: Evidence) -> bool:
        clear = verified(self._exchange, evidence.turn, evidence.quote, self._barred.get(evidence.turn, ()))
        return clear is not None and not self._is_echo(evidence)

    def _is_echo(self, evidence: Evidence) -> bool:
        own = _triples(evidence.quote)
        said = self._said_before(evidence.turn)
        return bool(own) and sum(t in said for t in own) >= self._echo_share * len(own)

    def _said_before(self, turn: int) -> frozenset[Triple]:
        """What was asked, hinted or told before this turn."""
        if turn not in self._said:
            others = (t.text for t in self._exchange.turns[:turn] if t.speaker != "candidate")
            texts = (self._exchange.question, *others)
            self._said[turn] = frozenset(t for text in texts for t in _triples(text))
        return self._said[turn]


def _triples(text: str) -> list[Triple]:
    words = re.findall(r"\w+", fold(text).text)
    return list(zip(words, words[1:], words[2:], strict=False))
