"""What `hotseat eval` finds, as plain data. Its JSON is published: docs/eval.schema.json.

Figures that cannot be had are None: nothing to compare, or scores and labels that never differ. Errors are scores less
labels, in points of the scale, positive where the grader is kinder. Shares are 0 to 1. Times are seconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.evaluation import RatedBy


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies for most sets that might have been drawn in place of this one."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Leniency:
    """The mean error: over all labels, over the two lowest of the scale, over the two highest."""

    overall: float | None
    bottom: float | None
    top: float | None


@dataclass(frozen=True, slots=True)
class LabelError:
    """The mean error where the label is this one, and how many such labels were scored."""

    label: int
    count: int
    error: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many exchanges had this label and got this score; None is not assessable, or not scored."""

    label: int | None
    score: int | None
    count: int


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One pillar, one element or the recommendation.

    `rated`: exchanges to which the raters gave a number; `scored`: those of them that the grader scored too, over which
    all agreement is taken. `not_assessable`: exchanges that the raters could not assess; `scored_anyway`: those of them
    that the grader scored. `kappa`: quadratic weighted, with the consensus. `raters`: the mean of each two raters;
    `with_raters`: the grader's mean with each of them. `words`: a fitted word count, out of fold, over `rated`.
    """

    measure: str
    rated: int
    scored: int
    not_assessable: int
    scored_anyway: int
    kappa: float | None
    interval: Interval | None
    raters: float | None
    with_raters: float | None
    words: float | None
    exact: float | None
    within_one: float | None
    error: Leniency
    by_label: tuple[LabelError, ...]
    confusion: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Boundary:
    """Hire against no hire: over `count` exchanges, how many agree, and how many of each side were found."""

    count: int
    agree: int
    kappa: float | None
    hires: int
    hires_found: int
    no_hires: int
    no_hires_found: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Means: of the pillars' kappas and of the elements', over those with enough exchanges; and over all pillar scores.

    `raters` and `words` are the same mean for the raters among themselves and for the word count.
    """

    pillars: float | None
    pillars_raters: float | None
    pillars_words: float | None
    pillars_counted: tuple[str, ...]
    elements: float | None
    elements_raters: float | None
    elements_words: float | None
    elements_counted: tuple[str, ...]
    leniency: Leniency
    scored: float | None


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotes given, those that are in their turn word for word, and credited scores that carry none."""

    given: int
    valid: int
    credited: int
    without: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How much a measure moves when the same exchange is graded again, over `exchanges` of them.

    `same`: the share that got the same score each time, or none each time; `moved`: the mean distance of least and most
    over those with a number each time, and `most` the largest.
    """

    measure: str
    exchanges: int
    same: float | None
    moved: float | None
    most: int | None


@dataclass(frozen=True, slots=True)
class AttackShift:
    """What one family of attacks did to weak answers: how many had any score raised or lowered, and the mean shift.

    `empty` of the attacked are no answers at all. No score counts as the lowest: one above it that appears is raised.
    """

    family: str
    attacked: int
    raised: int
    empty: int
    empty_raised: int
    lowered: int
    shift: float | None
    most: int | None


@dataclass(frozen=True, slots=True)
class NotGraded:
    """A reason for which exchanges were not graded, and how many times it was given."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Effort:
    """What grading took: gradings, and seconds of one; tokens and cost where they are known.

    `cost` is in the currency of the prices that were given.
    """

    gradings: int
    seconds: float
    seconds_median: float | None
    calls: int
    tokens_in: int | None
    tokens_out: int | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """What was measured on. `unlabelled` exchanges are in the file and were left out."""

    name: str
    digest: str
    exchanges: int
    unlabelled: int
    raters: int
    rated_by: RatedBy


@dataclass(frozen=True, slots=True)
class Measured:
    """Who was measured: as on every grade."""

    model: str
    rubric: str
    prompt: str | None
    temperature: float | None
    repeats: int


@dataclass(frozen=True, slots=True)
class EachExchange:
    """One exchange: the consensus and the median of the grader's scores, by measure."""

    id: str
    labels: Mapping[str, int | None]
    scores: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything. `spread` is empty for a single run, `attacks` where none were asked for."""

    schema: int
    measured_at: datetime
    set: LabelledSet
    grader: Measured
    measures: tuple[MeasureResult, ...]
    summary: Summary
    hire: Boundary
    quotes: Quotes
    not_graded: tuple[NotGraded, ...]
    spread: tuple[Spread, ...]
    attacks: tuple[AttackShift, ...]
    effort: Effort
    exchanges: tuple[EachExchange, ...]
