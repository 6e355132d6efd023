"""The questions put to a model once the numbers are fixed: about each exchange, and about the next practice."""

import json
from collections.abc import Sequence

from app.domain.grading import Grading, StepPrompt
from app.domain.question import Question as Practice
from app.domain.report import Report, ReportExchange, ScoreLine
from app.grading.asking import Question, Schema, plain_object
from app.grading.fencing import fill
from app.grading.showing import ShownTurn, plain

_TEXT: Schema = {"type": "string"}


def exchange_question(exchange: ReportExchange, turns: Sequence[ShownTurn], grading: Grading) -> Question:
    """What a stronger answer would hold, and one passage told again."""
    rules = grading.prose_rules
    values = {
        "points": str(rules.most_points),
        "point": str(rules.longest_point),
        "words": str(rules.longest_rewrite),
        "most": str(rules.most_blanks),
    }
    data: dict[str, object] = {
        "turns": [{"turn": t.turn, "speaker": t.speaker, "text": t.text} for t in turns],
        "scores": [_score(s) for s in (*exchange.pillars, *(exchange.starl or ())) if s.score is not None],
        "a_strong_answer_shows": list(exchange.strong),
    }
    return _question("prose", grading.prose, values, data, _rewrite_schema())


def drills_question(report: Report, options: Sequence[Practice], count: int, grading: Grading) -> Question:
    """Which questions come next."""
    values = {"count": str(count), "words": str(grading.prose_rules.longest_reason)}
    missing = [report.fix_first.still_missing] if report.fix_first else []
    data: dict[str, object] = {
        "pillars": {p.name: p.in_words for p in report.pillars},
        "stayed_missing": [*missing, *report.coverage.asked_not_shown],
        "questions": [{"id": q.id, "title": q.title, "practises": list(q.targets)} for q in options],
    }
    chosen = plain_object({"id": {"type": "string", "enum": [q.id for q in options]}, "why": _TEXT})
    schema = plain_object({"drills": {"type": "array", "items": chosen}})
    return _question("drills", grading.drills, values, data, schema)


def _rewrite_schema() -> Schema:
    blank = plain_object({"blank": _TEXT, "question": _TEXT})
    blanks: Schema = {"type": "array", "items": blank}
    rewrite = plain_object({"turn": {"type": "integer"}, "quote": _TEXT, "text": _TEXT, "blanks": blanks})
    stronger: Schema = {"type": "array", "items": _TEXT}
    return plain_object({"stronger": stronger, "rewrite": {"anyOf": [rewrite, {"type": "null"}]}})


def _score(line: ScoreLine) -> dict[str, object]:
    return {"heading": line.id, "score": line.score, "reason": plain(line.reason), "missing": line.missing}


def _question(
    step: str, prompt: StepPrompt, values: dict[str, str], data: dict[str, object], schema: Schema
) -> Question:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return Question(step, fill(prompt.system, values), prompt.ask, plain(text), schema, prompt.max_tokens)
