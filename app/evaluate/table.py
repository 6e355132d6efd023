"""An evaluation written out: as tables that fit a terminal of 80 columns, or as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from app.domain.rubric import Rubrics
from app.grading.evaluation.measures import LEVELS, RECOMMENDATION
from app.grading.evaluation.published import as_json
from app.grading.evaluation.result import Evaluation, MeasureResult
from app.grading.qualification import rater_names

WIDTH = 80
INTERVAL = 13
"""Characters of an interval."""


def print_json(evaluation: Evaluation, out: TextIO) -> None:
    """Writes everything, in the published form."""
    out.write(json.dumps(as_json(evaluation), ensure_ascii=False, indent=2) + "\n")


def print_table(evaluation: Evaluation, rubrics: Rubrics, out: TextIO) -> None:
    """Writes everything that a person reads; the JSON holds more."""
    page = StringIO()
    console = Console(file=page, width=WIDTH, highlight=False, color_system=None)
    for part in _parts(evaluation, rubrics):
        console.print(part)
    out.writelines(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _parts(found: Evaluation, rubrics: Rubrics) -> Iterator[RenderableType]:
    names = _names(rubrics)
    yield _opening(found, rubrics)
    yield _agreement(found, names)
    yield _errors(found, names)
    yield _hire(found)
    yield _confusion(found)
    yield from _paragraphs(found)
    if found.spread:
        yield _spread(found, names)
    if found.attacks:
        yield _attacks(found)
    yield _effort(found)


def _names(rubrics: Rubrics) -> dict[str, str]:
    names = {r.id: r.name for r in rubrics.pillars.values()} | {r.id: r.name for r in rubrics.elements.values()}
    return {str(key): name for key, name in names.items()} | {RECOMMENDATION: "Recommendation"}


def _opening(found: Evaluation, rubrics: Rubrics) -> Text:
    grader, labelled = found.grader, found.set
    prompt = f", prompt {grader.prompt}" if grader.prompt else ""
    left_out = f" {labelled.unlabelled} more are not labelled." if labelled.unlabelled else ""
    ratings = "1 rating" if labelled.raters == 1 else f"{labelled.raters} ratings"
    raters = (
        f" Labels are the median of {ratings} by {rater_names(labelled.rated_by, rubrics)}." if labelled.raters else ""
    )
    return Text(
        f"{grader.model}, rubric {grader.rubric}{prompt}, on the {labelled.exchanges} labelled exchanges of "
        f"{labelled.name}.{left_out}{raters}\n"
        "Kappa is quadratic weighted, with the labels: 1 is full agreement, 0 is chance."
    )


def _agreement(found: Evaluation, names: Mapping[str, str]) -> Table:
    table = _table("", "kappa", "95 % interval", "raters", "words", "scored of rated")
    table.columns[2].width = INTERVAL
    for m in found.measures:
        interval = f"{_two(m.interval.low)} to {_two(m.interval.high)}" if m.interval else "–"
        table.add_row(
            names[m.measure], _two(m.kappa), interval, _two(m.raters), _two(m.words), f"{m.scored} of {m.rated}"
        )
    means = found.summary
    table.add_section()
    for name, kappa, raters, words in (
        ("Pillars, mean", means.pillars, means.pillars_raters, means.pillars_words),
        ("Elements, mean", means.elements, means.elements_raters, means.elements_words),
    ):
        table.add_row(name, _two(kappa), "", _two(raters), _two(words), "")
    return table


def _errors(found: Evaluation, names: Mapping[str, str]) -> Table:
    table = _table("", "exact", "within 1", "error", "bottom", "top", "scored anyway")
    for m in found.measures:
        extra = f"{m.scored_anyway} of {m.not_assessable}"
        error = [_signed(e) for e in (m.error.overall, m.error.bottom, m.error.top)]
        table.add_row(names[m.measure], _share(m.exact), _share(m.within_one), *error, extra)
    means = found.summary.leniency
    table.add_section()
    table.add_row("All pillars", "", "", *(_signed(e) for e in (means.overall, means.bottom, means.top)), "")
    return table


def _hire(found: Evaluation) -> Text:
    hire = found.hire
    return Text(
        f"Hire or no hire: {hire.agree} of {hire.count} agree (kappa {_two(hire.kappa)}); "
        f"{hire.hires_found} of {hire.hires} hires and {hire.no_hires_found} of {hire.no_hires} no hires are found."
    )


def _confusion(found: Evaluation) -> Table:
    measure = next(m for m in found.measures if m.measure == RECOMMENDATION)
    columns: list[int | None] = [*LEVELS[RECOMMENDATION]]
    columns += [None] if any(cell.score is None for cell in measure.confusion) else []
    table = _table("Recommendation: label", *(f"scored {c}" if c is not None else "no score" for c in columns))
    for label in LEVELS[RECOMMENDATION]:
        table.add_row(str(label), *(_count(measure, label, score) for score in columns))
    return table


def _count(measure: MeasureResult, label: int, score: int | None) -> str:
    return str(next((c.count for c in measure.confusion if (c.label, c.score) == (label, score)), "·"))


def _paragraphs(found: Evaluation) -> Iterator[Text]:
    quotes = found.quotes
    if quotes.given:
        yield Text(
            f"Quotes: {quotes.valid} of {quotes.given} are in their turn word for word; "
            f"{quotes.without} of {quotes.credited} credited scores have none."
        )
    yield from (Text(f"Not graded, {n.count} times: {n.reason}") for n in found.not_graded)


def _spread(found: Evaluation, names: Mapping[str, str]) -> Table:
    table = _table(f"Graded {found.grader.repeats} times", "exchanges", "same each time", "mean range", "most")
    for s in found.spread:
        most = "–" if s.most is None else str(s.most)
        table.add_row(names[s.measure], str(s.exchanges), _share(s.same), _two(s.moved), most)
    return table


def _attacks(found: Evaluation) -> Table:
    table = _table("Attack", "attacked", "raised", "no answer, raised", "lowered", "mean shift")
    for a in found.attacks:
        shift = "–" if a.shift is None else f"{a.shift:+.3f}"
        empty = f"{a.empty_raised} of {a.empty}"
        table.add_row(a.family.replace("_", " "), str(a.attacked), str(a.raised), empty, str(a.lowered), shift)
    attacked, raised, lowered = (sum(getattr(a, n) for a in found.attacks) for n in ("attacked", "raised", "lowered"))
    table.add_section()
    table.add_row("All", str(attacked), f"{raised / attacked:.1%}", "", f"{lowered / attacked:.1%}", "")
    return table


def _effort(found: Evaluation) -> Text:
    effort = found.effort
    median = "" if effort.seconds_median is None else f", half of them within {effort.seconds_median:.2g} s"
    said = f"{effort.gradings} gradings took {effort.seconds:.1f} s in all{median}."
    if not effort.calls:
        return Text(said)
    tokens = "not told" if effort.tokens_in is None else f"{effort.tokens_in:,} in and {effort.tokens_out:,} out"
    cost = "not known" if effort.cost is None else f"{effort.cost:.2f}"
    return Text(f"{said} {effort.calls} requests; tokens: {tokens}; cost: {cost}.")


def _table(first: str, *columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _shown(form: str) -> Callable[[float | None], str]:
    return lambda value: "–" if value is None else format(value, form)


_two, _share, _signed = _shown(".2f"), _shown(".0%"), _shown("+.2f")
