"""Many regular expressions tried on a text at once, in time that grows with the text's length and nothing else."""

import re
from collections.abc import Iterable
from functools import cache

import re2

_QUIETLY = re2.Options()
_QUIETLY.log_errors = False


class Patterns:
    """Regular expressions of the content. Immutable, so that threads may share it."""

    def __init__(self, written: Iterable[str] = ()) -> None:
        """ValueError names the first that is none, or that looks around itself and so may take any time."""
        self._written = tuple(written)
        self._patterns = tuple(map(linear, self._written))
        self._all = re2.Set.SearchSet(_QUIETLY)
        for pattern in self._written:
            self._all.Add(pattern)
        self._all.Compile()

    def finds(self, text: str) -> str | None:
        """The first stretch of the text that the first of the patterns finds."""
        heard = self._all.Match(text.encode(errors="replace"))
        if not heard:
            return None
        found = (self._patterns[i].search(text) for i in sorted(heard))
        return next((match.group() for match in found if match), None)


def any_case(written: Iterable[str]) -> tuple[str, ...]:
    """The same patterns, upper and lower case alike."""
    return tuple(f"(?i){pattern}" for pattern in written)


@cache
def linear(pattern: str) -> re.Pattern[str]:
    """The compiled pattern. ValueError where it is none, or none whose time is bounded by the text's length."""
    try:
        re2.compile(pattern, _QUIETLY)
    except re2.error as error:
        raise ValueError(f"{pattern!r} is no pattern without look-around: {error.args[0].decode()}") from error
    return compiled(pattern)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled pattern. ValueError where it is none."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
