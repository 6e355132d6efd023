"""Which gap a follow-up goes for: the biggest first, weighed by what this person pursues."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.pace import Pace
from app.domain.persona import Persona
from app.domain.question import Question
from app.interview.phrasebook import Phrasebook
from app.signals.found import OpenGap

LAST = "learning"
"""Never the first thing to go for: what happened comes before what came of it since."""
ONE_TIME = "example"
HANGING = frozenset({"design", "explain"})
"""Kinds of question that are followed where the talk stands."""

HangOn = Callable[[str], str | None]
"""A gap to the candidate's words that a follow-up at it can hang on."""


@dataclass(frozen=True, slots=True)
class GapChoice:
    """A gap to go for, and the candidate's words that a general follow-up can hang on.

    The question's own follow-ups stand by themselves: a quote before them has mostly nothing to do with them.
    """

    gap: str
    quote: str | None


def choose_gap(
    found: Sequence[OpenGap],
    question: Question,
    persona: Persona,
    phrases: Phrasebook,
    pace: Pace,
    gone_for: Collection[str],
    hang_on: HangOn,
    *,
    general: bool,
    figured: bool,
    before: Mapping[str, int],
) -> GapChoice | None:
    """The gap that matters most to this person here, or None where the answer gave its signal already.

    What was gone for `before`, in earlier questions of the round, matters less each time.
    A story that stays `general` is first asked for the one time. `hang_on` gives the words for a gap; what a figure is
    measured against is asked only where one was told (`figured`).
    """
    own = {p.gap for p in question.probes}
    fits = pace.general_probes[question.kind] - (frozenset() if figured else pace.only_after_a_figure)
    candidates = [
        g
        for g in found
        if g.size >= pace.gap_open_from
        and g.gap not in gone_for
        and (g.gap in own or (g.gap in fits and phrases.has_probe(g.gap)))
    ]
    if not gone_for and any(g.gap != LAST for g in candidates):
        candidates = [g for g in candidates if g.gap != LAST]
    if not candidates:
        return None
    if general and question.kind == "story" and (one_time := next((g for g in candidates if g.gap == ONE_TIME), None)):
        return GapChoice(one_time.gap, None)
    best = max(
        candidates,
        key=lambda g: (
            g.size * _weight(g, question, persona, pace, hang_on) * pace.gone_for_weight ** before.get(g.gap, 0)
        ),
    )
    return GapChoice(best.gap, None if best.gap in own else hang_on(best.gap))


def _weight(found: OpenGap, question: Question, persona: Persona, pace: Pace, hang_on: HangOn) -> float:
    hangs = question.kind in HANGING and hang_on(found.gap) is not None
    weight = pace.hanging_weight if hangs else 1.0
    interest = _interest(found.gap, persona, pace)
    if any(p.gap == found.gap for p in question.probes):
        return weight * pace.own_probe_weight * max(1.0, interest)
    return weight * interest


def _interest(gap: str, persona: Persona, pace: Pace) -> float:
    if gap not in persona.pursues:
        return pace.unpursued_weight
    return pace.first_pursued_weight - pace.pursued_step * persona.pursues.index(gap)
