"""`hotseat eval` with a language model behind it: what is kept, gone on with, counted and stored."""

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app.config import Settings
from app.content.catalog import Content
from app.errors import ModelKeyRefused, ModelUnavailable, UserError
from app.evaluate.command import evaluate
from app.evaluate.options import Options, Prices
from app.grading.evaluation.published import as_json, schema
from app.grading.evaluation.result import Evaluation
from app.llm.client import Usage
from app.service.qualifications import stored_qualifications
from tests.conftest import FixedClock
from tests.evaluate.graders import SteadyGrader
from tests.grading.labelled_lines import ANSWERS, labels, line, lines
from tests.reports.golden import DOCS, held

REQUESTS = 4
"""Requests for the set below: two an exchange that is read, none for the one that is no answer."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    given = zip(ANSWERS, [labels(3, 3, 2), labels(2, 2, 1), labels(1, 1, 0)], strict=True)
    path.write_text(lines(*(line(f"e{i}", answer, labels=label) for i, (answer, label) in enumerate(given))))
    return path


@pytest.fixture
def run(tmp_path: Path, file: Path, content: Content, clock: FixedClock) -> Callable[..., Evaluation]:
    """Evaluates a model on the set, with a data folder of its own."""
    settings = Settings(data=tmp_path / "data")

    def evaluated(model: SteadyGrader, **options: Any) -> Evaluation:
        asked = Options(**{"model": "openai:steady", "file": file} | options)
        return evaluate(asked, settings, content, clock, opened=model.opened)

    return evaluated


def test_the_grades_of_a_model_are_held_against_the_labels(run: Callable[..., Evaluation]) -> None:
    found = run(SteadyGrader(2))
    communication = next(m for m in found.measures if m.measure == "communication")
    assert [(e.labels["communication"], e.scores["communication"]) for e in found.exchanges] == [(3, 2), (2, 2), (1, 1)]
    assert (communication.scored, communication.rated, communication.exact) == (3, 3, pytest.approx(2 / 3))
    assert (found.grader.model, found.grader.temperature) == ("openai:steady", 0.0)
    assert found.quotes.given == found.quotes.valid > 0


def test_no_reply_is_asked_for_twice(run: Callable[..., Evaluation]) -> None:
    first, second, fresh = SteadyGrader(), SteadyGrader(), SteadyGrader()
    whole = run(first)
    again = run(second)
    run(fresh, fresh=True)
    assert (first.requests, second.requests, fresh.requests) == (REQUESTS, 0, REQUESTS)
    assert again.measures == whole.measures
    assert again.effort.calls == whole.effort.calls == REQUESTS


def test_other_labels_need_no_new_replies(run: Callable[..., Evaluation], file: Path) -> None:
    run(SteadyGrader())
    relabelled = [json.loads(item) | {"labels": labels(2, 2, 2)} for item in file.read_text().splitlines()]
    file.write_text(lines(*relabelled))
    model = SteadyGrader()
    assert run(model).exchanges[0].labels["communication"] == 2
    assert model.requests == 0


@pytest.fixture
def interruptible() -> Iterator[None]:
    """SIGINT as Python starts with it: whoever started the tests in the background may have it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_run_that_was_stopped_goes_on_where_it_was(run: Callable[..., Evaluation]) -> None:
    def stop(count: int) -> None:
        if count == 3:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(UserError, match="Stopped"):
        run(SteadyGrader(before=stop), jobs=1)  # one after the other: a request is always still to come
    model = SteadyGrader()
    assert run(model).not_graded == ()
    assert model.requests < REQUESTS


def test_a_reply_that_was_half_written_is_asked_for_again(run: Callable[..., Evaluation], tmp_path: Path) -> None:
    run(SteadyGrader())
    kept = next((tmp_path / "data" / "eval").iterdir())
    kept.write_bytes(kept.read_bytes()[:-40])
    model = SteadyGrader()
    run(model)
    last = SteadyGrader()
    run(last)
    assert (model.requests, last.requests) == (1, 0)


def test_what_a_model_replied_is_for_its_owner_alone(run: Callable[..., Evaluation], tmp_path: Path) -> None:
    run(SteadyGrader(), store=True)
    data = tmp_path / "data"
    files = [p for p in data.rglob("*") if p.is_file()]
    assert len(files) == 2
    assert {p.stat().st_mode & 0o777 for p in files} == {0o600}
    assert {p.stat().st_mode & 0o777 for p in (data, *(f.parent for f in files))} == {0o700}


def test_an_exchange_that_fails_is_not_graded_and_tried_again_next_time(run: Callable[..., Evaluation]) -> None:
    def fail(count: int) -> None:
        if count > 2:
            raise ModelKeyRefused("The key was refused.")

    found = run(SteadyGrader(before=fail))
    assert [(n.reason, n.count) for n in found.not_graded] == [("The key was refused.", 1)]
    assert next(m for m in found.measures if m.measure == "communication").scored == 2
    assert run(SteadyGrader()).not_graded == ()


@pytest.mark.parametrize("error", [ModelKeyRefused("The key was refused."), ModelUnavailable("Nothing is there.")])
def test_a_model_that_grades_nothing_is_an_error_and_no_table(
    run: Callable[..., Evaluation], error: ModelUnavailable
) -> None:
    def fail(count: int) -> None:
        raise error

    with pytest.raises(type(error), match=error.message):
        run(SteadyGrader(before=fail))


def test_each_repeat_is_a_grading_of_its_own(run: Callable[..., Evaluation]) -> None:
    model = SteadyGrader()
    found = run(model, repeats=3)
    assert model.requests == 3 * REQUESTS
    assert {s.same for s in found.spread if s.exchanges} == {1.0}
    assert found.grader.repeats == 3


def test_several_at_a_time_give_the_same(run: Callable[..., Evaluation]) -> None:
    assert run(SteadyGrader(), jobs=4).measures == run(SteadyGrader(), fresh=True).measures


def test_cost_is_told_where_tokens_and_prices_are_known(run: Callable[..., Evaluation]) -> None:
    untold = run(SteadyGrader(), prices=Prices(3, 15))
    assert (untold.effort.tokens_in, untold.effort.cost) == (None, None)
    told = run(SteadyGrader(usage=Usage(1000, 100)), prices=Prices(3, 15), fresh=True)
    assert (told.effort.tokens_in, told.effort.tokens_out) == (REQUESTS * 1000, REQUESTS * 100)
    assert told.effort.cost == pytest.approx(REQUESTS * (1000 * 3 + 100 * 15) / 1e6)
    assert run(SteadyGrader(), prices=Prices(3, 15)).effort == told.effort


def test_a_stored_result_is_the_models_qualification(
    run: Callable[..., Evaluation], tmp_path: Path, clock: FixedClock
) -> None:
    found = run(SteadyGrader(), store=True)
    (kept,) = stored_qualifications(tmp_path / "data")
    assert (kept.model, kept.set_name, kept.exchanges) == ("openai:steady", "set.jsonl", 3)
    assert (kept.leniency, kept.measured_at) == (found.summary.leniency.overall, clock())
    clock.pass_seconds(60)
    run(SteadyGrader(), store=True)
    (newer,) = stored_qualifications(tmp_path / "data")
    assert newer.measured_at == clock()


def test_a_broken_qualification_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "qualifications").mkdir()
    (tmp_path / "qualifications" / "x.json").write_text("{}")
    assert stored_qualifications(tmp_path) == ()


def test_golden_schema_stands_in_the_docs() -> None:
    held(DOCS / "eval.schema.json", json.dumps(schema(), indent=2, ensure_ascii=False).encode() + b"\n")


def test_every_result_fits_the_schema(run: Callable[..., Evaluation]) -> None:
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    for found in (run(SteadyGrader(), repeats=2), run(SteadyGrader(usage=Usage(5, 5)), prices=Prices(1, 1))):
        validator.validate(json.loads(json.dumps(as_json(found))))


def test_attacks_that_a_model_sees_and_does_not_obey_raise_nothing(run: Callable[..., Evaluation]) -> None:
    found = run(SteadyGrader(1), attacks=True)
    assert len(found.attacks) >= 12
    assert [a.family for a in found.attacks if a.raised] == []
    assert {(a.attacked, a.empty) for a in found.attacks} == {(40, 15)}
    assert found.exchanges == run(SteadyGrader(1)).exchanges


def test_an_attack_on_which_the_model_fails_is_not_counted(run: Callable[..., Evaluation]) -> None:
    def fail(count: int) -> None:
        if count > REQUESTS + 60:
            raise ModelKeyRefused("The key was refused.")

    found = run(SteadyGrader(1, before=fail), attacks=True)
    assert found.not_graded == ()
    assert 0 < sum(a.attacked for a in found.attacks) < 40 * len(found.attacks)
