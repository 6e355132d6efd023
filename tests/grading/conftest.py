"""The grader, and exchanges to grade."""

import pytest

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.scale import Category, Pillar
from app.grading.offline import OfflineGrader
from app.signals.reader import Reader

QUESTIONS: dict[Category, str] = {
    "program_management": "A dependency team cuts your capacity in half in the middle of the quarter. Now what?",
    "behavioral": "Tell me about a time you resolved a conflict between team members.",
    "technical_explanation": "Explain caching to me, and tell me when it hurts.",
    "system_design": "Design a meal delivery app.",
    "coding": "Reverse a string without built-in functions.",
    "estimation": "Estimate the peak load for a feature with 50 million monthly users.",
}
FOLLOW_UP = "Can you be more specific?"


def asked(
    *answers: str, category: Category = "behavioral", targets: dict[Pillar, float] | None = None, **more: object
) -> Exchange:
    """Answers to the category's question and to follow-ups."""
    question = QUESTIONS[category]
    turns = [ExchangeTurn("interviewer", question)]
    for index, answer in enumerate(answers):
        turns += [ExchangeTurn("interviewer", FOLLOW_UP)] if index else []
        turns.append(ExchangeTurn("candidate", answer))
    return Exchange("x", category, "bar_raiser", question, tuple(turns), targets or {}, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def grader(content: Content, reader: Reader) -> OfflineGrader:
    """The built-in grader with the shipped rubrics."""
    return OfflineGrader(reader, content.rubrics)
