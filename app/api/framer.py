"""What the service says, put into frames."""

from functools import singledispatch
from typing import Any

from app.api.frames import (
    AckFrame,
    ClockFrame,
    DeltaFrame,
    DoneFrame,
    EndedFrame,
    ErrorFrame,
    PersonaShape,
    PlaceShape,
    ProgressFrame,
    ReadyFrame,
    ResetFrame,
    ServerFrame,
    SessionShape,
    StateFrame,
    TurnShape,
)
from app.content.catalog import Content
from app.domain.session import Place, Session
from app.domain.turn import Turn
from app.errors import AppError
from app.service.messages import (
    Acknowledged,
    Ended,
    Failed,
    Message,
    Piece,
    Progress,
    ReportReady,
    Spoken,
    State,
    TakenBack,
    Ticking,
)


class Framer:
    """Makes frames of what the service says; needs the content for the interviewers' names."""

    def __init__(self, content: Content) -> None:
        self._personas = {id: PersonaShape.model_validate(p) for id, p in content.personas.items()}

    def session(self, session: Session) -> SessionShape:
        """A session as clients see it."""
        values: dict[str, Any] = {n: getattr(session, n) for n in SessionShape.model_fields if n != "persona"}
        persona = self._personas.get(session.persona) or _gone(session.persona)
        return SessionShape(**values | {"persona": persona, "technologies": list(session.technologies)})

    def frame(self, message: Message) -> ServerFrame:
        """A message of the service as a frame."""
        return _frame(message, self)


@singledispatch
def _frame(message: Message, _: Framer) -> ServerFrame:
    raise AssertionError(f"no frame for {type(message).__name__}")


@_frame.register
def _(message: State, framer: Framer) -> StateFrame:
    return StateFrame(
        seq=message.seq,
        session=framer.session(message.session),
        turns=[turn_shape(t) for t in message.turns],
        place=place_shape(message.place),
        writer=message.writer,
    )


@_frame.register
def _(message: Acknowledged, _framer: Framer) -> AckFrame:
    turn = message.turn
    return AckFrame(
        seq=message.seq,
        command_id=message.command_id,
        client_turn_id=turn.client_turn_id,
        turn=turn_shape(turn),
    )


@_frame.register
def _(message: Spoken, _framer: Framer) -> DoneFrame:
    return DoneFrame(seq=message.seq, turn=turn_shape(message.turn), place=place_shape(message.place))


@_frame.register
def _(message: Piece, _framer: Framer) -> DeltaFrame:
    return DeltaFrame(turn=message.turn, attempt=message.attempt, offset=message.offset, text=message.text)


@_frame.register
def _(message: TakenBack, _framer: Framer) -> ResetFrame:
    return ResetFrame(turn=message.turn, attempt=message.attempt)


@_frame.register
def _(message: Failed, _framer: Framer) -> ErrorFrame:
    return error_frame(message.error, None)


@_frame.register
def _(message: Ended, _framer: Framer) -> EndedFrame:
    return EndedFrame(seq=message.seq, reason=message.reason)


@_frame.register
def _(message: ReportReady, _framer: Framer) -> ReadyFrame:
    return ReadyFrame(seq=message.seq)


@_frame.register
def _(message: Progress, _framer: Framer) -> ProgressFrame:
    return ProgressFrame(done=message.done, total=message.total)


@_frame.register
def _(message: Ticking, _framer: Framer) -> ClockFrame:
    return ClockFrame(elapsed=message.elapsed, left=message.left, paused=message.paused)


def turn_shape(turn: Turn) -> TurnShape:
    """A turn as clients see it."""
    return TurnShape.model_validate(turn)


def place_shape(place: Place) -> PlaceShape:
    """A place as clients see it."""
    return PlaceShape.model_validate(place)


def error_frame(error: AppError, command_id: str | None) -> ErrorFrame:
    """One of our errors as a frame."""
    return ErrorFrame(code=error.code, message=error.message, retryable=error.retryable, command_id=command_id)


def _gone(persona: str) -> PersonaShape:
    """An interviewer whose file has been taken away since."""
    return PersonaShape(
        id=persona, name=persona.replace("_", " "), role="", monogram=persona[:1].upper(), pronoun="they"
    )
