"""Which gap a follow-up goes for: the biggest first, weighed by what this person pursues."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.pace import Pace
from app.domain.persona import Persona
from app.domain.question import Question
from app.interview.phrasebook import Phrasebook
from app.signals.found import OpenGap


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
) -> GapChoice | None:
    """The gap that matters most to this person here, or None where the answer gave its signal already."""
    own = {p.gap for p in question.probes}
    candidates = [
        g
        for g in found
        if g.size >= pace.gap_open_from
        and g.gap not in gone_for
        and (g.gap in own or (g.gap in pace.general_probes[question.kind] and phrases.has_probe(g.gap)))
    ]
    if not candidates:
        return None
    own_weight = dict.fromkeys(own, pace.own_probe_weight)
    best = max(candidates, key=lambda g: g.size * _interest(g.gap, persona, pace) * own_weight.get(g.gap, 1.0))
    return GapChoice(best.gap, None if best.gap in own else best.quote)


def _interest(gap: str, persona: Persona, pace: Pace) -> float:
    if gap not in persona.pursues:
        return pace.unpursued_weight
    return pace.first_pursued_weight - pace.pursued_step * persona.pursues.index(gap)
