"""What came of the follow-ups of an exchange: met, missed, or not spoken to."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.rubric import GapRule
from app.interview.answering import answers_another
from app.signals.found import AnswerSignals
from app.signals.replies import FOLLOW_UPS, concrete_reply, replies_to
from app.signals.sorting import content_words
from app.signals.tokens import spoken

_SPENDING = frozenset({"answer", "thin", "limit", "grave"})
_AT_LENGTH = 40  # words of substance
_SHARED = 2  # words of the follow-up that a reply to it takes up


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One follow-up. `spent`: it got an answer of some kind; `met`: what it asked for; `missed`: something else."""

    kind: str
    gap: str | None
    spent: bool
    met: bool
    missed: bool


def follow_ups(exchange: Exchange, answers: Mapping[int, AnswerSignals], content: Content) -> tuple[FollowUp, ...]:
    """All follow-ups of the exchange, in order."""
    return tuple(
        _read(turn, replies_to(exchange, index, answers), content)
        for index, turn in enumerate(exchange.turns)
        if turn.speaker == "interviewer" and turn.kind in FOLLOW_UPS
    )


def _read(turn: ExchangeTurn, replies: Mapping[int, AnswerSignals], content: Content) -> FollowUp:
    rule = content.rubrics.gaps.get(turn.gap) if turn.gap else None
    met = rule is not None and any(_meets(rule, reply, content) for reply in replies.values())
    spent = turn.kind != "inject" and any(reply.kind in _SPENDING for reply in replies.values())
    beside = rule is not None and not met and _is_beside(rule, turn.text, replies, content)
    missed = beside or (turn.kind == "probe" and _answers_another(turn.text, replies, content))
    return FollowUp(turn.kind, turn.gap, spent, met, missed)


def _is_beside(rule: GapRule, asked: str, replies: Mapping[int, AnswerSignals], content: Content) -> bool:
    """Whether the replies go on at some length and say nothing of the case, and nothing of what was asked.

    Code hears too little to hold a short or a concrete reply against anybody.
    """
    told = bool(replies) and all(reply.kind == "answer" for reply in replies.values())
    long = sum(reply.substance for reply in replies.values()) >= _AT_LENGTH
    if not told or not long or concrete_reply(rule, replies, content.rubrics) is not None:
        return False
    return not _takes_up(asked, replies, content.small_words)


def _answers_another(asked: str, replies: Mapping[int, AnswerSignals], content: Content) -> bool:
    """Whether all that came back answers another question than the one asked, however concrete it is."""
    said = " ".join(reply.text for reply in replies.values())
    told = bool(replies) and all(reply.kind == "answer" for reply in replies.values())
    return told and not _takes_up(asked, replies, content.small_words) and answers_another(asked, said, content)


def _meets(rule: GapRule, reply: AnswerSignals, content: Content) -> bool:
    if any(reply.found.get(name) for name in rule.closed_by):
        return True
    return rule.gap in content.rubrics.reading.figure_gaps and any(s.figures for s in reply.sentences if s.counts)


def _takes_up(asked: str, replies: Mapping[int, AnswerSignals], small: frozenset[str]) -> bool:
    """Whether the replies speak of the things that the follow-up named."""
    named = set(content_words(spoken(asked), small))
    said = {word for reply in replies.values() for word in content_words(spoken(reply.text), small)}
    return len(named & said) >= _SHARED
