"""Labelled exchanges for tests."""

import json
from typing import Any

ANSWERS = (
    "I moved the invoice run to 11 June, told finance in March what it would cost, and 14 failures became none.",
    "We had a plan and everybody worked hard, and in the end it went well for the team.",
    "fine",
)


def labels(pillar: int | None, recommendation: int | None, starl: int | None = None) -> dict[str, Any]:
    """The same label on every pillar, and on every element where there is one."""
    pillars = ("program_execution", "technical_depth", "stakeholder_leadership", "communication", "culture_values")
    elements = ("situation", "task", "action", "result", "learnings")
    return {
        "pillars": dict.fromkeys(pillars, pillar),
        "starl": None if starl is None else dict.fromkeys(elements, starl),
        "recommendation": recommendation,
    }


def line(identifier: str, answer: str, **more: Any) -> dict[str, Any]:
    """An exchange of one answer, as a line has it."""
    question = "Tell me about a time you changed the plan of a program."
    turns = [{"speaker": "interviewer", "text": question}, {"speaker": "candidate", "text": answer}]
    return {"id": identifier, "category": "behavioral", "interviewer": "x", "question": question, "turns": turns} | more


def lines(*items: dict[str, Any]) -> str:
    """The lines of a file."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def small_set() -> str:
    """Three labelled exchanges, each with two raters."""
    given = [(labels(4, 4, 2), labels(5, 4, 3)), (labels(2, 2, 1), labels(2, 1, 1)), (labels(1, 1, 0), labels(1, 1, 0))]
    return lines(
        *(
            line(f"e{i}", answer, labels=one, raters=[one | {"kind": "person"}, other | {"kind": "person"}])
            for i, (answer, (one, other)) in enumerate(zip(ANSWERS, given, strict=True))
        )
    )
