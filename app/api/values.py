"""Values that come in."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

LONGEST_LINE = 200


def number(value: object) -> object:
    """The same value, unless it is no number in JSON: text and truth would pass for one."""
    if isinstance(value, str | bool):
        raise ValueError("is not a number")
    return value


def whole(text: str) -> str:
    """The same text, where every character in it is whole: half of one could not be stored or sent."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("has half a character in it") from None
    return text


Number = BeforeValidator(number)

Line = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=LONGEST_LINE), AfterValidator(whole)]
"""A name or a short line."""
