"""`hotseat eval`: grades labelled exchanges and says how far the grades agree with the labels."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from app.config import Settings
from app.content.catalog import Content
from app.domain.clock import Clock
from app.domain.session import OFFLINE
from app.errors import UserError
from app.evaluate.labelled_set import Given, read_set
from app.evaluate.ledger import Effort
from app.evaluate.options import Options, Prices
from app.evaluate.running import Done, Running, Task
from app.evaluate.trials import Trials, trials_of
from app.evaluate.workers import Opened, Staff, staff_of
from app.grading.evaluation import measure, result
from app.grading.evaluation.measure import Row
from app.grading.evaluation.published import SCHEMA
from app.grading.qualification import qualification_of
from app.llm.registry import resolve
from app.service.qualifications import store_qualification


def evaluate(
    options: Options, settings: Settings, content: Content, clock: Clock, *, opened: Opened = resolve
) -> result.Evaluation:
    """Measures a model on a file of labelled exchanges, and stores the result where that was asked for.

    `opened` makes a client of a model's string.

    Raises:
        UnreadableInput: the file cannot be read, or nothing in it is labelled.
        ModelError: there is no such model, or nothing could be graded by it.
        UserError: it was stopped, or the built-in grader was to be qualified on the set that it was made with.
    """
    _check_store(options, settings)
    given = read_set(options.file)
    trials = trials_of(settings.rubrics) if options.attacks else Trials()
    staff = staff_of(options, settings, content, opened=opened)
    try:
        done = _graded(staff, list(_tasks(given, trials, options)))
    finally:
        staff.close()
    found = _evaluation(given, trials, done, staff, options, content, clock)
    if options.store:
        store_qualification(settings.data, qualification_of(found))
    return found


def bundled_set(settings: Settings) -> Path:
    """Where the set is that comes with Hotseat."""
    return settings.rubrics / "calibration" / "exchanges.jsonl"


def _check_store(options: Options, settings: Settings) -> None:
    if options.store and options.model == OFFLINE and options.file.resolve() == bundled_set(settings).resolve():
        raise UserError(
            "The built-in grader's rules were tuned on this set, so it is no measurement of them. "
            "Use --set with answers of your own, or leave --store out."
        )


def _tasks(given: Given, trials: Trials, options: Options) -> Iterator[Task]:
    for repeat in range(options.repeats):
        yield from (Task(row.exchange, repeat) for row in given.rows)
    yield from (Task(exchange) for exchange in trials.exchanges)


def _graded(staff: Staff, tasks: Sequence[Task]) -> list[Done]:
    console = Console(stderr=True)
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=len(tasks))
        try:
            return asyncio.run(Running(staff, lambda: progress.advance(bar)).run(tasks))
        except KeyboardInterrupt:
            raise UserError("Stopped. The model's replies are kept: the same command goes on from here.") from None


def _evaluation(
    given: Given,
    trials: Trials,
    done: Sequence[Done],
    staff: Staff,
    options: Options,
    content: Content,
    clock: Clock,
) -> result.Evaluation:
    rules, count = content.rubrics.evaluation.statistics, len(given.rows)
    clean = [d.grade for d in done[: count * options.repeats]]
    rows = [Row(labelled, tuple(clean[place::count])) for place, labelled in enumerate(given.rows)]
    found = measure.measures(rows, rules)
    return result.Evaluation(
        schema=SCHEMA,
        measured_at=clock(),
        set=given.about,
        grader=staff.measured,
        measures=found,
        summary=measure.summary(rows, found, rules),
        hire=measure.hire(rows),
        quotes=measure.quotes(rows),
        not_graded=measure.not_graded(clean),
        spread=measure.spread(rows),
        attacks=measure.attack_shifts(trials.held(done[len(clean) :])),
        effort=effort_of([d.effort for d in done], options.prices),
        exchanges=tuple(result.EachExchange(r.labelled.exchange.id, dict(r.labelled.labels), r.scores) for r in rows),
    )


def effort_of(efforts: Sequence[Effort], prices: Prices | None) -> result.Effort:
    """What everything took; tokens only where the server told them each time, and cost where there are prices too."""
    whole = sum(efforts, Effort())
    told = whole.calls > 0 and not whole.untold
    cost = (whole.tokens_in * prices.tokens_in + whole.tokens_out * prices.tokens_out) / 1e6 if prices else None
    return result.Effort(
        gradings=len(efforts),
        seconds=whole.seconds,
        seconds_median=measure.middle_of([e.seconds for e in efforts]),
        calls=whole.calls,
        tokens_in=whole.tokens_in if told else None,
        tokens_out=whole.tokens_out if told else None,
        cost=cost if told else None,
    )
