"""Who grades in an evaluation: the built-in grader, or a language model, its requests counted and its replies kept."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.config import Settings
from app.content.catalog import Content
from app.domain.exchange import Exchange
from app.domain.grade import Grade, GraderStamp
from app.domain.session import OFFLINE
from app.evaluate.ledger import Effort, Ledger
from app.evaluate.meter import Meter, MeteredCalls, MeteredClient
from app.evaluate.options import Options
from app.grading.evaluation.result import Measured
from app.grading.model_grader import ModelGrader
from app.grading.offline import OfflineGrader
from app.llm.calls import Limits, Model
from app.llm.client import Access, ModelClient
from app.llm.opening import BETWEEN, FIRST
from app.service.keeping import own_folder
from app.signals.reader import Reader

TEMPERATURE = 0.0
FOLDER = "eval"

Opened = Callable[[str, Access], ModelClient | None]
"""Makes a client of a model's string, None for the built-in engine."""


class Worker(Protocol):
    """Grades one exchange after another."""

    async def grade(self, exchange: Exchange, repeat: int) -> tuple[Grade, Effort]:
        """A grade and what it took. ModelError where there is none."""
        ...

    async def close(self) -> None:
        """Give back what is held."""
        ...


class ByRules:
    """The built-in grader, in a thread."""

    def __init__(self, grader: OfflineGrader, clock: Callable[[], float]) -> None:
        self._grader, self._clock = grader, clock

    async def grade(self, exchange: Exchange, repeat: int) -> tuple[Grade, Effort]:
        """The same each time."""
        begun = self._clock()
        grade = await asyncio.to_thread(self._grader.grade, exchange)
        return grade, Effort(seconds=self._clock() - begun)

    async def close(self) -> None:
        """Nothing is held."""


class ByModel:
    """A language model."""

    def __init__(
        self, name: str, client: ModelClient, limits: Limits, reader: Reader, content: Content, ledger: Ledger
    ) -> None:
        self._meter = Meter()
        self._model = Model(name, MeteredClient(client, self._meter), limits)
        self._reader, self._content, self._ledger = reader, content, ledger

    async def grade(self, exchange: Exchange, repeat: int) -> tuple[Grade, Effort]:
        """One grading, from the ledger as far as it goes."""
        before = self._meter.taken
        calls = MeteredCalls(self._ledger, self._meter, repeat)
        grader = ModelGrader(self._model, self._reader, self._content, calls=calls, temperature=TEMPERATURE)
        grade = await grader.try_to_grade(exchange)
        return grade, self._meter.taken - before

    async def close(self) -> None:
        """Closes the model's connections."""
        await self._model.close()


@dataclass(frozen=True, slots=True)
class Staff:
    """Makes workers who all are the same grader. `workers` is how many can do something at a time."""

    measured: Measured
    hire: Callable[[], Worker]
    ledger: Ledger | None
    workers: int

    @property
    def stamp(self) -> GraderStamp:
        """What stands on each grade."""
        m = self.measured
        return GraderStamp(m.model, m.rubric, m.prompt, m.temperature)

    def close(self) -> None:
        """Let go of the ledger."""
        if self.ledger is not None:
            self.ledger.close()


def staff_of(options: Options, settings: Settings, content: Content, *, opened: Opened) -> Staff:
    """The staff of the model that was asked for; what it replies is kept in the data folder.

    `opened` makes a client of a model's string. ModelUnavailable where there is no such model.
    """
    reader, access = Reader(content.rubrics), Access(settings.base_url, settings.openai_api_key)
    if opened(options.model, access) is None:
        return _by_rules(reader, content, options)
    path = own_folder(settings.data, FOLDER) / f"{_name(options.model, settings, content)}.jsonl"
    ledger = Ledger(path, fresh=options.fresh)

    def hire() -> Worker:
        client = opened(options.model, access)
        assert client is not None
        return ByModel(options.model, client, _limits(settings), reader, content, ledger)

    version = content.grading.version
    measured = Measured(options.model, content.rubrics.version, version, TEMPERATURE, options.repeats)
    return Staff(measured, hire, ledger, options.jobs)


def _by_rules(reader: Reader, content: Content, options: Options) -> Staff:
    """It gives the same each time, so its replies are not kept, and it cannot do two things at a time."""
    grader = OfflineGrader(reader, content.rubrics)
    measured = Measured(OFFLINE, content.rubrics.version, None, None, options.repeats)
    return Staff(measured, lambda: ByRules(grader, Meter().clock), None, 1)


def _limits(settings: Settings) -> Limits:
    whole = settings.timeout
    return Limits(whole, FIRST * whole, BETWEEN * whole)


def _name(model: str, settings: Settings, content: Content) -> str:
    """A name for the file of replies that depend on all of this."""
    key = repr((model, settings.base_url, content.grading.version, TEMPERATURE))
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
