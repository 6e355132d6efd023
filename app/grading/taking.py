"""Takes a model's reply: what does not fit is asked for again, and so is, once, what could be better."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.llm.calls import Unfit

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Taken(Generic[Answer]):
    """A reply as it came, and what was read from it."""

    value: Mapping[str, Any]
    answer: Answer


class Taking(Generic[Answer]):
    """Reads the replies of one call.

    `read` raises Unfit for what cannot be taken. `doubts` says what should be better: it is asked for once, and then
    taken as it comes. `best` is what may be taken where asking again brought nothing.
    """

    def __init__(self, read: Callable[[Mapping[str, Any]], Answer], doubts: Callable[[Answer], str | None]) -> None:
        self._read, self._doubts = read, doubts
        self.best: Taken[Answer] | None = None

    def __call__(self, value: Mapping[str, Any]) -> Taken[Answer]:
        """The reply, read. Unfit, in words for the model, where it is to be asked for again."""
        taken = Taken(value, self._read(value))
        doubt = self._doubts(taken.answer) if self.best is None else None
        self.best = taken
        if doubt:
            raise Unfit(doubt)
        return taken

    def kept(self, value: Mapping[str, Any]) -> Answer | None:
        """What was taken once already, read again; None where it can no longer be read."""
        try:
            return self._read(value)
        except Unfit:
            return None
