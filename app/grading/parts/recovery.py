"""What came back from each follow-up, found by reading the reply again."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.exchange import Exchange
from app.domain.report import Recovery
from app.domain.rubric import GapRule, Rubrics
from app.signals.found import AnswerSignals, ExchangeSignals, Span
from app.signals.fragment import fragment, sentence_quote
from app.signals.manner import SPEAKING

_FOLLOW_UPS = frozenset({"probe", "challenge", "inject"})
_ASKED_BACK = frozenset({"question", "clarify", "process", "plea"})
_NOTHING = frozenset({"empty", "off_topic", "read_back", "hostile", "distress", "steering"})
_ANSWERED = 0.5  # share of a gap that one reply must close to count as an answer


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
    asked = [(i, t.gap) for i, t in enumerate(exchange.turns) if t.kind in _FOLLOW_UPS and t.gap in rubrics.gaps]
    return tuple(_recovered(i, gap, _replies(exchange, i, signals), rubrics) for i, gap in asked if gap is not None)


def _replies(exchange: Exchange, turn: int, signals: ExchangeSignals) -> Mapping[int, AnswerSignals]:
    """The candidate's turns up to the interviewer's next that is not mere information."""
    found: dict[int, AnswerSignals] = {}
    for index in range(turn + 1, len(exchange.turns)):
        said = exchange.turns[index]
        if said.speaker == "interviewer":
            if said.kind not in {"inform", "clarify", "calm", "coach_note"}:
                break
        elif index in signals.answers:
            found[index] = signals.answers[index]
    return found


def _recovered(turn: int, gap: str, replies: Mapping[int, AnswerSignals], rubrics: Rubrics) -> Recovered:
    if not replies:
        return Recovered(turn, gap, "not_answered", "ledger_no_reply", None, None, None)
    rule = rubrics.gaps[gap]
    place = _first(rule, replies, shown=True)
    if place is not None:
        enough = _closed(rule, replies) >= _ANSWERED
        return Recovered(turn, gap, "answered" if enough else "in_part", "ledger_answered", *place)
    index, last = list(replies.items())[-1]
    kinds = {a.kind for a in replies.values()}
    if "refusal" in kinds:
        return Recovered(turn, gap, "declined", "ledger_refusal", None, index, None)
    if "limit" in kinds:
        return Recovered(turn, gap, "declined", "ledger_limit", None, index, _whole(last))
    if kinds <= _ASKED_BACK:
        return Recovered(turn, gap, "not_answered", "ledger_asked_back", None, index, None)
    named = _first(rule, replies, shown=False)
    if named is not None:
        return Recovered(turn, gap, "in_part", "ledger_answered", *named)
    return _missing(turn, gap, rule, index, last)


def _closed(rule: GapRule, replies: Mapping[int, AnswerSignals]) -> float:
    return sum(len(a.shown.get(n, ())) for a in replies.values() for n in rule.closed_by) / rule.full


def _first(rule: GapRule, replies: Mapping[int, AnswerSignals], *, shown: bool) -> tuple[str, int, Span] | None:
    """The first signal of the gap in the replies, with its turn and its words."""
    for name in rule.closed_by:
        for index, answer in replies.items():
            if answer.kind in SPEAKING:
                for span in (answer.shown if shown else answer.found).get(name, ()):
                    return name, index, sentence_quote(answer.text, span, most=14)
    return None


def _missing(turn: int, gap: str, rule: GapRule, index: int, last: AnswerSignals) -> Recovered:
    for name in rule.hang_on if last.kind not in _NOTHING else ():
        for span in last.found.get(name, ()):
            piece = fragment(last.text, span)
            if piece is not None:
                return Recovered(turn, gap, "missing", "ledger_missing", name, index, piece)
    return Recovered(turn, gap, "missing", "ledger_missing", None, index, None)


def _whole(answer: AnswerSignals) -> Span | None:
    if not answer.sentences:
        return None
    return sentence_quote(answer.text, Span(answer.sentences[0].start, answer.sentences[0].end, ""), most=14)
