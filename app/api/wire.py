"""What clients say on the socket: strict frames in, commands out. docs/protocol.md describes the same."""

from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.turn import Mode
from app.errors import TooLarge, UserError
from app.service.commands import Command, CommandKind

Id = Annotated[str, Field(min_length=1, max_length=64)]

LONGEST_SPOKEN = 86_400.0


class ClientFrame(BaseModel):
    """A frame with a `command_id`; keys that are not known are let pass."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    type: CommandKind
    command_id: Id

    def command(self) -> Command:
        """The same as a command to the service."""
        return Command(kind=self.type, id=self.command_id)


class SpeechFrame(ClientFrame):
    """`answer` or `append`. `seconds` is how long it was spoken."""

    client_turn_id: Id
    text: str
    mode: Mode = "typed"
    seconds: Annotated[float, Field(ge=0, le=LONGEST_SPOKEN)] | None = None

    def command(self) -> Command:
        """The same as a command to the service."""
        return Command(self.type, self.command_id, self.text, self.client_turn_id, self.mode, self.seconds)


class EngineFrame(ClientFrame):
    """`engine`: who speaks from the next turn on."""

    model: Annotated[str, Field(min_length=1, max_length=200)]

    def command(self) -> Command:
        """The same as a command to the service."""
        return Command(kind=self.type, id=self.command_id, model=self.model)


class Ping(BaseModel):
    """`ping`: are you there?"""

    type: Literal["ping"] = "ping"


FRAMES: dict[str, type[ClientFrame] | type[Ping]] = {
    "answer": SpeechFrame,
    "append": SpeechFrame,
    "confirm": ClientFrame,
    "skip": ClientFrame,
    "hint": ClientFrame,
    "end": ClientFrame,
    "pause": ClientFrame,
    "resume": ClientFrame,
    "retry": ClientFrame,
    "engine": EngineFrame,
    "takeover": ClientFrame,
    "ping": Ping,
}


def parse(text: str, longest: int) -> Command | Ping:
    """What a frame asks for. UserError with the code `bad_json`, `unknown_type` or `invalid`; TooLarge (`too_long`)
    for an answer of more than `longest` code points.
    """
    values = _object(text)
    frame = FRAMES.get(values["type"]) if isinstance(values.get("type"), str) else None
    if frame is None:
        raise UserError("There is no message of this type.", code="unknown_type")
    if frame is Ping:
        return Ping()
    try:
        made = frame.model_validate(values)
    except ValidationError as error:
        raise UserError(_where(error), code="invalid") from None
    assert isinstance(made, ClientFrame)
    if isinstance(made, SpeechFrame) and len(made.text) > longest:
        over = len(made.text) - longest
        raise TooLarge(f"This answer is {over} characters over the limit of {longest}.", code="too_long")
    return made.command()


def command_id(text: str) -> str | None:
    """The `command_id` of a frame that was refused, so that its sender knows which one."""
    try:
        found = _object(text).get("command_id")
    except UserError:
        return None
    return found if isinstance(found, str) and 1 <= len(found) <= 64 else None


def _object(text: str) -> dict[str, Any]:
    """A JSON object. Too deep, numbers without end and half a character are all errors of this parser."""
    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise UserError("This is not JSON.", code="bad_json") from None
    if not isinstance(values, dict):
        raise UserError("A message is a JSON object.", code="bad_json")
    return values


def _where(error: ValidationError) -> str:
    """Which fields are wrong and how, without what was in them."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(f"{'.'.join(map(str, e['loc']))[:80]}: {e['msg'][:120]}" for e in found[:3])
