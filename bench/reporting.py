"""CPU to grade a 45-minute transcript and to render its report, beside the barest PDF of the same words."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import typst
from rich.table import Table

from app.config import Settings
from app.content.catalog import Content
from app.content.loader import load_content
from app.domain.report import Report
from app.domain.session import SessionSpec
from app.reports.formats import discover
from app.service.rehearsal import Rehearsal, rehearse

WORDS_A_MINUTE = 130
LONGEST_ANSWER = 380
ROUNDS = 7
PLAIN = b"#for line in json(bytes(sys.inputs.text)) [#line #parbreak()]"
TOLD = (
    "The contract for the old scheduler ended on 30 June, so I worked back from that. Forty jobs moved in three "
    "phases. "
    "I decided to move the invoice run last, because it was the one that could lose us money. Priya, the finance "
    "director, wanted her new report in April, and I showed her two options with their cost. She agreed on 12 March. "
    "The risk I watched was duplicate invoices; Tomek owned it and we had a switch to go back within ten minutes. "
    "We cut over on 11 June with no failed invoices, against 14 the quarter before. What it cost was the report, which "
    "came in July, and finance closed one quarter by hand, about four days for two people. Since then I write the exit "
    "criterion of each phase before its first date, and did so again on the ledger project in October. "
)


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: CPU in milliseconds, the median of several runs, and its ratio to the reference."""

    what: str
    milliseconds: float
    ratio: float


def table() -> Table:
    """What each step costs, and the size of what was graded."""
    size, rows = measure()
    shown = Table("CPU, median", "ms", "ratio", title=f"Grade and report of a 45-minute round: {size}")
    for row in rows:
        shown.add_row(row.what, f"{row.milliseconds:.1f}", f"{row.ratio:.2f}")
    return shown


def measure() -> tuple[str, list[Row]]:
    """The transcript's size in words, and the rows."""
    settings = Settings()
    content = load_content(settings.prompts, settings.rubrics)
    rehearsal = _transcript(content)
    report = rehearsal.report()
    words = [t.text for t in rehearsal.turns]
    plain = _cpu(lambda n: typst.compile(PLAIN, sys_inputs={"text": json.dumps([*words, str(n)])}))
    graded = _cpu(lambda n: _graded(rehearsal, n))
    renders = {name: _cpu(lambda n, f=form: f.render(_varied(report, n))) for name, form in discover().items()}
    whole = graded + sum(renders.values())
    rows = [("the barest PDF of the same words (reference)", plain), ("grade and build the report", graded)]
    rows += [(f"render {name}", value) for name, value in renders.items()] + [("grade, build and render all", whole)]
    size = f"{len(words)} turns, {sum(len(w.split()) for w in words)} words"
    return size, [Row(what, value, value / plain) for what, value in rows]


def _graded(rehearsal: Rehearsal, number: int) -> Report:
    """The report of the same answers with a word of their own each time, so that no reading of them is remembered."""
    turns = list(rehearsal.turns)
    rehearsal.turns[:] = [replace(t, text=f"{t.text} {number}") if t.speaker == "candidate" else t for t in turns]
    try:
        return rehearsal.report()
    finally:
        rehearsal.turns[:] = turns


def _varied(report: Report, number: int) -> Report:
    """Another candidate, so that nothing is answered from a cache."""
    return replace(report, candidate=f"Candidate {number}")


def _cpu(work: Callable[[int], object]) -> float:
    """Median CPU of a call in milliseconds, the first one left out."""
    work(-1)
    times = []
    for number in range(ROUNDS):
        start = time.process_time()
        work(number)
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def _transcript(content: Content) -> Rehearsal:
    """A round that fills its 45 minutes with answers of up to three minutes."""
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    rehearsal = rehearse(SessionSpec(format="round", persona="bar_raiser", minutes=45), 4, content, lambda: now)
    told = (TOLD * 4).split()
    step = 0
    while rehearsal.reply() and not rehearsal.ended:
        length = LONGEST_ANSWER - 60 * (step % 4)
        answer = " ".join(told[17 * step % 120 :][:length])
        now += timedelta(minutes=len(answer.split()) / WORDS_A_MINUTE, seconds=15)
        rehearsal.say(answer)
        step += 1
    return rehearsal
