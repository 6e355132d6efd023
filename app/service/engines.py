"""Which engines can interview and grade, by the string that names them."""

from collections.abc import Collection, Mapping
from typing import Protocol

from app.domain.exchange import Exchange
from app.domain.grade import Grade
from app.errors import UserError


class Grader(Protocol):
    """Grades one exchange; safe to call from any thread."""

    def grade(self, exchange: Exchange) -> Grade:
        """The grade of an exchange; its `not_graded` says why where there is none."""


class Engines:
    """The engines of this process."""

    def __init__(self, interviewers: Collection[str], graders: Mapping[str, Grader]) -> None:
        self._interviewers = frozenset(interviewers)
        self._graders = graders

    def interviewer(self, model: str) -> str:
        """The same string, where it can interview. UserError (`model_unavailable`) otherwise."""
        if model not in self._interviewers:
            raise _unknown("interviewer", model, self._interviewers)
        return model

    def grader(self, model: str) -> Grader:
        """The grader of that name. UserError (`model_unavailable`) where there is none."""
        if model not in self._graders:
            raise _unknown("grader", model, self._graders)
        return self._graders[model]


def _unknown(what: str, model: str, known: Collection[str]) -> UserError:
    return UserError(f"There is no {what} {model[:80]!r} here; use {' or '.join(known)}.", code="model_unavailable")
