"""The scales that every grade is given on, and the closed lists of what is graded."""

from typing import Literal, get_args

Pillar = Literal["program_execution", "technical_depth", "stakeholder_leadership", "communication", "culture_values"]
Element = Literal["situation", "task", "action", "result", "learnings"]
Category = Literal["program_management", "technical_explanation", "system_design", "coding", "estimation", "behavioral"]
Area = Literal[
    "recruiter",
    "program_management",
    "technical_explanation",
    "system_design",
    "coding",
    "estimation",
    "behavioral",
]
QuestionKind = Literal["story", "scenario", "explain", "design", "estimate", "code", "motive"]
Level = Literal["mid", "senior", "principal"]

PILLARS: tuple[Pillar, ...] = get_args(Pillar)
ELEMENTS: tuple[Element, ...] = get_args(Element)
CATEGORIES: tuple[Category, ...] = get_args(Category)
AREAS: tuple[Area, ...] = get_args(Area)

PILLAR_SCORES = (1, 2, 3, 4, 5)
ELEMENT_SCORES = (0, 1, 2, 3)
BAR = 3
