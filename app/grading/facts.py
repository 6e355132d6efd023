"""Checks the facts that a question lists, and says what they allow to be said about technical depth."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.exchange import Exchange
from app.domain.grade import Scored
from app.domain.question import Check
from app.domain.rubric import PillarRubric, Rubrics
from app.grading.quoting import Quoter
from app.grading.reasons import reason_for
from app.grading.scales import place, unearned
from app.signals.folding import fold
from app.signals.found import ExchangeSignals, Span
from app.signals.manner import SPEAKING

_NEAR = 60  # code points between a number and the words it must stand beside
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_RIGHT_TO_SCORE = 0.5  # share of a question's checks that must be right before depth is scored above 2
Verdict = Literal["right", "wrong", "not_said"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One check's result: the turn and span that decided it, if it was said."""

    check: Check
    verdict: Verdict
    turn: int | None = None
    span: Span | None = None


def check_facts(exchange: Exchange, signals: ExchangeSignals) -> tuple[Checked, ...]:
    """Every check of the question against every answer; the latest word on a claim counts."""
    return tuple(_check(check, exchange, signals) for check in exchange.checks)


def depth_from_facts(
    rubric: PillarRubric, checked: Sequence[Checked], signals: ExchangeSignals, quoter: Quoter, rubrics: Rubrics
) -> Scored:
    """Technical depth where facts can be checked: a wrong one holds it at 2, enough right ones let the rules speak."""
    right = sum(c.verdict == "right" for c in checked)
    wrong = sum(c.verdict == "wrong" for c in checked)
    counts = dict(signals.counts) | {"right_fact": right, "wrong_fact": wrong}
    placed = place(rubric.scale, counts)
    limit = rubric.scored_up_to or max(rubric.anchors)
    if not wrong and right < _RIGHT_TO_SCORE * len(checked) and placed.level > limit:
        return Scored(None, rubrics.prose["too_few_facts"].format(right=right, all=len(checked)))
    evidence = quoter.spans([(c.turn, c.span) for c in checked if c.turn is not None and c.span is not None])
    evidence = evidence or quoter.evidence([s for s, _ in placed.earned])
    if placed.level > 1 and not evidence:
        return Scored(None, rubrics.prose["unverified"])
    missing = unearned(rubric.scale, counts, rubrics.signals)
    return Scored(placed.level, reason_for(placed, missing, rubrics.signals, top=False), evidence)


def _check(check: Check, exchange: Exchange, signals: ExchangeSignals) -> Checked:
    said = Checked(check, "not_said")
    for turn, answer in signals.answers.items():
        if answer.kind not in SPEAKING:
            continue
        for verdict, span in _claims(check, exchange.turns[turn].text):
            if not any(s.start < span.end and span.start < s.end for s in answer.steering):
                said = Checked(check, verdict, turn, span)
    return said


def _claims(check: Check, text: str) -> Iterable[tuple[Verdict, Span]]:
    """The claim's verdicts in one text; a wrong statement is looked for first, a right one overrides it."""
    folded = fold(text)
    for verdict, patterns in (("wrong", check.wrong), ("right", check.right)):
        for pattern in patterns:
            found = re.search(pattern, folded.text)
            if found is not None and found.end() > found.start():
                start, end = folded.origin[found.start()], folded.origin[found.end() - 1] + 1
                yield verdict, Span(start, end, text[start:end])  # type: ignore[misc]
                break
    if check.near and check.low is not None and check.high is not None:
        yield from _figures(check, text)


def _figures(check: Check, text: str) -> Iterable[tuple[Verdict, Span]]:
    folded = fold(text)
    for found in _NUMBER.finditer(folded.text):
        around = folded.text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if any(word.lower() in around for word in check.near):
            value = _value(folded.text, found)
            verdict: Verdict = "right" if (check.low or 0) <= value <= (check.high or 0) else "wrong"
            start, end = folded.origin[found.start()], folded.origin[found.end() - 1] + 1
            yield verdict, Span(start, end, text[start:end])


def _value(text: str, found: re.Match[str]) -> float:
    unit = text[found.end() : found.end() + 9].split()[:1]
    return float(found.group().replace(",", "")) * _SCALE.get(unit[0].strip(".,;") if unit else "", 1)
