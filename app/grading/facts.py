"""Checks the facts that a question lists, and says what they allow to be said about technical depth."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.exchange import Exchange
from app.domain.grade import Scored
from app.domain.question import Check
from app.domain.rubric import PillarRubric, Rubrics
from app.domain.scale import QuestionKind
from app.grading.scales import place, unearned
from app.grading.telling import Teller
from app.signals.figures import figures
from app.signals.folding import fold
from app.signals.found import AnswerSignals, ExchangeSignals, Span
from app.signals.manner import SPEAKING

_MISBELIEF = "misbelief"  # the lexicon's signal for a belief that is told as wrong, or as another's
_LEAD = " .?!,;:"  # what a pattern may take along from before the claim
_NEAR = 25  # code points between a figure and the words it must stand beside
Verdict = Literal["right", "wrong", "not_said"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One check's result: the turn and span that decided it, if it was said, and an earlier turn that had it wrong."""

    check: Check
    verdict: Verdict
    turn: int | None = None
    span: Span | None = None
    slip: int | None = None


def check_facts(checks: Sequence[Check], exchange: Exchange, signals: ExchangeSignals) -> tuple[Checked, ...]:
    """Every check against every answer; the latest word on a claim counts."""
    return tuple(_check(check, exchange, signals) for check in checks)


def depth_from_facts(
    rubric: PillarRubric,
    kind: QuestionKind,
    checked: Sequence[Checked],
    enough: float,
    signals: ExchangeSignals,
    teller: Teller,
    rubrics: Rubrics,
) -> Scored:
    """Technical depth where facts can be checked: wrong ones hold it down, `enough` right ones let the rules speak."""
    right = sum(c.verdict == "right" for c in checked)
    wrong = sum(c.verdict == "wrong" for c in checked)
    slipped = sum(c.slip is not None for c in checked)
    counts = dict(signals.counts) | {"right_fact": right, "wrong_fact": wrong, "slipped_fact": slipped}
    placed = place(rubric.scale, counts)
    wrong_sums = signals.counts.get("wrong_sum", 0)
    if not wrong + wrong_sums and right < enough and is_unknowable(rubric, placed.level, kind):
        return Scored(None, rubrics.prose["too_few_facts"].format(right=right, all=len(checked)))
    spans = [(c.turn, c.span) for c in checked if c.turn is not None and c.span is not None]
    return teller.pillar(placed, unearned(rubric.scale, counts, rubrics.signals), top=False, spans=spans)


def is_unknowable(rubric: PillarRubric, level: int, kind: QuestionKind) -> bool:
    """Whether rules alone may not give this level for a question of this kind."""
    if rubric.scored_up_to is None:
        return False
    return level > rubric.scored_up_to or (rubric.judged_for is not None and kind not in rubric.judged_for)


def _check(check: Check, exchange: Exchange, signals: ExchangeSignals) -> Checked:
    said, slip = Checked(check, "not_said"), None
    for turn, answer in signals.answers.items():
        if answer.kind not in SPEAKING:
            continue
        for verdict, span in _claims(check, exchange.turns[turn].text):
            if _is_own(span, answer) and not (verdict == "wrong" and _is_anothers(span, answer)):
                slip = turn if verdict == "wrong" else slip
                said = Checked(check, verdict, turn, span, slip if verdict == "right" else None)
    return said


def _is_own(span: Span, answer: AnswerSignals) -> bool:
    """Whether the words are the candidate's: outside attempts, and in no sentence that counts for nothing."""
    steered = any(s.start < span.end and span.start < s.end for s in answer.steering)
    return not steered and all(s.counts for s in answer.sentences if s.start <= span.start < s.end)


def _is_anothers(span: Span, answer: AnswerSignals) -> bool:
    """Whether the sentence tells of a misbelief: who names one does not hold it."""
    told = answer.found.get(_MISBELIEF, ())
    return any(s.start <= t.start < s.end for s in answer.sentences if s.start <= span.start < s.end for t in told)


def _claims(check: Check, text: str) -> Iterable[tuple[Verdict, Span]]:
    """The claim's verdicts in one text, a right one last: who corrects a slip has it right."""
    found = [*_by_pattern(check, text), *_by_range(check, text)]
    return sorted(found, key=lambda claim: claim[0] == "right")


def _by_pattern(check: Check, text: str) -> Iterable[tuple[Verdict, Span]]:
    """What is right says so in words of its own: those by which the claim is wrong say nothing else besides."""
    if not (check.right or check.wrong):
        return
    folded = fold(text)
    wrong = list(_matches(check.wrong, folded.text))
    right = (m for m in _matches(check.right, folded.text) if all(_apart(m, w) for w in wrong))
    verdicts: tuple[tuple[Verdict, re.Match[str] | None], ...] = (
        ("wrong", next(iter(wrong), None)),
        ("right", next(right, None)),
    )
    for verdict, match in verdicts:
        if match is not None:
            lead = len(match.group()) - len(match.group().lstrip(_LEAD))
            start, end = folded.origin[match.start() + lead], folded.origin[match.end() - 1] + 1
            yield verdict, Span(start, end, text[start:end])


def _matches(patterns: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    return (m for pattern in patterns for m in re.finditer(pattern, text) if m.group())


def _apart(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.end() <= other.start() or one.start() >= other.end()


def _by_range(check: Check, text: str) -> Iterable[tuple[Verdict, Span]]:
    """The figures next to one of the words: right if one of them is in the range.

    Another figure may be about something else, so it is wrong only where the question says what is wrong about it.
    """
    if not check.near or check.low is None or check.high is None:
        return
    all_figures = figures(text)
    for start, end in _places(check.near, text):
        before = [f for f in all_figures if start - _NEAR <= f.end <= start][-1:]
        after = [f for f in all_figures if end <= f.start <= end + _NEAR][:1]
        fitting = [f for f in (*before, *after) if check.low <= f.value <= check.high]
        others = [*before, *after] if check.error else []
        for figure in (fitting or others)[:1]:
            left, right = min(figure.start, start), max(figure.end, end)
            yield ("right" if fitting else "wrong"), Span(left, right, text[left:right])


def _places(words: Sequence[str], text: str) -> Iterable[tuple[int, int]]:
    folded = fold(text)
    for match in re.finditer(r"\b(?:" + "|".join(re.escape(w.lower()) for w in words) + r")\b", folded.text):
        yield folded.origin[match.start()], folded.origin[match.end() - 1] + 1
