"""What a report says about how far its grader is to be believed."""

from collections.abc import Iterator, Sequence

from app.domain.evaluation import Qualification, RatedBy
from app.domain.grade import GraderStamp
from app.domain.rubric import Rubrics
from app.grading.evaluation.result import Evaluation, MeasureResult
from app.grading.offline import MODEL

BUNDLED = "qualification_offline"
"""The sentence in rubrics/prose.yaml about the built-in grader, measured when its rules were made."""


def qualification_line(stamp: GraderStamp, stored: Sequence[Qualification], rubrics: Rubrics) -> str:
    """One to a few sentences on the grader of this stamp, from what was stored of its measurements.

    The latest measurement with the same prompt and rubric counts, or else the latest of that model, and that is said.
    The built-in grader has a sentence that comes with it.
    """
    found = _best(stamp, stored)
    if found is not None:
        return " ".join(_sentences(found, stamp, rubrics))
    bundled = rubrics.prose[BUNDLED] if stamp.model == MODEL else ""
    return bundled or rubrics.evaluation.lines["none"]


def qualification_of(evaluation: Evaluation) -> Qualification:
    """What is kept of a measurement."""
    grader, labelled, means = evaluation.grader, evaluation.set, evaluation.summary
    whole = _recommendation(evaluation)
    return Qualification(
        model=grader.model,
        prompt=grader.prompt,
        rubric=grader.rubric,
        temperature=grader.temperature,
        repeats=grader.repeats,
        set_name=labelled.name,
        set_digest=labelled.digest,
        exchanges=labelled.exchanges,
        rated_by=labelled.rated_by,
        raters=whole.raters,
        kappa=whole.kappa,
        low=whole.interval.low if whole.interval else None,
        high=whole.interval.high if whole.interval else None,
        words=whole.words,
        pillars=means.pillars,
        leniency=means.leniency.overall,
        scored=means.scored,
        measured_at=evaluation.measured_at,
    )


def rater_names(rated_by: RatedBy, rubrics: Rubrics) -> str:
    """Who rated, in words."""
    return rubrics.evaluation.lines[f"raters_{rated_by}"]


def _recommendation(evaluation: Evaluation) -> MeasureResult:
    return next(m for m in evaluation.measures if m.measure == "recommendation")


def _best(stamp: GraderStamp, stored: Sequence[Qualification]) -> Qualification | None:
    own = [q for q in stored if q.model == stamp.model]
    return max(own, key=lambda q: (_same_version(q, stamp), q.measured_at), default=None)


def _same_version(found: Qualification, stamp: GraderStamp) -> bool:
    return (found.prompt, found.rubric) == (stamp.prompt, stamp.rubric)


def _sentences(found: Qualification, stamp: GraderStamp, rubrics: Rubrics) -> Iterator[str]:
    lines, limits = rubrics.evaluation.lines, rubrics.evaluation.qualification
    yield _agrees(found, rubrics)
    if found.raters is not None and found.kappa is not None:
        yield lines["raters_among"].format(kappa=_two(found.raters))
    if found.scored is not None and found.scored < limits.scored_from:
        yield lines["leaves_out"].format(share=f"{1 - found.scored:.0%}")
    if not _same_version(found, stamp):
        yield lines["other_version"]
    if found.exchanges < limits.least_exchanges:
        yield lines["few"]
    if found.kappa is not None and found.kappa < limits.poor_under:
        yield lines["poor"]
    if found.kappa is not None and found.words is not None and found.kappa <= found.words:
        yield lines["words"]


def _agrees(found: Qualification, rubrics: Rubrics) -> str:
    lines = rubrics.evaluation.lines
    if found.kappa is None:
        return lines["no_agreement"].format(model=found.model, count=found.exchanges)
    return lines["agrees"].format(
        model=found.model,
        raters=rater_names(found.rated_by, rubrics),
        kappa=_two(found.kappa),
        count=found.exchanges,
        pillars=lines["without_pillars"] if found.pillars is None else _two(found.pillars),
        leniency=_leniency(found.leniency, rubrics),
    )


def _leniency(error: float | None, rubrics: Rubrics) -> str:
    lines, least = rubrics.evaluation.lines, rubrics.evaluation.qualification.lenient_from
    if error is None:
        return lines["leniency_unknown"]
    if abs(error) < least:
        return lines["even"]
    return lines["lenient" if error > 0 else "strict"].format(points=f"{abs(error):.1f}")


def _two(value: float) -> str:
    return f"{value:.2f}"
