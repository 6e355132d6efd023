"""The director's decision: what the interviewer does next, and why. Words come later."""

from dataclasses import dataclass

from app.domain.turn import MoveKind

LEAVING = frozenset({"ask", "invite", "close"})
"""Moves that leave the subject: what nobody knows of it is no longer theirs to assume."""


@dataclass(frozen=True, slots=True)
class Move:
    """One move.

    `reason` is the rule that chose it. `says` names the wording list of the sentence itself, `before` the lists
    of what may stand in front of it; a name without a list of its own is spoken by code from the content
    (`question`, `probe`, `inject`, `facts`, `answers`, `hint`). `quote` may be woven in, `minutes` are those left,
    `questions` those to come.
    """

    kind: MoveKind
    reason: str
    says: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    question_id: str | None = None
    gap: str | None = None
    item: str | None = None
    texts: tuple[str, ...] = ()
    quote: str | None = None
    minutes: int | None = None
    questions: int | None = None
    ends: bool = False
