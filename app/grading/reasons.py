"""Reasons in plain words: which signals moved a score, and which were missing."""

from collections.abc import Collection, Sequence

from app.domain.rubric import Rubrics, Scale
from app.grading.scales import Placement
from app.grading.wording import capital, shown_clauses

_MOST_PRESENT = 3
_MOST_ABSENT = 2


def reason_for(placement: Placement, missing: Sequence[str], rubrics: Rubrics, *, top: bool) -> str:
    """What was shown, then the ceiling or what was missing. At the `top` level nothing is called missing.

    Of signals that contradict each other only the one that speaks against is named.
    """
    signals = rubrics.signals
    told = {s for s in placement.cost if signals[s].present} | set(placement.cap.having if placement.cap else ())
    earned = [s for s, _ in placement.earned if not _opposed(s, told, rubrics)]
    present = [signals[s].present for s in earned if signals[s].present][:_MOST_PRESENT]
    lacks = [s for s in missing if signals[s].absent and not _opposed(s, {*told, *earned}, rubrics)]
    against = [signals[s].present for s in placement.cost if signals[s].present]
    absent = [*against, *(signals[s].absent for s in lacks)][:_MOST_ABSENT]
    shown = capital(shown_clauses(present))
    if placement.cap is not None:
        return f"{shown}. {placement.cap.says}" if shown else placement.cap.says
    if top or not absent:
        return f"{shown or 'Nothing that was asked for was shown'}."
    lacking = ", and ".join(absent)
    return f"{shown}; {lacking}." if shown else f"{capital(lacking)}."


def _opposed(signal: str, others: Collection[str], rubrics: Rubrics) -> bool:
    """Whether one of the others contradicts the signal."""
    return any(signal in pair and (pair - {signal}) & set(others) for pair in rubrics.reading.opposites)


def worth_first(scale: Scale, names: Sequence[str]) -> list[str]:
    """Those of the names that the scale gives points for, what is worth most first, in their order otherwise."""
    worth = {p.signal: p.worth[0] for p in scale.points if p.worth[0] > 0}
    return sorted((n for n in names if n in worth), key=lambda n: -worth[n])
