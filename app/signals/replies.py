"""Replies to follow-ups: what was asked for tells what they are about, so that plain concrete words count."""

from collections.abc import Callable, Collection, Iterator, Mapping

from app.domain.exchange import Exchange
from app.domain.rubric import GapRule, Rubrics
from app.signals.found import AnswerSignals, SentenceRead, Span

ASKED, TOLD = "asked_", "told_"  # what a follow-up asks for by its words, and what its reply told of it
FOLLOW_UPS = frozenset({"probe", "challenge", "inject"})
_PASSED_OVER = frozenset({"inform", "clarify", "calm", "coach_note"})  # turns that the reply may come after
_TELLING = frozenset({"answer", "thin", "grave"})
STOCK = frozenset({"generic", "platitude", "passive", "overclaim"})  # these say nothing of the case
_EVERYDAY = frozenset({"team_action", "own_plan"})  # heard in any sentence
_LEAST_WORDS, _LEAST_OWN_WORDS = 5, 8


def replies_to(exchange: Exchange, turn: int, answers: Mapping[int, AnswerSignals]) -> dict[int, AnswerSignals]:
    """The candidate's turns after `turn`, up to the interviewer's next that is not mere information."""
    found: dict[int, AnswerSignals] = {}
    for index in range(turn + 1, len(exchange.turns)):
        said = exchange.turns[index]
        if said.speaker == "interviewer":
            if said.kind not in _PASSED_OVER:
                break
        elif index in answers:
            found[index] = answers[index]
    return found


def spoken_to(exchange: Exchange, answers: Mapping[int, AnswerSignals], rubrics: Rubrics) -> frozenset[str]:
    """The gaps whose follow-up got a concrete reply."""
    asked = [(i, t.gap) for i, t in enumerate(exchange.turns) if t.kind in FOLLOW_UPS and t.gap is not None]
    return frozenset(
        gap
        for index, gap in asked
        if gap in rubrics.gaps
        and concrete_reply(rubrics.gaps[gap], replies_to(exchange, index, answers), rubrics) is not None
    )


def told_when_asked(
    exchange: Exchange,
    answers: Mapping[int, AnswerSignals],
    asked_for: Callable[[str], Collection[str]],
    rubrics: Rubrics,
) -> dict[str, int]:
    """How many concrete sentences the replies hold that a follow-up's own words asked for, by `told_` and the gap."""
    told: dict[str, int] = {}
    for index, turn in enumerate(exchange.turns[1:], 1):
        if turn.speaker != "interviewer" or turn.kind in _PASSED_OVER:
            continue
        for asked in asked_for(turn.text):
            gap = asked.removeprefix(ASKED)
            found = list(_concrete_sentences(rubrics.gaps[gap], replies_to(exchange, index, answers), rubrics))
            told[TOLD + gap] = max(told.get(TOLD + gap, 0), len(found))
    return told


def concrete_reply(
    rule: GapRule, replies: Mapping[int, AnswerSignals], rubrics: Rubrics
) -> tuple[int, SentenceRead] | None:
    """The first sentence of the replies that says something of the case, with its turn; no stock, no weakness."""
    return next(_concrete_sentences(rule, replies, rubrics), None)


def _concrete_sentences(
    rule: GapRule, replies: Mapping[int, AnswerSignals], rubrics: Rubrics
) -> Iterator[tuple[int, SentenceRead]]:
    weak = {n for n in rule.hang_on if not rubrics.signals[n].absent} - _EVERYDAY
    for index, answer in replies.items():
        if answer.kind in _TELLING and not _is_stock(answer, rubrics):
            for sentence in answer.sentences:
                if _is_concrete(sentence, _heard_in(answer, sentence), weak, rule.gap, rubrics):
                    yield index, sentence


def _is_concrete(sentence: SentenceRead, heard: frozenset[str], weak: set[str], gap: str, rubrics: Rubrics) -> bool:
    if not sentence.counts or sentence.words < _LEAST_WORDS or heard & (weak | STOCK):
        return False
    if gap in rubrics.reading.figure_gaps:
        return sentence.figures > 0
    told = bool(heard & (rubrics.reading.substance - _EVERYDAY)) or sentence.own
    return sentence.anchored or (told and sentence.words >= _LEAST_OWN_WORDS)


def _heard_in(answer: AnswerSignals, sentence: SentenceRead) -> frozenset[str]:
    return frozenset(n for n, spans in answer.found.items() if any(_within(s, sentence) for s in spans))


def _within(span: Span, sentence: SentenceRead) -> bool:
    return sentence.start <= span.start < sentence.end


def _is_stock(answer: AnswerSignals, rubrics: Rubrics) -> bool:
    return 100 * answer.manner.get("buzz", 0) > 2 * rubrics.reading.buzz_rate * answer.words
