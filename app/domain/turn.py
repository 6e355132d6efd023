"""One utterance of a session, and who made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Speaker = Literal["interviewer", "candidate"]
Mode = Literal["typed", "spoken"]

MoveKind = Literal[
    "ask",  # a question of the plan; the first one carries the opening
    "probe",  # goes for a gap
    "challenge",  # presses a large unsupported claim
    "inject",  # a changed constraint
    "inform",  # the candidate asked for a fact, or about the process
    "clarify",  # the candidate asked what was meant: the question again
    "redirect",  # once, after a dodge
    "more",  # a thin first answer: go on
    "accept_limit",  # "I don't have that number": a smaller ask, once
    "stuck",  # the candidate is stuck
    "coach_note",  # a margin note of the coach, not of the interviewer
    "steer",  # back to the question after an attempt to steer
    "calm",  # first hostile or distressed turn
    "invite",  # invites the candidate's own questions
    "answer",  # answers one of them, or declines
    "close",  # ends the session
]

CONTROL_KINDS: frozenset[str] = frozenset({"confirm", "skip", "hint", "end"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One stored utterance.

    `number` counts from 1 over the session. `question_id` is the exchange it belongs to, None for the
    candidate's own questions and the close. `wordings` names the wordings an offline turn was made of,
    so that none is used twice. `reason` is the rule of the director that chose the move. `engine` is who worded it;
    for a model, `prompt` is the hash of what it is told and `usage` the tokens it took. `fault` says why a model's
    words were withdrawn and the built-in engine's stand in their place.
    """

    number: int
    speaker: Speaker
    kind: str
    text: str
    at: datetime
    question_id: str | None = None
    gap: str | None = None
    reason: str | None = None
    wordings: tuple[str, ...] = ()
    quote: str | None = None
    engine: str | None = None
    mode: Mode = "typed"
    client_turn_id: str | None = None
    prompt: str | None = None
    usage: Mapping[str, int] | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class TurnDraft:
    """An interviewer's turn before it is stored. `ends` closes the session with it."""

    kind: MoveKind
    text: str
    question_id: str | None = None
    gap: str | None = None
    reason: str | None = None
    wordings: tuple[str, ...] = ()
    quote: str | None = None
    engine: str = "offline"
    prompt: str | None = None
    usage: Mapping[str, int] | None = None
    fault: str | None = None
    ends: bool = False
