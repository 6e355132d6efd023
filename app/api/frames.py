"""What the server says on the socket, and the session, turn and place that HTTP shows too."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """Something shown to a client."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class PersonaShape(Shape):
    """Who asks, as far as a session shows it."""

    id: str
    name: str
    role: str
    monogram: str
    pronoun: str


class SessionShape(Shape):
    """A session without its plan."""

    id: str
    format: str
    persona: PersonaShape
    status: str
    style: str
    minutes: int
    seed: int
    model: str
    grader_model: str
    company: str | None
    role: str | None
    technologies: list[str]
    candidate: str | None
    retry_of: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    self_rating: str | None


class TurnShape(Shape):
    """One utterance."""

    number: int
    speaker: Literal["interviewer", "candidate"]
    kind: str
    text: str
    at: datetime
    question_id: str | None
    engine: str | None
    client_turn_id: str | None


class PlaceShape(Shape):
    """Where a session stands; seconds of its clock."""

    phase: str
    question: int | None
    of: int
    question_id: str | None
    question_text: str | None
    kind: str | None
    elapsed: int
    left: int | None
    can: tuple[str, ...]


class StateFrame(Shape):
    """All of a session."""

    type: Literal["session.state"] = "session.state"
    seq: int
    session: SessionShape
    turns: list[TurnShape]
    place: PlaceShape
    writer: bool


class AckFrame(Shape):
    """The answer is on disk."""

    type: Literal["turn.ack"] = "turn.ack"
    seq: int
    command_id: str | None
    client_turn_id: str | None
    turn: TurnShape


class DoneFrame(Shape):
    """A turn of the interviewer's."""

    type: Literal["turn.done"] = "turn.done"
    seq: int
    turn: TurnShape
    place: PlaceShape


class DeltaFrame(Shape):
    """A piece of a turn of the interviewer's that is still coming; `offset` counts code points."""

    type: Literal["turn.delta"] = "turn.delta"
    turn: int
    attempt: int
    offset: int
    text: str


class ResetFrame(Shape):
    """What was shown of a turn does not count."""

    type: Literal["turn.reset"] = "turn.reset"
    turn: int
    attempt: int


class EndedFrame(Shape):
    """The session is over."""

    type: Literal["session.ended"] = "session.ended"
    seq: int
    reason: str


class ReadyFrame(Shape):
    """The report can be fetched."""

    type: Literal["report.ready"] = "report.ready"
    seq: int


class ProgressFrame(Shape):
    """How far grading is."""

    type: Literal["grade.progress"] = "grade.progress"
    done: int
    total: int


class ClockFrame(Shape):
    """The session's clock, in seconds."""

    type: Literal["clock"] = "clock"
    elapsed: int
    left: int | None
    paused: bool


class PongFrame(Shape):
    """Yes, here."""

    type: Literal["pong"] = "pong"


class ErrorFrame(Shape):
    """A command that was refused; nothing of it was stored."""

    type: Literal["error"] = "error"
    code: str
    message: str
    retryable: bool
    command_id: str | None


ServerFrame = (
    StateFrame
    | AckFrame
    | DoneFrame
    | DeltaFrame
    | ResetFrame
    | EndedFrame
    | ReadyFrame
    | ProgressFrame
    | ClockFrame
    | PongFrame
    | ErrorFrame
)
