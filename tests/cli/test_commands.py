"""The `hotseat` command, as a process of its own."""

import json
import resource
from pathlib import Path
from typing import Any

import pytest

from app.domain.scale import ELEMENTS, PILLARS
from tests.cli.commands import ROOT, events, hotseat, started

CALIBRATION = ROOT / "rubrics" / "calibration" / "exchanges.jsonl"
ANSWERS = (
    "I run billing programs at an insurer, five teams, and I answer for the date. I chose this because of one outage.",
    "I decided to move the invoice run last and told finance in March what it would cost them.",
    "I don't have that number.",
    json.dumps({"type": "hint"}),
    json.dumps("We cut over on 11 June with no failed invoices, against 14 the quarter before."),
    json.dumps({"type": "skip"}),
    json.dumps({"type": "end"}),
)


def test_practice_in_json_from_opening_to_report() -> None:
    said = events(hotseat("practice", "--persona", "bar_raiser", "--json", "--seed", "5", given="\n".join(ANSWERS)))
    turns = [e["turn"] for e in said if e["type"] in {"turn.done", "turn.ack"}]
    assert said[0]["type"] == "session.state"
    assert [t["number"] for t in turns] == list(range(1, len(turns) + 1))
    kinds = [t["kind"] for t in turns if t["speaker"] == "candidate"]
    assert kinds == [*["answer"] * 3, "hint", "answer", "skip", "end"]
    assert [e["type"] for e in said[-2:]] == ["session.ended", "report.ready"]
    assert said[-1]["report"]["persona_name"] == "Ruth"


def test_same_seed_and_answers_give_the_same_bytes() -> None:
    words = ("practice", "--persona", "peer_tpm", "--json", "--seed", "11")
    runs = [started(*words, given="\n".join(ANSWERS)) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].returncode == 0


def test_practice_in_json_ends_when_the_input_does() -> None:
    said = events(hotseat("practice", "--json", "--seed", "1", given="I would call them.\n"))
    assert said[-1]["type"] == "report.ready"


def test_practice_at_the_prompt_keeps_every_answer_and_writes_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    given = "I run billing programs.\nFive teams.\n\n/skip\n/end\n"
    run = hotseat("practice", "--persona", "recruiter", "--out", str(report), given=given, HOTSEAT_DATA=str(tmp_path))
    assert run.returncode == 0, run.stderr
    assert report.read_text().startswith("# ")
    journal = next((tmp_path / "practice").iterdir()).read_text()
    assert next(json.loads(line)["text"] for line in journal.splitlines()) == "I run billing programs.\nFive teams."


def test_what_is_said_at_the_prompt_is_for_its_speaker_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    hotseat("practice", given="I run billing programs.\n\n", HOTSEAT_DATA=str(data))
    journal = next((data / "practice").iterdir())
    assert [path.stat().st_mode & 0o777 for path in (data, journal.parent, journal)] == [0o700, 0o700, 0o600]


def test_a_disk_that_refuses_an_answer_is_said_in_one_line(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: the first answer fits, the second does not."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    given = "I run billing.\n\n" + "I moved the date and told Dana why. " * 60 + "\n\n"
    run = started("practice", given=given, preexec_fn=limit, HOTSEAT_DATA=str(tmp_path), PYTHONDONTWRITEBYTECODE="1")
    assert run.returncode == 1
    journal = next((tmp_path / "practice").iterdir())
    assert run.stderr.count("\n") == 1 and "could not be kept" in run.stderr and str(journal) in run.stderr
    assert json.loads(journal.read_text().splitlines()[0])["text"] == "I run billing."


@pytest.mark.parametrize("minutes", ["-1", "481"])
def test_practice_has_the_limits_of_the_page(minutes: str) -> None:
    assert hotseat("practice", "--json", "--minutes", minutes).returncode == 2


def test_a_report_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    run = hotseat("practice", "--out", "/nowhere/report.md", given="/end\n", HOTSEAT_DATA=str(tmp_path))
    assert run.returncode == 1 and "/nowhere/report.md" in run.stderr and run.stderr.count("\n") == 1


def test_practice_broken_off_still_reports(tmp_path: Path) -> None:
    run = hotseat("practice", given="I run billing programs.\n\n", HOTSEAT_DATA=str(tmp_path))
    assert run.returncode == 0
    assert "What you said is kept in" in run.stdout


@pytest.fixture(scope="module")
def grades() -> list[dict[str, Any]]:
    return events(hotseat("grade", str(CALIBRATION), "--jobs", "2"))


def test_grade_gives_a_line_for_each_line_in_order(grades: list[dict[str, Any]]) -> None:
    ids = [json.loads(line)["id"] for line in CALIBRATION.read_text().splitlines()]
    assert [g["id"] for g in grades] == ids


def test_grade_has_the_published_shape(grades: list[dict[str, Any]]) -> None:
    for grade in grades:
        assert set(grade) == {"id", "pillars", "starl", "recommendation", "integrity", "not_graded", "grader"}
        assert set(grade["grader"]) == {"model", "rubric", "prompt"}
        assert set(grade["pillars"]) == set(PILLARS)
        assert grade["starl"] is None or set(grade["starl"]) == set(ELEMENTS)
        scored = [p["score"] for p in grade["pillars"].values() if p["score"] is not None]
        assert all(score in range(1, 6) for score in scored)
        assert grade["recommendation"] in {None, 1, 2, 3, 4}
        assert (grade["recommendation"] is None) == (not scored or grade["not_graded"] is not None)


def test_grade_quotes_the_candidate_word_for_word(grades: list[dict[str, Any]]) -> None:
    exchanges = [json.loads(line) for line in CALIBRATION.read_text().splitlines()]
    quotes = 0
    for exchange, grade in zip(exchanges, grades, strict=True):
        for scored in [*grade["pillars"].values(), *(grade["starl"] or {}).values()]:
            for evidence in scored["evidence"]:
                turn = exchange["turns"][evidence["turn"]]
                assert turn["speaker"] == "candidate"
                assert evidence["quote"] in turn["text"]
                quotes += 1
    assert quotes > len(grades)


def test_grade_reads_standard_input_and_ignores_unknown_keys() -> None:
    exchange = {
        "id": "x",
        "category": "behavioral",
        "interviewer": "recruiter",
        "question": "Why us?",
        "turns": [{"speaker": "interviewer", "text": "Why us?"}, {"speaker": "candidate", "text": "fine"}],
        "surprise": 1,
    }
    grade = events(hotseat("grade", "-", given=json.dumps(exchange) + "\n"))[0]
    assert {p["score"] for p in grade["pillars"].values()} <= {1, None}
    assert grade["recommendation"] == 1


UNREADABLE = {
    "no json": "not json\n",
    "a list": "[]\n",
    "no turns": '{"id":"a","category":"behavioral","interviewer":"recruiter","question":"q","turns":[]}\n',
    "a strange speaker": '{"id":"a","category":"behavioral","interviewer":"recruiter","question":"q",'
    '"turns":[{"speaker":"judge","text":"x"}]}\n',
    "deep": "[" * 100_000 + "\n",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_grade_exits_with_2_on_what_cannot_be_read(name: str) -> None:
    run = hotseat("grade", "-", given=UNREADABLE[name])
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr.startswith("hotseat: ")
    assert run.stderr.count("\n") == 1


def test_grade_exits_with_2_without_a_file(tmp_path: Path) -> None:
    run = hotseat("grade", str(tmp_path / "nothing.jsonl"))
    assert run.returncode == 2
    assert "cannot be read" in run.stderr


FAULTS = {
    "unknown interviewer": (("practice", "--persona", "ceo"), "There is no interviewer called 'ceo'"),
    "unknown question": (("practice", "--question", "nope"), "There is no question called 'nope'"),
    "unknown area": (("practice", "--area", "cooking"), "has no questions in cooking"),
    "unknown grader": (("grade", "-", "--model", "nobody:x"), "knows no vendor 'nobody'"),
    "no report": (("report", "none", "--out", "x.pdf"), "There is no such session"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_line_that_says_what_it_is(name: str) -> None:
    words, message = FAULTS[name]
    run = hotseat(*words)
    assert run.returncode == 1
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
    assert "Traceback" not in run.stderr


def test_a_bad_setting_is_named() -> None:
    run = hotseat("practice", HOTSEAT_PORT="seven")
    assert run.returncode == 1
    assert "HOTSEAT_PORT" in run.stderr


def test_check_is_clean() -> None:
    run = hotseat("check")
    assert run.returncode == 0, run.stderr
    assert "all ids covered" in run.stdout
