"""`hotseat rate`: what is shown, what is asked for, and that no rating is lost."""

import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from app.content.catalog import Content
from app.errors import StorageError, UnreadableInput
from app.grading.lines import read_line
from app.rating.command import rate
from app.rating.from_report import lines_of_report
from app.reports.formats import discover
from tests.grading.labelled_lines import ANSWERS, labels, line, lines, small_set
from tests.reports.sample import sample_report

FOURS = ["4"] * 5 + ["2"] * 5 + ["3"]
"""A rating of a told story: five pillars, five elements, the recommendation."""

Rate = Callable[..., str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text(small_set())
    return path


@pytest.fixture
def said(content: Content, capsys: pytest.CaptureFixture[str]) -> Rate:
    """Rates with these lines typed in, and gives back what was shown."""

    def rated(file: Path, *typed: str, by: str = "ann", out: Path | None = None) -> str:
        rate(file, out, by, content, io.StringIO("".join(f"{line}\n" for line in typed)))
        return capsys.readouterr().out

    return rated


def kept(path: Path) -> list[dict[str, Any]]:
    """The lines of a file."""
    return [json.loads(item) for item in path.read_text().splitlines()]


def ratings(path: Path, by: str = "ann") -> list[dict[str, Any]]:
    """What this rater said, in the order of the file."""
    return [rater for item in kept(path) for rater in item["raters"] if rater.get("by") == by]


def test_a_rating_is_added_and_the_consensus_made_anew(file: Path, said: Rate, tmp_path: Path) -> None:
    said(file, *FOURS, "q")
    first = kept(tmp_path / "set.rated.jsonl")[0]
    assert first["raters"][-1] == {"by": "ann", "kind": "person"} | labels(4, 3, 2)
    assert first["labels"] == {**labels(4, 4, 2)}
    assert {key: first[key] for key in ("id", "turns", "category")} == {
        key: kept(file)[0][key] for key in ("id", "turns", "category")
    }


def test_the_given_file_is_left_as_it_is(file: Path, said: Rate) -> None:
    before = file.read_bytes()
    said(file, *FOURS, "q")
    assert file.read_bytes() == before


def test_it_goes_on_with_what_is_left(file: Path, said: Rate, tmp_path: Path) -> None:
    said(file, *FOURS, "1", "1")  # the input ends in the middle of the second
    out = tmp_path / "set.rated.jsonl"
    assert len(ratings(out)) == 1
    shown = said(file, *FOURS, *FOURS)
    assert ANSWERS[0] not in shown and "2 of 2" in shown and "All 3 are rated" in shown
    assert len(ratings(out)) == 3
    assert "All 3 are rated" in said(out)


def test_raters_do_not_see_each_other_or_any_grade(file: Path, said: Rate) -> None:
    given = json.loads(small_set().splitlines()[0])
    given["raters"] = [labels(5, 4, 3) | {"by": "Bosmans", "note": "a fine one"}]
    file.write_text(lines(given | {"grade": {"reason": "They said who decided."}}))
    shown = said(file, "q")
    assert "I moved the invoice run" in shown
    assert not [word for word in ("Bosmans", "a fine one", "who decided") if word in shown]


def test_two_raters_of_one_file_keep_both_ratings(file: Path, said: Rate, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    said(file, *3 * FOURS, by="ann", out=out)
    said(file, *3 * ["2"] * 10, *["2"] * 3, by="bo", out=out)
    assert len(ratings(out, "ann")) == len(ratings(out, "bo")) == 3


def test_what_only_the_kept_file_has_stays(file: Path, said: Rate, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    said(file, *3 * FOURS, out=out)
    file.write_text("".join(file.read_text().splitlines(keepends=True)[1:]))
    said(file, out=out)
    assert len(ratings(out)) == 3


def test_labels_without_raters_count_as_one(tmp_path: Path, said: Rate) -> None:
    path = tmp_path / "given.rated.jsonl"
    path.write_text(lines(line("x", ANSWERS[0], labels=labels(2, 2, 1))))
    said(path, *FOURS)
    (item,) = kept(path)
    assert [rater["by"] for rater in item["raters"]] == ["labels as given", "ann"]
    assert item["labels"]["pillars"]["communication"] == 2


def test_a_mistake_can_be_gone_back_to_and_what_is_no_score_is_asked_for_again(
    file: Path, said: Rate, tmp_path: Path, content: Content
) -> None:
    typed = ["1", "<", "3", "six", "0", "-", "?", *FOURS[2:], "q"]
    shown = said(file, *typed)
    (mine,) = ratings(tmp_path / "set.rated.jsonl")
    assert (mine["pillars"]["program_execution"], mine["pillars"]["technical_depth"]) == (3, None)
    assert shown.count("Type one of 1 2 3 4 5 < -") == 2
    assert all(text.split()[0] in shown for text in content.rubrics.pillars["stakeholder_leadership"].anchors.values())


def test_no_recommendation_is_asked_for_where_nothing_had_a_chance(file: Path, said: Rate, tmp_path: Path) -> None:
    said(file, *["-"] * 5, *["0"] * 5, "q")
    (mine,) = ratings(tmp_path / "set.rated.jsonl")
    assert mine == {"by": "ann", "kind": "person"} | labels(None, None, 0)


def test_elements_are_asked_for_only_where_a_story_was(tmp_path: Path, said: Rate) -> None:
    path = tmp_path / "explain.rated.jsonl"
    question = "Explain caching to me, and tell me when it hurts."
    explained = line("x", "A cache keeps answers close.") | {"category": "technical_explanation", "question": question}
    explained["turns"][0]["text"] = question
    path.write_text(lines(explained))
    assert "Situation" not in said(path, *["3"] * 6)
    assert kept(path)[0]["raters"] == [{"by": "ann", "kind": "person"} | labels(3, 3)]


def test_an_answer_cannot_steer_the_terminal(tmp_path: Path, said: Rate) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text(lines(line("x", "so \x1b[2J\x1b]0;owned\x07 I did [bold]it[/bold]\x9b")))
    shown = said(path, "q")
    assert not set(shown) & set("\x1b\x07\x9b") and "[bold]it[/bold]" in shown


def test_the_exchanges_of_a_report_can_be_rated(tmp_path: Path, said: Rate, content: Content) -> None:
    path = tmp_path / "report.json"
    report = sample_report()
    path.write_bytes(discover()["json"].render(report))
    out = tmp_path / "out.jsonl"
    assert report.exchanges[0].question in " ".join(said(path, *100 * ["3"], out=out).split())
    assert [item["id"] for item in kept(out)] == [f"{report.session_id}:{e.question_id}" for e in report.exchanges]
    assert [item["turns"][0]["text"] for item in kept(out)] == [e.turns[0].text for e in report.exchanges]


def test_what_a_coach_said_and_what_was_passed_is_left_out_of_a_report(content: Content) -> None:
    question = content.questions["mirror_on_the_dial"]
    spoken = [("interviewer", "ask", "Q"), ("candidate", "hint", "A hint."), ("interviewer", "coach_note", "Think.")]
    turns = [{"speaker": s, "kind": k, "text": t} for s, k, t in [*spoken, ("candidate", "answer", "Like so.")]]
    exchange = {"question_id": question.id, "category": "coding", "question": "Q", "turns": turns}
    passed = exchange | {"turns": turns[:1], "question_id": "another"}
    (item,) = lines_of_report({"session_id": "s", "persona": "p", "exchanges": [exchange, passed]}, content)
    assert item["turns"] == [{"speaker": "interviewer", "text": "Q"}, {"speaker": "candidate", "text": "Like so."}]
    assert item["targets"] == dict(question.targets)
    assert read_line(json.dumps(item)).checks == question.checks


UNREADABLE = {
    "nothing": "",
    "no exchange": '{"id": 1}\n',
    "no json": "hello\n",
    "a label off the scale": lines(line("x", "a", labels={"recommendation": 9})),
    "a report of something else": '{"exchanges": [{"turns": []}]}',
    "a report without an answer": '{"session_id": "s", "persona": "p", "exchanges": []}',
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused(tmp_path: Path, said: Rate, name: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(UNREADABLE[name])
    with pytest.raises(UnreadableInput):
        said(path, "3")
    assert list(tmp_path.iterdir()) == [path]


def fill(path: Path) -> None:
    """Writes until there is no room."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass


def test_a_disk_that_refuses_a_rating_is_told_and_what_was_kept_stands(
    small_disk: Path, file: Path, said: Rate
) -> None:
    out = small_disk / "out.jsonl"
    said(file, *FOURS, out=out)
    before = out.read_bytes()
    fill(small_disk / "filler")
    with pytest.raises(StorageError, match=r"out\.jsonl could not be written"):
        said(file, *2 * FOURS, out=out)
    assert out.read_bytes() == before and sorted(p.name for p in small_disk.iterdir()) == ["filler", "out.jsonl"]
