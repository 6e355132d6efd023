"""docs/protocol.md and the code say the same: every type, field, error code and close code."""

import re
from pathlib import Path
from typing import get_args

from app import errors
from app.api import frames, gate, live, outbox, wire
from app.domain.session import Place
from app.errors import ModelError
from app.service.commands import CommandKind

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text()
SERVER_FRAMES = {frame.model_fields["type"].default: frame for frame in get_args(frames.ServerFrame)}


def rows(after: str) -> dict[str, str]:
    """The rows of the first table after a line: what stands in the first cell, by name, and the rest."""
    table = PAGE.partition(after)[2]
    found: dict[str, str] = {}
    for line in table.splitlines()[1:]:
        if not line.startswith("|"):
            if found:
                break
            continue
        first, rest = line[1:].split("|", 1)
        found |= dict.fromkeys(re.findall(r"`([^`]+)`", first), rest)
    return found


def test_every_command_is_described() -> None:
    described = rows("Client, each with an idempotent")
    assert set(described) == set(wire.FRAMES) == {*get_args(CommandKind), "ping"}
    for name, frame in wire.FRAMES.items():
        for field in set(frame.model_fields) - {"type", "command_id"}:
            assert f"`{field}`" in described[name], f"{name}.{field}"


def test_every_server_type_is_described_with_its_fields() -> None:
    stored = rows("Server. With `seq`")
    assert set(stored) == {name for name, frame in SERVER_FRAMES.items() if "seq" in frame.model_fields}
    for name, cell in stored.items():
        for field in set(SERVER_FRAMES[name].model_fields) - {"type"}:
            assert f"`{field}`" in cell, f"{name}.{field}"
    passing = PAGE.partition("Without `seq`:")[2].partition("A client that comes back")[0]
    described = {name: set(fields.split(",")) for name, fields in re.findall(r"`([\w.]+) \{([^}]*)\}`", passing)}
    assert described | {"pong": set()} == {
        name: set(frame.model_fields) - {"type"} for name, frame in SERVER_FRAMES.items() if name not in stored
    }


def test_sessions_turns_and_places_are_described() -> None:
    shapes = {"A session": frames.SessionShape, "A turn": frames.TurnShape, "A place": frames.PlaceShape}
    for what, shape in shapes.items():
        words = PAGE.partition(f"{what}: `")[2].partition("`.")[0]
        described = set(re.findall(r'(?:^|[{,\s])"(\w+)"(?=[,:}\s])', re.sub(r':"[^"]*"|\[.*?\]', "", words)))
        inner = set(frames.PersonaShape.model_fields) if what == "A session" else set()
        assert described - inner >= set(shape.model_fields) - inner, what
    assert set(frames.PlaceShape.model_fields) == set(Place.__slots__)


def test_error_codes_are_described() -> None:
    described = set(re.findall(r"`(\w+)`", PAGE.partition("Error codes:")[2].partition("Close codes")[0]))
    in_code = set(re.findall(r'code="(\w+)"', Path(wire.__file__).read_text()))
    of_models = {kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ModelError)}
    assert described >= in_code | of_models | {"not_writer", "not_now", "storage", "internal"}


def test_close_codes_are_described() -> None:
    described = {int(code) for code in re.findall(r"\b(\d{4})\b", PAGE.partition("Close codes:")[2])}
    used = {live.OVER, live.BINARY, live.FAULT, live.NOT_FOUND, live.TAKEN_OVER, live.TOO_MANY}
    assert described >= used | {gate.NO_LOGIN, outbox.OVERLOAD}
