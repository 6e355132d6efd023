"""The line around an exchange in a message: random, so that no text can hold it and pass for what stands outside."""

import secrets
from collections.abc import Callable

Draw = Callable[[], str]
"""Draws a line nobody can foresee."""


def random_line() -> str:
    """Sixteen random hexadecimal digits between bars."""
    return f"|{secrets.token_hex(8)}|"


def fence(text: str, draw: Draw = random_line) -> str:
    """A line that does not stand in `text`."""
    line = draw()
    while line in text:
        line = draw()
    return line


def fill(text: str, values: dict[str, str]) -> str:
    """`text` with its [[placeholders]] filled in one pass: what is filled in is never read for placeholders."""
    pieces = text.split("[[")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("]]")
        known = closed and name in values
        filled.append(values[name] + rest if known else f"[[{piece}")
    return "".join(filled)
