"""`hotseat eval` and `hotseat rate`, as processes of their own, with the built-in grader."""

import json
from pathlib import Path

import jsonschema
import pytest

from app.grading.evaluation.measures import MEASURES
from tests.cli.commands import ROOT, hotseat, started
from tests.grading.labelled_lines import line, lines, small_set


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text(small_set())
    return path


def test_the_bundled_set_gives_every_figure() -> None:
    run = hotseat("eval", "--json")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    jsonschema.validate(found, json.loads((ROOT / "docs" / "eval.schema.json").read_text()))
    by_name = {m["measure"]: m for m in found["measures"]}
    assert list(by_name) == list(MEASURES)
    whole = by_name["recommendation"]
    assert whole["interval"]["low"] < whole["kappa"] < whole["interval"]["high"]
    assert whole["words"] < whole["kappa"] < whole["raters"] < 1
    assert found["quotes"]["valid"] == found["quotes"]["given"] > 100
    assert (found["set"]["rated_by"], found["set"]["exchanges"]) == ("models", 61)


def test_the_table_fits_a_terminal_and_names_everything(file: Path) -> None:
    run = hotseat("eval", "--set", str(file), "--repeats", "2")
    assert run.returncode == 0, run.stderr
    assert max(len(text) for text in run.stdout.splitlines()) <= 80
    for part in ("Culture and values", "Learnings", "Hire or no hire: ", "Quotes: ", "by people", "Graded 2 times"):
        assert part in run.stdout
    assert run.stderr == ""


def test_the_same_input_gives_the_same_figures(file: Path) -> None:
    first, second = (json.loads(started("eval", "--set", str(file), "--json").stdout) for _ in range(2))
    for found in (first, second):
        del found["effort"], found["measured_at"]
    assert first == second


def test_a_result_is_stored_where_it_is_asked_for(file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert hotseat("eval", "--set", str(file), "--store", HOTSEAT_DATA=str(data)).returncode == 0
    (stored,) = (data / "qualifications").iterdir()
    assert json.loads(stored.read_text())["model"] == "offline"


def test_the_built_in_grader_is_not_qualified_on_what_it_was_tuned_on(tmp_path: Path) -> None:
    run = hotseat("eval", "--store", HOTSEAT_DATA=str(tmp_path))
    assert run.returncode == 1 and "tuned on this set" in run.stderr
    assert list(tmp_path.iterdir()) == []


BAD = {
    "no file": None,
    "no json": "hello\n",
    "no exchange": '{"id": "x"}\n',
    "a label off the scale": lines(line("x", "a"), line("y", "a", labels={"recommendation": 5})),
    "no label": lines(line("x", "a")),
    "no text": "\xff",
}


@pytest.mark.parametrize("name", BAD)
def test_a_set_that_cannot_be_read_exits_with_2(tmp_path: Path, name: str) -> None:
    path = tmp_path / "set.jsonl"
    text = BAD[name]
    if text is not None:
        path.write_bytes(text.encode("latin-1"))
    run = hotseat("eval", "--set", str(path))
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert run.stderr.startswith("hotseat: ")


def test_a_line_with_bad_labels_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(BAD["a label off the scale"] or "")
    assert "Line 2 has labels that cannot be read: labels.recommendation" in hotseat("eval", "--set", str(path)).stderr


def test_a_model_that_is_not_there_is_said_in_one_line(file: Path) -> None:
    run = hotseat("eval", "--set", str(file), "--model", "nobody:x")
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1)
    assert "nobody" in run.stderr


def test_rating_at_the_prompt_makes_a_set_that_can_be_measured_on(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(lines(line("x", "I moved the run to June and told finance."), line("y", "fine")))
    typed = "".join(f"{score}\n" for score in [*["3"] * 5, *["2"] * 5, "3"])
    stopped = hotseat("rate", str(path), "--by", "Ann", given=typed)
    assert stopped.returncode == 0, stopped.stderr
    assert "Stopped." in stopped.stdout
    assert hotseat("rate", str(path), "--by", "Ann", given=typed).returncode == 0
    run = hotseat("eval", "--set", str(tmp_path / "mine.rated.jsonl"), "--json")
    assert run.returncode == 0, run.stderr
    about = json.loads(run.stdout)["set"]
    assert (about["exchanges"], about["raters"], about["rated_by"]) == (2, 1, "people")
