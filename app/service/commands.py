"""What a connected candidate can ask for."""

from dataclasses import dataclass
from typing import Literal

from app.domain.turn import Mode

SpokenKind = Literal["answer", "append", "confirm", "skip", "hint", "end"]
CommandKind = Literal[SpokenKind, "pause", "resume", "retry", "engine", "takeover"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `id` makes it safe to send twice. The other fields belong to some kinds only."""

    kind: CommandKind
    id: str
    text: str = ""
    client_turn_id: str | None = None
    mode: Mode = "typed"
    seconds: float | None = None
    model: str | None = None
