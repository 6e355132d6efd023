"""Puts questions to one model, each once: what was answered before comes from the ledger."""

from app.errors import ModelError
from app.grading.asking import Question
from app.grading.fencing import Draw, fence
from app.grading.ledger import Calls, key_of
from app.grading.taking import Answer, Taken, Taking
from app.llm.calls import Model


class Caller:
    """`version` is of the prompts, `temperature` what is asked for, `draw` makes the random lines."""

    def __init__(self, model: Model, calls: Calls, version: str, temperature: float, draw: Draw) -> None:
        self._model, self._calls, self._draw = model, calls, draw
        self._version, self._temperature = version, temperature

    async def ask(self, question: Question, repeat: int, taking: Taking[Answer]) -> Answer:
        """The reply to a question, the `repeat`th time that it is put. ModelError where none came that can be taken."""
        about = (self._model.name, self._version, self._temperature, question.step, repeat)
        key = key_of(question.messages(""), *about)
        kept = await self._calls.get(key)
        if kept is not None and (answer := taking.kept(kept)) is not None:
            return answer
        taken = await self._reply(question, taking)
        await self._calls.put(key, taken.value)
        return taken.answer

    async def _reply(self, question: Question, taking: Taking[Answer]) -> Taken[Answer]:
        try:
            read = await self._model.structured(
                question.messages(fence(question.data, self._draw)),
                schema=question.schema,
                read=taking,
                max_tokens=question.max_tokens,
                temperature=self._temperature,
            )
        except ModelError:
            if taking.best is None:
                raise
            return taking.best
        return read.value
