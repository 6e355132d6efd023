"""Grades an exchange with a language model: first the evidence, then the scores, each held against rules in code.

What code can decide is decided before any call (floor.py) and after the last one (holding.py). No number is made up:
where a model fails, the exchange is not graded and the reason says why.
"""

import asyncio
from collections.abc import Sequence

from app.content.catalog import Content
from app.domain.exchange import Exchange
from app.domain.grade import Grade, GraderStamp, Scored
from app.domain.scale import ELEMENTS, PILLARS
from app.errors import ModelError
from app.grading.aggregate import recommend
from app.grading.calling import Caller
from app.grading.examining import Case, Examiner, Scores
from app.grading.fencing import Draw, random_line
from app.grading.floor import absent, at_floor, floor_of, integrity_notes, is_story, not_gradable
from app.grading.ledger import Calls, CallsInMemory
from app.grading.repeats import medians
from app.grading.showing import Blind
from app.grading.weights import targets_of
from app.llm.calls import Model
from app.signals.found import ExchangeSignals
from app.signals.reader import Reader


class ModelGrader:
    """Grades with one model. `temperature` is what is asked for; `repeats` is how often each exchange is graded."""

    def __init__(
        self,
        model: Model,
        reader: Reader,
        content: Content,
        *,
        calls: Calls | None = None,
        temperature: float = 0.0,
        repeats: int = 1,
        draw: Draw = random_line,
    ) -> None:
        self._name, self._temperature, self._repeats = model.name, temperature, repeats
        self._reader, self._blind = reader, Blind(content)
        self._rubrics, self._grading = content.rubrics, content.grading
        kept = CallsInMemory() if calls is None else calls
        caller = Caller(model, kept, content.grading.version, temperature, draw)
        self._examiner = Examiner(caller, content.grading, content.rubrics)

    async def grade(self, exchange: Exchange) -> Grade:
        """The grade of one exchange. Where the model fails, `not_graded` says why, and it can be tried again."""
        try:
            return await self.try_to_grade(exchange)
        except ModelError as error:
            signals = await asyncio.to_thread(self._reader.exchange, exchange)
            return self._refused(exchange, signals, error.message)

    async def try_to_grade(self, exchange: Exchange) -> Grade:
        """The grade of one exchange. ModelError where the model fails in every repeat."""
        signals = await asyncio.to_thread(self._reader.exchange, exchange)
        refused = not_gradable(exchange, signals, self._rubrics)
        if refused is not None:
            return self._refused(exchange, signals, refused)
        floor = floor_of(signals, self._rubrics)
        case = self._case(exchange, signals, thin=floor is not None)
        if floor is not None and not self._is_read(case):
            return self._grade(case, self._at_floor(case, floor), 1)
        runs = await self._runs(case)
        return self._grade(case, self._merged(runs), len(runs))

    def _case(self, exchange: Exchange, signals: ExchangeSignals, *, thin: bool) -> Case:
        kind = self._reader.kind_of(exchange)
        asked = targets_of(exchange, kind, self._rubrics)
        turns = self._blind.show(exchange, signals)
        return Case(exchange, signals, kind, asked, is_story(exchange, kind), thin, turns)

    def _is_read(self, case: Case) -> bool:
        """Whether answers too short to hear anything in are read all the same: a sentence may be right or wrong."""
        return case.kind in self._grading.rules.thin_kinds and "thin" in case.signals.kinds

    def _at_floor(self, case: Case, why: str) -> Scores:
        pillars = {p: at_floor(p, case.exchange, case.asked, why, self._rubrics) for p in PILLARS}
        elements = {e: absent(self._rubrics.elements[e], self._rubrics) for e in ELEMENTS}
        return Scores(pillars, elements if case.story else None)

    async def _runs(self, case: Case) -> Sequence[Scores]:
        """The gradings that came about. ModelError when none did."""
        runs: list[Scores] = []
        failed: ModelError | None = None
        for repeat in range(self._repeats):
            try:
                runs.append(await self._examiner.examine(case, repeat))
            except ModelError as error:
                failed = error
                if not error.retryable:
                    break
        if failed is not None and not runs:
            raise failed
        return runs

    def _merged(self, runs: Sequence[Scores]) -> Scores:
        if len(runs) == 1:
            return runs[0]
        no_number = self._grading.rules.says["no_number"]
        stories = [r.starl for r in runs if r.starl is not None]
        starl = medians(stories, no_number) if stories else None
        return Scores(medians([r.pillars for r in runs], no_number), starl)

    def _grade(self, case: Case, scores: Scores, repeats: int) -> Grade:
        numbers = {p: float(s.score) for p, s in scores.pillars.items() if s.score is not None}
        unverified = self._rubrics.prose["unverified"]
        chosen = case.exchange.targets  # asked for by category only, a pillar may turn out to have had no chance
        asked = [p for p in case.asked if p in chosen or p in numbers or scores.pillars[p].reason == unverified]
        return Grade(
            id=case.exchange.id,
            pillars=scores.pillars,
            starl=scores.starl,
            recommendation=recommend(numbers, asked, self._rubrics.recommendation),
            integrity=tuple(integrity_notes(case.signals)),
            not_graded=None,
            grader=self._stamp(repeats),
        )

    def _refused(self, exchange: Exchange, signals: ExchangeSignals, why: str) -> Grade:
        pillars = {p: Scored(None, why) for p in PILLARS}
        return Grade(exchange.id, pillars, None, None, tuple(integrity_notes(signals)), why, self._stamp(1))

    def _stamp(self, repeats: int) -> GraderStamp:
        return GraderStamp(self._name, self._rubrics.version, self._grading.version, self._temperature, repeats)
