"""Text that comes in."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

LONGEST_LINE = 200


def whole(text: str) -> str:
    """The same text, where every character in it is whole: half of one could not be stored or sent."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("has half a character in it") from None
    return text


Line = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=LONGEST_LINE), AfterValidator(whole)]
"""A name or a short line."""
