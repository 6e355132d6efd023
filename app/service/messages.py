"""What the service tells those who listen to a session. The API turns these into frames."""

from dataclasses import dataclass
from typing import Literal, Protocol

from app.domain.session import Place, Session
from app.domain.turn import Turn
from app.errors import AppError

Reason = Literal["taken_over", "deleted"]


@dataclass(frozen=True, slots=True)
class State:
    """All of a session; `writer` says whether this listener may send commands."""

    seq: int
    session: Session
    turns: tuple[Turn, ...]
    place: Place
    writer: bool


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A candidate's turn is on disk."""

    seq: int
    command_id: str | None
    turn: Turn


@dataclass(frozen=True, slots=True)
class Spoken:
    """An interviewer's turn is complete and on disk."""

    seq: int
    turn: Turn
    place: Place


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an interviewer's turn that is still coming; `offset` counts code points, `attempt` from 1.

    Nothing of it is stored before the turn is whole.
    """

    turn: int
    attempt: int
    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was shown of a turn does not count: it comes anew, or not yet."""

    turn: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The reply could not be made. What the candidate said is safe."""

    error: AppError


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over: `closed` by the interviewer, `ended` by the candidate, or `safe` to protect a person."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReportReady:
    """The report can be fetched; nothing follows."""

    seq: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a session's exchanges have been through the grader."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Ticking:
    """The session's clock, in seconds; `left` is None without a limit."""

    elapsed: int
    left: int | None
    paused: bool


Message = State | Acknowledged | Spoken | Piece | TakenBack | Failed | Ended | ReportReady | Progress | Ticking


class Listener(Protocol):
    """Somebody connected to a session. Neither method may block or raise."""

    tab: str | None

    def tell(self, message: Message) -> None:
        """Take a message, in order."""

    def drop(self, reason: Reason) -> None:
        """Go away: nothing more will be told."""
