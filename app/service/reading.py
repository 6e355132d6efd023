"""Files that people hand to a command."""

from pathlib import Path

from app.errors import UnreadableInput


def read_bytes(path: Path) -> bytes:
    """What a file holds. UnreadableInput where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror}.") from error


def numbered_lines(path: Path, data: bytes) -> list[tuple[int, str]]:
    """The lines of its data that hold something, numbered from 1. UnreadableInput where it is no UTF-8."""
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path} is not UTF-8 (byte {error.start}).") from error
    return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
