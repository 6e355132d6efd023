"""Reports that stretch the formats: many scripts, code and hostile markup, a long session, one text in every field."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.domain.report import (
    Blank,
    Coaching,
    ExchangeCoaching,
    Mark,
    Quote,
    Report,
    ReportExchange,
    ReportTurn,
    Rewrite,
)
from tests.reports.makers import turn
from tests.reports.sample import sample_report
from tests.reports.world import WORLD

CODE = """def dedupe(events):
    seen = set()
    for event in events:
        if event.id not in seen:  # <b>not a tag</b> & `not code`
            seen.add(event.id)
            yield event
"""

PROSE_WITH_MARKUP = (
    "We wrote <script>alert(1)</script> in the ticket & linked [the plan](https://evil.example/x) from #random.\n"
    "| owner | date |\n1. *First* the `refunds` job, then ![pixel](https://evil.example/p.png)\n"
    "#set page(fill: red) #eval(\"1\") \\ $x$ @label <label> ~ -- '''"
)


def world_report() -> Report:
    """A session in nine languages, with code and markup among the answers."""
    told = [_exchange(place, title, *words) for place, (title, words) in enumerate(WORLD.items(), start=1)]
    told.append(_coded(len(told) + 1))
    return replace(
        sample_report(),
        sample=False,
        candidate="林雨桐 (Yǔtóng) 🌱",
        company="شركة النيل للشحن",
        verdict="可信的计划。You never said who made the decision.",
        keep=Quote(2, "我们先切换退款服务"),
        keep_note=None,
        exchanges=tuple(told),
        ledger=(),
    )


def coached_report() -> Report:
    """The sample with what a model wrote beside the numbers."""
    said = sample_report().exchanges[1].pillars[1].quotes[0]
    blanks = (Blank("who decided", "Who had the last word?"), Blank("the price", "What did finance get?"))
    rewrite = Rewrite(said, "[who decided] held the contract date, and finance got [the price] for it.", blanks)
    told = (
        ExchangeCoaching(2, ("Who decided, by name.", "What finance wanted in return."), rewrite),
        ExchangeCoaching(3, ("What it cost the team.",), None),
    )
    drills = tuple(replace(drill, why="Say who decided.") for drill in sample_report().drills)
    coaching = Coaching("openai:qwen3-32b", "5c0a75a1", told, drills)
    return replace(sample_report(), prose="done", coaching=coaching, drills=drills)


def long_report(exchanges: int = 9, follow_ups: int = 4) -> Report:
    """About the most that 45 minutes hold: as many turns, and answers of 200 words."""
    told = sample_report().exchanges[1]
    many = tuple(_repeated(told, number, follow_ups) for number in range(1, exchanges + 1))
    return replace(sample_report(), exchanges=many, ledger=sample_report().ledger * 7)


def filled(report: Report, text: str) -> Report:
    """The report with this text in every field that holds free text, closed lists and times left alone."""
    swapped: Report = _filled(report, text)
    return swapped


# Closed lists, ids that texts point at, and note letters: nothing that a person or a model words.
_CLOSED = frozenset(
    {"pillar", "standing", "id", "score", "kind", "speaker", "verdict_kind", "category", "on_this_answer", "came_back"}
    | {"format", "schema", "element_order", "label", "prose"}
)


def _filled(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(_filled(item, text) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if isinstance(value, Mark):
        return replace(value, start=0, end=1, note=text)
    open_fields = [field.name for field in fields(value) if not _is_closed(value, field.name)]
    return replace(value, **{name: _filled(getattr(value, name), text) for name in open_fields})


def _is_closed(value: object, name: str) -> bool:
    return name in _CLOSED or (name == "verdict" and not isinstance(value, Report))


def _exchange(number: int, title: str, question: str, answer: str, kept: str, missed: str) -> ReportExchange:
    first = 2 * number - 1
    start, gap = answer.index(kept), answer.index(missed)
    marks = (
        Mark(
            "a",
            "keep",
            first + 1,
            start,
            start + len(kept),
            "A person, a date, and what it cost: nothing is left to guess.",
        ),
        Mark("b", "gap", first + 1, gap, gap + len(missed), "And when?"),
    )
    model = sample_report().exchanges[2]
    quote = Quote(first + 1, kept, start, start + len(kept))
    return replace(
        model,
        number=number,
        title=title,
        question=question,
        turns=(turn(first, question, "ask"), turn(first + 1, answer)),
        marks=marks,
        pillars=tuple(replace(line, quotes=(quote,)) for line in model.pillars),
    )


def _coded(number: int) -> ReportExchange:
    first = 2 * number - 1
    turns = (
        turn(first, "Write it down: the same event must not go out twice.", "ask"),
        turn(first + 1, CODE),
        turn(first + 2, "And in the ticket?"),
        turn(first + 3, PROSE_WITH_MARKUP),
    )
    return replace(
        sample_report().exchanges[2], number=number, title="Once only", category="coding", turns=turns, marks=()
    )


def _repeated(told: ReportExchange, number: int, follow_ups: int) -> ReportExchange:
    base = 100 * number
    asked = [replace(told.turns[2 * place % 8], number=base + 2 * place) for place in range(follow_ups + 1)]
    said = [_long_answer(told.turns[1], base + 2 * place + 1) for place in range(follow_ups + 1)]
    marks = tuple(replace(mark, turn=base + 1) for mark in told.marks if mark.turn == 4)
    turns = tuple(each for pair in zip(asked, said, strict=True) for each in pair)
    return replace(told, number=number, turns=turns, marks=marks)


def _long_answer(answer: ReportTurn, number: int) -> ReportTurn:
    text = f"{answer.text}\n\nIn round {number}, {answer.text[:280]}"
    return replace(
        answer, number=number, text=text, words=len(text.split()), aloud_seconds=round(len(text.split()) * 0.43)
    )
