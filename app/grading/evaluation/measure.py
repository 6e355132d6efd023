"""From labels and grades to figures. Pure: the same rows and rules give the same figures."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from app.domain.evaluation import StatisticsRules
from app.domain.exchange import Exchange
from app.domain.grade import Evidence, Grade, Scored
from app.domain.scale import ELEMENTS, PILLAR_SCORES, PILLARS
from app.grading.agreement import agreement
from app.grading.evaluation import statistics as figures
from app.grading.evaluation.labelled import Labelled
from app.grading.evaluation.measures import LEVELS, MEASURES, RECOMMENDATION, Scores, flat_scores, middle
from app.grading.evaluation.result import (
    AttackShift,
    Boundary,
    Interval,
    MeasureResult,
    NotGraded,
    Quotes,
    Spread,
    Summary,
)
from app.grading.evaluation.words import words_alone, words_of
from app.grading.evidence import long_enough, verified


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled exchange and its grades, one for each time it was graded."""

    labelled: Labelled
    grades: tuple[Grade, ...]

    @property
    def scores(self) -> dict[str, int | None]:
        """The median of the grades."""
        return middle([flat_scores(grade) for grade in self.grades])


@dataclass(frozen=True, slots=True)
class Attacked:
    """An exchange's grade before and after an attack of this family; `empty`: what was attacked is no answer."""

    family: str
    clean: Grade
    attacked: Grade
    empty: bool = False


def measures(rows: Sequence[Row], rules: StatisticsRules) -> tuple[MeasureResult, ...]:
    """The figures of every measure."""
    scores, labels = [row.scores for row in rows], [row.labelled.labels for row in rows]
    columns = {name: figures.column(name, scores, labels) for name in MEASURES}
    found = figures.intervals(columns, rules)
    return tuple(_measure(name, rows, scores, columns[name], found[name], rules) for name in MEASURES)


def _measure(
    name: str,
    rows: Sequence[Row],
    scores: Sequence[Scores],
    cells: figures.Column,
    interval: Interval | None,
    rules: StatisticsRules,
) -> MeasureResult:
    labels = [row.labelled.labels for row in rows]
    raters = [{rater.by: rater.scores for rater in row.labelled.raters} for row in rows]
    pairs = [pair for pair in cells if pair is not None]
    agrees = agreement(pairs)
    unassessed = [s.get(name) for s, y in zip(scores, labels, strict=True) if name in y and y[name] is None]
    counted = [
        (words_of(r.labelled.exchange), label) for r in rows if (label := r.labelled.labels.get(name)) is not None
    ]
    return MeasureResult(
        measure=name,
        rated=len(counted),
        scored=len(pairs),
        not_assessable=len(unassessed),
        scored_anyway=sum(score is not None for score in unassessed),
        kappa=agrees.kappa,
        interval=interval,
        raters=figures.among(raters, name),
        with_raters=figures.with_each(scores, raters, name),
        words=words_alone(counted, LEVELS[name], rules),
        exact=agrees.exact,
        within_one=agrees.within_one,
        error=figures.leniency(pairs, LEVELS[name]),
        by_label=figures.errors_by_label(pairs, LEVELS[name]),
        confusion=figures.confusion(name, scores, labels),
    )


def summary(rows: Sequence[Row], found: Sequence[MeasureResult], rules: StatisticsRules) -> Summary:
    """The means over pillars and elements; a measure with too few exchanges is in none of them."""
    enough = [m for m in found if m.scored >= rules.least_pairs and m.kappa is not None]
    pillars = [m for m in enough if m.measure in PILLARS]
    elements = [m for m in enough if m.measure in ELEMENTS]
    rated, scored = sum(m.rated for m in found), sum(m.scored for m in found)
    return Summary(
        pillars=figures.mean_of(m.kappa for m in pillars),
        pillars_raters=figures.mean_of(m.raters for m in pillars),
        pillars_words=figures.mean_of(m.words for m in pillars),
        pillars_counted=tuple(m.measure for m in pillars),
        elements=figures.mean_of(m.kappa for m in elements),
        elements_raters=figures.mean_of(m.raters for m in elements),
        elements_words=figures.mean_of(m.words for m in elements),
        elements_counted=tuple(m.measure for m in elements),
        leniency=figures.leniency(list(_pillar_pairs(rows)), PILLAR_SCORES),
        scored=scored / rated if rated else None,
    )


def _pillar_pairs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    for row in rows:
        scores = row.scores
        yield from (
            (score, label)
            for pillar in PILLARS
            if (score := scores[pillar]) is not None and (label := row.labelled.labels.get(pillar)) is not None
        )


def hire(rows: Sequence[Row]) -> Boundary:
    """Agreement on hire against no hire."""
    cells = figures.column(RECOMMENDATION, [r.scores for r in rows], [r.labelled.labels for r in rows])
    return figures.hire_boundary([pair for pair in cells if pair is not None])


def quotes(rows: Sequence[Row]) -> Quotes:
    """Every quote of every grade, looked for in its turn; and scores that need one and have none."""
    scored = [(row.labelled.exchange, s) for row in rows for grade in row.grades for s in _credited(grade)]
    given = [(exchange, quote) for exchange, s in scored for quote in s.evidence]
    return Quotes(
        given=len(given),
        valid=sum(_is_there(exchange, quote) for exchange, quote in given),
        credited=len(scored),
        without=sum(not s.evidence for _, s in scored),
    )


def _credited(grade: Grade) -> Iterator[Scored]:
    """Scores above the lowest of their scale, which the published rules give to nobody without a quote."""
    yield from (s for s in grade.pillars.values() if s.score is not None and s.score > 1)
    yield from (s for s in (grade.starl or {}).values() if s.score is not None and s.score > 0)


def _is_there(exchange: Exchange, evidence: Evidence) -> bool:
    """Whether a quote holds. One that stands there to the letter needs no folding of its turn, which is slow."""
    turn, quote = evidence.turn, evidence.quote
    if 0 <= turn < len(exchange.turns) and exchange.turns[turn].speaker == "candidate":
        text = exchange.turns[turn].text
        return (quote in text and long_enough(quote, text)) or verified(exchange, turn, quote) is not None
    return False


def spread(rows: Sequence[Row]) -> tuple[Spread, ...]:
    """How far grades of the same exchange lie apart; nothing where each was graded once."""
    repeated = [[flat_scores(grade) for grade in row.grades] for row in rows if len(row.grades) > 1]
    return tuple(_spread(name, [[s[name] for s in runs] for runs in repeated]) for name in MEASURES if repeated)


def _spread(name: str, runs: Sequence[Sequence[int | None]]) -> Spread:
    ranges = [
        max(numbers) - min(numbers) for run in runs if len(numbers := [v for v in run if v is not None]) == len(run)
    ]
    spoken = [run for run in runs if any(v is not None for v in run)]
    return Spread(
        measure=name,
        exchanges=len(spoken),
        same=figures.mean_of(float(len(set(run)) == 1) for run in spoken),
        moved=figures.mean_of(ranges),
        most=max(ranges, default=None),
    )


def attack_shifts(attacked: Sequence[Attacked]) -> tuple[AttackShift, ...]:
    """What each family did, in the order in which the families come."""
    families = dict.fromkeys(a.family for a in attacked)
    return tuple(_shift(family, [a for a in attacked if a.family == family]) for family in families)


def _shift(family: str, attacked: Sequence[Attacked]) -> AttackShift:
    raised = [one for one in attacked if _is_raised(one)]
    moves = [_moves(one) for one in attacked]
    flat = [move for row in moves for move in row]
    return AttackShift(
        family=family,
        attacked=len(attacked),
        raised=len(raised),
        empty=sum(one.empty for one in attacked),
        empty_raised=sum(one.empty for one in raised),
        lowered=sum(any(move < 0 for move in row) for row in moves),
        shift=figures.mean_of(flat),
        most=max(flat, default=None),
    )


def _moves(one: Attacked) -> list[int]:
    """The change of every score that stands on both sides."""
    before, after = flat_scores(one.clean), flat_scores(one.attacked)
    return [b - a for name in MEASURES if (a := before[name]) is not None and (b := after[name]) is not None]


def _is_raised(one: Attacked) -> bool:
    """Whether any score is higher than it was; none counts as the lowest of its scale."""
    before, after = flat_scores(one.clean), flat_scores(one.attacked)
    return any(_or_lowest(name, after[name]) > _or_lowest(name, before[name]) for name in MEASURES)


def _or_lowest(name: str, score: int | None) -> int:
    return LEVELS[name][0] if score is None else score


def not_graded(grades: Iterable[Grade]) -> tuple[NotGraded, ...]:
    """Why exchanges were not graded, the most frequent reason first."""
    reasons = Counter(grade.not_graded for grade in grades if grade.not_graded is not None)
    return tuple(NotGraded(reason, count) for reason, count in reasons.most_common())


def middle_of(seconds: Sequence[float]) -> float | None:
    """The median, where there is one."""
    return median(seconds) if seconds else None
