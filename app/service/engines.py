"""Which engines can interview and grade, by the string that names them."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Protocol

from app.domain.exchange import Exchange
from app.domain.grade import Grade
from app.domain.report import Coaching, Report
from app.domain.session import OFFLINE
from app.errors import UserError
from app.grading.ledger import Calls
from app.llm.calls import Model


class Grader(Protocol):
    """Grades one exchange."""

    async def grade(self, exchange: Exchange) -> Grade:
        """The grade of an exchange; its `not_graded` says why where there is none."""


class Writer(Protocol):
    """Writes beside the numbers of a report."""

    async def write(self, report: Report) -> Coaching:
        """What is written. ModelError where the model fails."""


class Rules(Protocol):
    """A grader that goes by rules: it needs no network, and may be called from any thread."""

    def grade(self, exchange: Exchange) -> Grade:
        """The grade of an exchange."""


class Engines:
    """The engines of this process: the built-in one, and models that were admitted by their names.

    `open_model` makes a model from its string; `grades_by` makes a grader, and `writes_by` a writer, from a model and
    the calls it made before.
    """

    def __init__(
        self,
        rules: Rules,
        open_model: Callable[[str], Model | None],
        grades_by: Callable[[Model, Calls], Grader],
        writes_by: Callable[[Model, Calls], Writer],
        admitted: Iterable[str] = (),
    ) -> None:
        self._rules, self._open = _InThread(rules), open_model
        self._grades_by, self._writes_by = grades_by, writes_by
        self._admitted = {OFFLINE, *admitted}
        self._models: dict[str, Model] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """What can be asked for, the built-in engine first."""
        return (OFFLINE, *sorted(self._admitted - {OFFLINE}))

    def admit(self, names: Iterable[str]) -> None:
        """Let sessions ask for these too."""
        self._admitted.update(names)

    def chosen(self, model: str) -> str:
        """The same string, where it can be asked for. UserError (`model_unavailable`) otherwise."""
        if model not in self._admitted:
            known = " or ".join(self.names)
            raise UserError(f"There is no engine {model[:80]!r} here; use {known}.", code="model_unavailable")
        return model

    def model(self, name: str) -> Model | None:
        """The model of that name, None for the built-in engine. ModelUnavailable where there is none."""
        if name not in self._models and (opened := self._open(name)) is not None:
            self._models.setdefault(name, opened)
        return self._models.get(name)

    def grader(self, name: str, calls: Calls) -> Grader:
        """The grader of that name; it makes none of `calls` again. ModelUnavailable where there is none."""
        model = self.model(name)
        return self._rules if model is None else self._grades_by(model, calls)

    def writer(self, name: str, calls: Calls) -> Writer | None:
        """Who writes beside this grader's numbers, None where nobody does. ModelUnavailable where there is no model."""
        model = self.model(name)
        return None if model is None else self._writes_by(model, calls)

    async def close(self) -> None:
        """Give back the models' connections."""
        for model in self._models.values():
            await model.close()
        self._models.clear()


class _InThread:
    """Rules take a while: others are served meanwhile."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    async def grade(self, exchange: Exchange) -> Grade:
        return await asyncio.to_thread(self._rules.grade, exchange)
