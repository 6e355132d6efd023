"""How graders are measured, and what is kept of a measurement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

RatedBy = Literal["models", "people", "both", "unknown"]


@dataclass(frozen=True, slots=True)
class StatisticsRules:
    """How figures are made; each is explained in rubrics/evaluation.yaml."""

    seed: int
    draws: int
    interval: float
    folds: int
    cuts: int
    least_pairs: int


@dataclass(frozen=True, slots=True)
class QualificationRules:
    """When a measurement is doubtful; each limit is explained in rubrics/evaluation.yaml."""

    least_exchanges: int
    poor_under: float
    lenient_from: float
    scored_from: float


@dataclass(frozen=True, slots=True)
class EvaluationRules:
    """rubrics/evaluation.yaml; `lines` are the sentences about a qualification, with names in braces."""

    statistics: StatisticsRules
    qualification: QualificationRules
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Qualification:
    """What is kept of a grader's measurement. A figure that could not be had is None.

    `raters`, `kappa`, `low`, `high` and `words` are those of the recommendation: how the raters agree among themselves,
    the grader with the consensus, the interval of that, and a word count. `pillars` is the mean kappa of the pillars;
    `leniency` the mean signed error over them in points, positive where the grader is kinder; `scored` the share of all
    that the raters scored which it scored too.
    """

    model: str
    prompt: str | None
    rubric: str
    temperature: float | None
    repeats: int
    set_name: str
    set_digest: str
    exchanges: int
    rated_by: RatedBy
    raters: float | None
    kappa: float | None
    low: float | None
    high: float | None
    words: float | None
    pillars: float | None
    leniency: float | None
    scored: float | None
    measured_at: datetime
