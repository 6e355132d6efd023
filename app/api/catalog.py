"""What can be practised, as far as a candidate may know it: never probes, facts, checks or what a strong answer has."""

from collections.abc import Mapping

from app.api.frames import Shape
from app.content.catalog import Content
from app.domain.scale import AREAS
from app.reports.formats import ReportFormat


class RoundShape(Shape):
    """Length in minutes, and about how many questions."""

    minutes: int
    questions: int


class PersonShape(Shape):
    """An interviewer."""

    id: str
    name: str
    role: str
    monogram: str
    pronoun: str
    temper: str
    card: str
    areas: dict[str, float]
    round: RoundShape


class QuestionShape(Shape):
    """A question in the words of each person who asks it."""

    id: str
    title: str
    area: str
    category: str
    kind: str
    level: str
    minutes: int
    ask: dict[str, str]


class CompanyShape(Shape):
    """A fictional employer; `page` is what a candidate can read about it."""

    id: str
    name: str
    line: str
    page: str


class LoopRoundShape(Shape):
    """One round of a loop."""

    persona: str
    minutes: int


class LoopShape(Shape):
    """Rounds that belong together."""

    id: str
    name: str
    about: str
    rounds: list[LoopRoundShape]


class FormatShape(Shape):
    """A way to download a report."""

    id: str
    media_type: str
    extension: str


class EngineShape(Shape):
    """Who interviews and grades where a session does not say."""

    model: str
    grader_model: str


class RubricShape(Shape):
    """The rules that grades follow."""

    version: str


class CatalogShape(Shape):
    """All of it."""

    personas: list[PersonShape]
    areas: list[str]
    questions: list[QuestionShape]
    companies: list[CompanyShape]
    loops: list[LoopShape]
    formats: list[FormatShape]
    engine: EngineShape
    rubric: RubricShape


def catalog_of(content: Content, formats: Mapping[str, ReportFormat], engine: EngineShape) -> CatalogShape:
    """The catalog of what was loaded."""
    return CatalogShape(
        personas=[PersonShape.model_validate(persona) for persona in content.personas.values()],
        areas=list(AREAS),
        questions=[QuestionShape.model_validate(question) for question in content.questions.values()],
        companies=[CompanyShape.model_validate(company) for company in content.companies.values()],
        loops=[LoopShape.model_validate(loop) for loop in content.loops.values()],
        formats=[FormatShape.model_validate(made) for made in formats.values()],
        engine=engine,
        rubric=RubricShape(version=content.rubrics.version),
    )
