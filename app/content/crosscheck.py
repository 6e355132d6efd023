"""What no single file can know: that names used in one file exist in another."""

from collections.abc import Iterable

from app.content.catalog import Content
from app.domain.question import Question
from app.errors import ContentError


def cross_check(content: Content) -> None:
    """ContentError for the first name that points nowhere."""
    for fault in faults(content):
        raise ContentError(fault)


def faults(content: Content) -> Iterable[str]:
    """Every name that points nowhere, as a sentence that names the file."""
    for question in content.questions.values():
        yield from _question_faults(content, question)
    for persona in content.personas.values():
        where = f"prompts/personas/{persona.id}.md"
        if persona.borrows is not None and persona.borrows not in content.personas:
            yield f"{where}: borrows from {persona.borrows!r}, which is no persona"
        yield from _unknown(where, "pursues", persona.pursues, content.gaps)
    for sample in content.samples.values():
        where = f"prompts/samples/{sample.id}.yaml"
        yield from _unknown(where, "persona", [sample.persona], content.personas)
        yield from _unknown(where, "question", sample.questions, content.questions)
    for loop in content.loops.values():
        yield from _unknown(
            f"prompts/loops/{loop.id}.yaml", "persona", [r.persona for r in loop.rounds], content.personas
        )
    for folder, kinds in (("moves", content.moves), ("moves/probes", content.probes)):
        for name, wordings in kinds.items():
            yield from _unknown(f"prompts/{folder}/{name}.md", "persona", wordings, content.personas)
    where = "prompts/interviewing/gaps.yaml"
    yield from _unknown(where, "gap", content.interviewing.gaps, content.gaps)
    for gaps in content.interviewing.gaps_case.values():
        yield from _unknown(where, "gap", gaps, content.gaps)
    yield from (f"{where}: says nothing of {gap!r}" for gap in content.gaps if gap not in content.interviewing.gaps)
    for gap in content.probes:
        yield from _unknown(f"prompts/moves/probes/{gap}.md", "gap", [gap], content.gaps)


def _question_faults(content: Content, question: Question) -> Iterable[str]:
    where = f"prompts/questions/{question.area}/{question.id}.md"
    yield from _unknown(where, "persona", question.ask, content.personas)
    for follow_up in (*question.probes, *question.injects):
        yield from _unknown(where, "gap", [follow_up.gap], content.gaps)
        if set(follow_up.say) != set(question.ask):
            worded = f"is worded for {sorted(follow_up.say)}, the question for {sorted(question.ask)}"
            yield f"{where}: the follow-up at {follow_up.gap} {worded}"
    for inject in question.injects:
        yield from _unknown(where, f"fact of the inject {inject.id}:", inject.facts, [f.id for f in question.facts])


def _unknown(where: str, what: str, names: Iterable[str], known: Iterable[str]) -> Iterable[str]:
    allowed = set(known)
    return [f"{where}: unknown {what} {name!r}" for name in names if name not in allowed]
