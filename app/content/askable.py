"""Whether every part of a question can be used in an interview."""

from collections.abc import Iterator

from app.content.catalog import Content
from app.domain.question import Question


def askable(content: Content) -> Iterator[str]:
    """Every part of a question that no interview could use, as a sentence that names the file."""
    for question in content.questions.values():
        yield from _unreachable(content, question, f"prompts/questions/{question.area}/{question.id}.md")


def _unreachable(content: Content, question: Question, where: str) -> Iterator[str]:
    """A follow-up is asked for a gap that its kind of question has, and once for each gap."""
    gone_for: set[str] = set()
    for gap in (p.gap for p in question.probes):
        if gap not in content.rubrics.needs[question.kind]:
            yield f"{where}: the follow-up at {gap} is never asked: rubrics/needs.yaml has no {gap} for {question.kind}"
        if gap in gone_for:
            yield f"{where}: the second follow-up at {gap} is never asked"
        gone_for.add(gap)
