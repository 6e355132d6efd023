"""Reasons in plain words: which signals moved a score, and which were missing."""

from collections.abc import Mapping, Sequence

from app.domain.rubric import Scale, Signal
from app.grading.scales import Placement
from app.grading.wording import capital, shown_clauses

_MOST_PRESENT = 3
_MOST_ABSENT = 2


def reason_for(placement: Placement, missing: Sequence[str], signals: Mapping[str, Signal], *, top: bool) -> str:
    """What was shown, then the ceiling or what was missing. At the `top` level nothing is called missing."""
    present = [signals[s].present for s, _ in placement.earned if signals[s].present][:_MOST_PRESENT]
    against = [signals[s].present for s in placement.cost if signals[s].present]
    absent = [*against, *(signals[s].absent for s in missing if signals[s].absent)][:_MOST_ABSENT]
    shown = capital(shown_clauses(present))
    if placement.cap is not None:
        return f"{shown}. {placement.cap.says}" if shown else placement.cap.says
    if top or not absent:
        return f"{shown or 'Nothing that was asked for was shown'}."
    lacking = ", and ".join(absent)
    return f"{shown}; {lacking}." if shown else f"{capital(lacking)}."


def worth_first(scale: Scale, names: Sequence[str]) -> list[str]:
    """Those of the names that the scale gives points for, what is worth most first, in their order otherwise."""
    worth = {p.signal: p.worth[0] for p in scale.points if p.worth[0] > 0}
    return sorted((n for n in names if n in worth), key=lambda n: -worth[n])
