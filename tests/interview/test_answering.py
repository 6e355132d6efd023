"""What is held against a reply: that it answers another question than the one asked, or does not go with the last."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from app.content.catalog import Content
from app.interview.answering import answers_another
from tests.conftest import FixedClock
from tests.interview.test_director import say
from tests.interview.test_director_follows import HALVED, PLAN, one_of

SET: dict[str, list[dict[str, str]]] = yaml.safe_load((Path(__file__).parent / "dodges.yaml").read_text())
LABELLED = sorted((Path(__file__).resolve().parents[2] / "rubrics" / "calibration").glob("*.jsonl"))
PRECISION = 0.85
DODGE = (
    "The dashboard came out of Jira every night, red and green by stream, with a filter for each country. It had forty "
    "rows, and by June it showed the whole plan on one page with every date in it."
)


def held(content: Content, replies: list[dict[str, str]]) -> int:
    return sum(answers_another(r["asked"], r["reply"], content) for r in replies)


def test_what_is_held_is_nearly_always_a_dodge(content: Content) -> None:
    dodges, honest = held(content, SET["dodges"]), held(content, SET["honest"])
    assert min(len(SET["dodges"]), len(SET["honest"])) >= 30
    assert dodges >= 10 and dodges / (dodges + honest) >= PRECISION


@pytest.mark.parametrize("path", LABELLED, ids=lambda p: p.stem)
def test_no_reply_of_the_labelled_sets_is_held(content: Content, path: Path) -> None:
    found = []
    for line in path.read_text().splitlines():
        for question, reply in pairwise(json.loads(line)["turns"][1:]):
            if (question["speaker"], reply["speaker"]) == ("interviewer", "candidate"):
                found += [reply["text"]] * answers_another(question["text"], reply["text"], content)
    assert found == []


def test_a_concrete_reply_to_another_question_is_pressed_once(content: Content, clock: FixedClock) -> None:
    case = one_of(content, clock, HALVED, "hiring_manager")
    say(case, PLAN)
    asked = case.turns[-1]
    assert asked.text.endswith("who feels it?")
    assert say(case, DODGE) == ("probe", "not_answered")
    assert case.turns[-1].gap == asked.gap and case.turns[-1].text != asked.text
    assert say(case, DODGE.replace("Jira", "Smartsheet"))[1] != "not_answered"


def test_an_answer_in_other_words_is_not_pressed(content: Content, clock: FixedClock) -> None:
    case = one_of(content, clock, HALVED, "hiring_manager")
    say(case, PLAN)
    assert say(case, f"{DODGE} The sellers in Italy get it a month later.")[1] != "not_answered"


LAUNCHED = "We launched in March. That cost us the October release, and the auditors had to wait for two weeks."
AGAIN = "The launch in June was quiet. It was not a good week for anybody in the office, and the phones kept ringing."


def test_two_dates_of_what_happens_once_are_put_side_by_side_in_a_story(content: Content, clock: FixedClock) -> None:
    story, case = (one_of(content, clock, q, "bar_raiser") for q in ("went_round_you", "green_since_march"))
    for talk in (story, case):
        say(talk, LAUNCHED)
    assert say(story, AGAIN) == ("challenge", "contradicts")
    assert say(case, AGAIN)[1] != "contradicts"
