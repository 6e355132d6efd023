"""The `hotseat` command."""

import random
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from app.batch import grade_lines
from app.config import Settings
from app.content.audit import audit
from app.content.catalog import Content
from app.content.loader import load_content
from app.doctor.command import doctor
from app.domain.clock import system_clock
from app.domain.scale import Area
from app.domain.session import MOST_MINUTES, OFFLINE, SessionSpec
from app.errors import AppError, ContentError, SetupError, UnreadableInput
from app.evaluate.command import bundled_set, evaluate
from app.evaluate.options import Options, Prices
from app.evaluate.table import print_json, print_table
from app.practice import practise, practise_json, save_report, stdin
from app.rating.command import rate
from app.reports.formats import discover
from app.service.rehearsal import rehearse
from app.serving import fresh_url, report_of, serve

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A mock interviewer for technical program managers.",
)


def main() -> None:
    """Runs the command; one of our errors is a line on stderr, not a traceback."""
    try:
        app()
    except AppError as error:
        print(f"hotseat: {error.message}", file=sys.stderr)
        sys.exit(2 if isinstance(error, UnreadableInput) else 1)


@app.command("serve")
def serve_command(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    model: Annotated[str | None, typer.Option(help="Who interviews.")] = None,
    grader_model: Annotated[str | None, typer.Option(help="Who grades.")] = None,
) -> None:
    """Serve Hotseat to a browser."""
    serve(_settings(host=host, port=port, model=model, grader_model=grader_model))


@app.command()
def url() -> None:
    """Print another start address for the browser."""
    print(fresh_url(_settings()))


@app.command()
def practice(
    persona: Annotated[str, typer.Option(help="Who interviews: an id such as bar_raiser.")] = "hiring_manager",
    question: Annotated[str | None, typer.Option(help="One question by its id, in place of a round.")] = None,
    area: Annotated[str | None, typer.Option(help="Where the questions come from.")] = None,
    minutes: Annotated[int | None, typer.Option(min=0, max=MOST_MINUTES, help="Length; 0 for no limit.")] = None,
    seed: Annotated[int | None, typer.Option(help="Same seed and answers, same interview.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answers on stdin, events on stdout, a JSON a line.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the report here: .md, .html, .json or .pdf.")] = None,
) -> None:
    """Be interviewed in the terminal."""
    spec = _spec(persona, question, area, minutes)
    settings = _settings()
    rehearsal = rehearse(spec, _seed(seed), _content(settings), _practice_clock(seed) if as_json else system_clock)
    if as_json:
        practise_json(rehearsal, stdin(), sys.stdout)
        return
    journal = settings.data / "practice" / f"{system_clock():%Y%m%d-%H%M%S}.jsonl"
    report = practise(rehearsal, journal, stdin())
    if out:
        save_report(report, out)
        print(f"The report is in {out}.")
    else:
        sys.stdout.buffer.write(discover()["markdown"].render(report))


@app.command()
def grade(
    file: Annotated[str, typer.Argument(help="Exchanges, a JSON a line; - for standard input.")],
    model: Annotated[str, typer.Option(help="Who grades.")] = OFFLINE,
    repeats: Annotated[int, typer.Option(min=1, help="Grade each this often and take the median.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, help="How many at a time.")] = 1,
) -> None:
    """Grade exchanges: a grade a line on stdout, in the same order."""
    settings = _settings()
    grade_lines(file, _content(settings), settings, model=model, repeats=repeats, jobs=jobs, out=sys.stdout)


@app.command("eval")
def eval_command(
    model: Annotated[str, typer.Option(help="Whose grades are measured.")] = OFFLINE,
    file: Annotated[Path | None, typer.Option("--set", help="Labelled exchanges, a JSON a line.")] = None,
    repeats: Annotated[int, typer.Option(min=1, help="Grade each this often; their median counts.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, help="How many at a time.")] = 4,
    attacks: Annotated[bool, typer.Option("--attacks", help="Also measure what attacks on the grade move.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as JSON.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the model's earlier replies.")] = False,
    store: Annotated[bool, typer.Option("--store", help="Reports by this model then tell the result.")] = False,
    price_in: Annotated[float | None, typer.Option(min=0, help="Price of a million tokens read.")] = None,
    price_out: Annotated[float | None, typer.Option(min=0, help="Price of a million tokens written.")] = None,
) -> None:
    """Measure how far a model's grades agree with labelled answers."""
    settings = _settings()
    content = _content(settings)
    options = Options(
        model=model,
        file=file or bundled_set(settings),
        repeats=repeats,
        jobs=jobs,
        attacks=attacks,
        fresh=fresh,
        store=store,
        prices=None if price_in is None or price_out is None else Prices(price_in, price_out),
    )
    found = evaluate(options, settings, content, system_clock)
    print_json(found, sys.stdout) if as_json else print_table(found, content.rubrics, sys.stdout)


@app.command("rate")
def rate_command(
    file: Annotated[Path, typer.Argument(help="Exchanges, a JSON a line, or a report's JSON.")],
    by: Annotated[str, typer.Option(help="Your name, as it stands beside your ratings.")] = "me",
    out: Annotated[Path | None, typer.Option(help="Where the ratings are kept; else beside the file.")] = None,
) -> None:
    """Rate exchanges yourself, blind to every grade, to measure graders on them."""
    rate(file, out, by, _content(_settings()), stdin())


@app.command()
def report(
    session: Annotated[str, typer.Argument(help="The session's id, as History shows it.")],
    out: Annotated[Path, typer.Option(help="Write it here: .md, .html, .json or .pdf.")],
) -> None:
    """Write the report of a past session to a file."""
    save_report(report_of(_settings(), session), out)
    print(f"The report is in {out}.")


@app.command("doctor")
def doctor_command(
    model: Annotated[str | None, typer.Option(help="Try this one in place of HOTSEAT_MODEL.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as JSON.")] = False,
) -> None:
    """Look at what an interview needs, try the model, and say what to do. Exits with 1 where something is wrong."""
    settings = _settings(model=model)
    if not doctor(settings, _content(settings), sys.stdout, as_json=as_json):
        raise typer.Exit(1)


@app.command()
def check() -> None:
    """Check all content files: coverage, names, near-duplicates, manners."""
    settings = _settings()
    content = _content(settings)
    findings = audit(content, settings.prompts, settings.rubrics)
    for finding in findings:
        print(finding, file=sys.stderr)
    if findings:
        raise ContentError(f"{len(findings)} findings in the content files, listed above.")
    print(f"{len(content.questions)} questions, {len(content.personas)} interviewers, all ids covered.")


def _settings(**given: Any) -> Settings:
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(["HOTSEAT", *map(str, first["loc"])]).upper()
        raise SetupError(f"{name}: {first['msg']} (got {first['input']!r}).") from None


def _content(settings: Settings) -> Content:
    return load_content(settings.prompts, settings.rubrics)


def _spec(persona: str, question: str | None, area: str | None, minutes: int | None) -> SessionSpec:
    form: Any = "drill" if question else "round"
    chosen: Area | None = area  # type: ignore[assignment]
    return SessionSpec(format=form, persona=persona, question=question, area=chosen, minutes=minutes)


def _seed(seed: int | None) -> int:
    return random.SystemRandom().randrange(2**31) if seed is None else seed


def _practice_clock(seed: int | None) -> Any:
    """With a seed the clock stands still, so that the same input gives the same bytes."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return system_clock if seed is None else lambda: start
