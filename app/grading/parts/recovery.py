"""What came back from each follow-up, found by reading the reply again."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.exchange import Exchange
from app.domain.report import Recovery
from app.domain.rubric import GapRule, Rubrics
from app.signals.found import AnswerSignals, ExchangeSignals, SentenceRead, Span
from app.signals.fragment import sentence_quote
from app.signals.manner import SPEAKING
from app.signals.replies import FOLLOW_UPS, STOCK, concrete_reply, replies_to

_ASKED_BACK = frozenset({"question", "clarify", "process", "plea"})
_NOTHING = frozenset({"empty", "off_topic", "read_back", "hostile", "distress", "steering"})
_LEAST_WORDS = 4  # of a quote
_SEVERAL = 3  # sentences that say something


@dataclass(frozen=True, slots=True)
class Recovered:
    """One follow-up: its turn in the exchange, its gap, and what the reply brought. `heard` names the signal."""

    turn: int
    gap: str
    came_back: Recovery
    note: str
    heard: str | None
    reply: int | None
    span: Span | None


def recoveries(exchange: Exchange, signals: ExchangeSignals, rubrics: Rubrics) -> tuple[Recovered, ...]:
    """Every follow-up that went for a gap, in order."""
    asked = [(i, t.gap) for i, t in enumerate(exchange.turns) if t.kind in FOLLOW_UPS and t.gap in rubrics.gaps]
    replies = {i: replies_to(exchange, i, signals.answers) for i, _ in asked}
    return tuple(_recovered(i, gap, replies[i], rubrics) for i, gap in asked if gap is not None)


def _recovered(turn: int, gap: str, replies: Mapping[int, AnswerSignals], rubrics: Rubrics) -> Recovered:
    if not replies:
        return Recovered(turn, gap, "not_answered", "ledger_no_reply", None, None, None)
    rule = rubrics.gaps[gap]
    place = _first(rule, replies, shown=True)
    if place is not None:
        enough = (
            _closed(rule, replies) >= rubrics.debrief.answered_from
            or concrete_reply(rule, replies, rubrics) is not None
        )
        return Recovered(turn, gap, "answered" if enough else "in_part", "ledger_answered", *place)
    index, last = list(replies.items())[-1]
    kinds = {a.kind for a in replies.values()}
    if "refusal" in kinds:
        return Recovered(turn, gap, "declined", "ledger_refusal", None, index, None)
    if "limit" in kinds:
        return Recovered(turn, gap, "declined", "ledger_limit", None, *_limit(replies))
    if kinds <= _ASKED_BACK:
        return Recovered(turn, gap, "not_answered", "ledger_asked_back", None, index, None)
    concrete = concrete_reply(rule, replies, rubrics)
    if concrete is not None:
        return _in_part(turn, gap, *concrete, replies)
    named = _first(rule, replies, shown=False)
    if named is not None and not any(a.found.keys() & STOCK for a in replies.values()):
        return Recovered(turn, gap, "in_part", "ledger_answered", *named)
    told = [(i, s) for i, a in replies.items() for s in a.sentences if s.counts and s.tells and a.kind in SPEAKING]
    if len(told) >= _SEVERAL:  # beside the point, perhaps, but not nothing
        return _in_part(turn, gap, *next(((i, s) for i, s in told if not s.asks), told[0]), replies)
    return _missing(turn, gap, rule, index, last)


def _in_part(turn: int, gap: str, index: int, said: SentenceRead, replies: Mapping[int, AnswerSignals]) -> Recovered:
    """A reply that says something, of which the rules cannot say that it is what was asked for."""
    span = None if said.asks else _around(replies[index], said.start)
    return Recovered(turn, gap, "in_part", "ledger_in_part", None, index, span)


def _closed(rule: GapRule, replies: Mapping[int, AnswerSignals]) -> float:
    return sum(len(a.shown.get(n, ())) for a in replies.values() for n in rule.closed_by) / rule.full


def _first(rule: GapRule, replies: Mapping[int, AnswerSignals], *, shown: bool) -> tuple[str, int, Span] | None:
    """The first signal of the gap in the replies, with its turn and its words."""
    for name in rule.closed_by:
        for index, answer in replies.items():
            if answer.kind in SPEAKING:
                for span in (answer.shown if shown else answer.found).get(name, ()):
                    return name, index, sentence_quote(answer.text, span)
    return None


def _missing(turn: int, gap: str, rule: GapRule, index: int, last: AnswerSignals) -> Recovered:
    for name in rule.hang_on if last.kind not in _NOTHING else ():
        for span in last.found.get(name, ()):
            piece = _around(last, span.start)
            if len(piece.text.split()) >= _LEAST_WORDS:
                return Recovered(turn, gap, "missing", "ledger_missing", name, index, piece)
    return Recovered(turn, gap, "missing", "ledger_missing", None, index, None)


def _limit(replies: Mapping[int, AnswerSignals]) -> tuple[int, Span | None]:
    """Where it is said that it is not known: the words that say so, else a turn that is one sentence and no more."""
    index, answer = next((i, a) for i, a in replies.items() if a.kind == "limit")
    said = [*answer.found.get("honest_limit", ()), *(answer.sentences if len(answer.sentences) == 1 else ())]
    return index, _around(answer, said[0].start) if said else None


def _around(answer: AnswerSignals, start: int) -> Span:
    return sentence_quote(answer.text, Span(start, start + 1, ""))
