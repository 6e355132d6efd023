"""The exchanges of a report's JSON as lines that can be rated and graded."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from app.content.catalog import Content
from app.domain.scale import Category
from app.domain.turn import CONTROL_KINDS, Speaker
from app.errors import UnreadableInput
from app.grading.showing import HELP


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class TurnOfReport(_Line):
    """A turn as a report has it."""

    speaker: Speaker
    kind: str
    text: str


class ExchangeOfReport(_Line):
    """An exchange as a report has it."""

    question_id: str
    category: Category
    question: str
    turns: tuple[TurnOfReport, ...]


class ReportOfFile(_Line):
    """As much of docs/report.schema.json as rating needs."""

    session_id: str
    persona: str
    exchanges: tuple[ExchangeOfReport, ...]


def lines_of_report(given: object, content: Content) -> list[dict[str, Any]]:
    """A line for each exchange with an answer. Grades and coaching are left behind.

    Raises:
        UnreadableInput: it is no report, or there is no answer in it.
    """
    try:
        report = ReportOfFile.model_validate(given)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise UnreadableInput(f"This is no report of Hotseat: {place}: {error.errors()[0]['msg']}.") from error
    lines = [_line(report, exchange, content) for exchange in report.exchanges if _answered(exchange)]
    if not lines:
        raise UnreadableInput("There is no answer in this report.")
    return lines


def _answered(exchange: ExchangeOfReport) -> bool:
    return any(turn.speaker == "candidate" for turn in _spoken(exchange))


def _spoken(exchange: ExchangeOfReport) -> list[TurnOfReport]:
    return [turn for turn in exchange.turns if turn.kind not in CONTROL_KINDS | HELP]


def _line(report: ReportOfFile, exchange: ExchangeOfReport, content: Content) -> dict[str, Any]:
    return {
        "id": f"{report.session_id}:{exchange.question_id}",
        "category": exchange.category,
        "interviewer": report.persona,
        "question": exchange.question,
        "turns": [{"speaker": turn.speaker, "text": turn.text} for turn in _spoken(exchange)],
        **_from_question(exchange.question_id, content),
    }


def _from_question(question_id: str, content: Content) -> Mapping[str, Any]:
    """What the question asks for and the facts that can be checked, where its file is still there."""
    question = content.questions.get(question_id)
    if question is None:
        return {}
    return {"targets": dict(question.targets), "facts": [asdict(check) for check in question.checks]}
