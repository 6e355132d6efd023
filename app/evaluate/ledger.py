"""What a model replied, on disk: an evaluation that was broken off goes on where it was."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from app.errors import SetupError, StorageError


@dataclass(frozen=True, slots=True)
class Effort:
    """What replies took: seconds, requests, tokens; `untold` are requests whose tokens the server did not tell."""

    seconds: float = 0.0
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    untold: int = 0

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def __sub__(self, other: "Effort") -> "Effort":
        return Effort(*(getattr(self, name) - getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply and what it took."""

    value: Mapping[str, Any]
    effort: Effort


class Ledger:
    """Replies by key, a JSON line each, in a file that only its owner can read. Lines are only ever added."""

    def __init__(self, path: Path, *, fresh: bool) -> None:
        """Reads what is there, or with `fresh` starts anew. SetupError where the file cannot be used."""
        self._path = path
        try:
            if fresh:
                path.unlink(missing_ok=True)
            self._replies = dict(_read(path))
            self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            os.write(self._file, b"\n")  # ends a line that a stop may have left half written
        except OSError as error:
            raise SetupError(f"{path} cannot be used ({error.strerror}).") from error

    def __len__(self) -> int:
        return len(self._replies)

    def get(self, key: str) -> Reply | None:
        """The reply of that key, None where there is none."""
        return self._replies.get(key)

    def put(self, key: str, reply: Reply) -> None:
        """Puts a reply on disk. StorageError where the disk refuses it."""
        line = orjson.dumps({"key": key, "value": reply.value, **_fields(reply.effort)}) + b"\n"
        try:
            while line:
                line = line[os.write(self._file, line) :]
        except OSError as error:
            raise StorageError(
                f"A reply could not be kept ({error.strerror}). Those before it are in {self._path}."
            ) from error
        self._replies[key] = reply

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


def _fields(effort: Effort) -> dict[str, Any]:
    return {name: getattr(effort, name) for name in effort.__slots__}


def _read(path: Path) -> list[tuple[str, Reply]]:
    """The replies that are whole; a stop may have cut the last one."""
    if not path.exists():
        return []
    found = (_reply(line) for line in path.read_bytes().splitlines() if line)
    return [reply for reply in found if reply is not None]


def _reply(line: bytes) -> tuple[str, Reply] | None:
    try:
        item = orjson.loads(line)
        effort = Effort(**{name: item[name] for name in Effort.__slots__})
        return item["key"], Reply(item["value"], effort)
    except (ValueError, KeyError, TypeError):
        return None
