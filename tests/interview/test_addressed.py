"""A question to the interviewer at the end of an answer is taken up before the talk goes on."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from app.content.catalog import Content
from app.domain.session import SessionSpec
from app.interview.addressed import ANYTHING_ELSE, addressed
from app.interview.taken_up import WORDS
from app.service.rehearsal import Rehearsal
from tests.conftest import FixedClock
from tests.interview.candidates import STRONG
from tests.interview.modelled import talk
from tests.interview.readers import reader_of
from tests.interview.test_director import begun, say
from tests.interview.test_director_follows import COMPLAINT, HALVED, PLAN, one_of, told

ENDS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "addressed.yaml").read_text())
HEARD = [(name, text) for name, texts in ENDS.items() if name != "nothing" for text in texts]
PEOPLE = ("recruiter", "hiring_manager", "peer_tpm", "partner_engineer", "pm_ux", "bar_raiser")


def heard(content: Content, text: str) -> str | None:
    name = addressed(text, content.manners, of_a_case=False)
    return None if name == ANYTHING_ELSE else name


def taken_up(rehearsal: Rehearsal, words: str) -> bool:
    """Whether the last turn begins with one of these wordings."""
    wordings = rehearsal.turns[-1].wordings
    return bool(wordings) and wordings[0].startswith(f"{words}/")


@pytest.fixture
def story(content: Content, clock: FixedClock) -> Rehearsal:
    """A round whose one question is a story, with Ruth."""
    return one_of(content, clock, "went_round_you", "bar_raiser")


@pytest.fixture
def halved(content: Content, clock: FixedClock) -> Rehearsal:
    """A round whose one question is a case, with Marcus."""
    return one_of(content, clock, HALVED, "hiring_manager")


@pytest.mark.parametrize(("name", "text"), HEARD)
def test_a_question_to_the_interviewer_is_heard_for_what_it_is(content: Content, name: str, text: str) -> None:
    assert heard(content, text) == name


@pytest.mark.parametrize("text", ENDS["nothing"])
def test_what_is_asked_in_the_story_is_no_question_to_the_interviewer(content: Content, text: str) -> None:
    assert heard(content, text) is None


def test_there_are_enough_of_both() -> None:
    assert len(HEARD) >= 40 and len(ENDS["nothing"]) >= 30


@pytest.mark.parametrize(("name", "text"), HEARD)
def test_it_is_taken_up_before_the_follow_up(content: Content, clock: FixedClock, name: str, text: str) -> None:
    story = one_of(content, clock, "went_round_you", "bar_raiser")
    story.say(f"{COMPLAINT} {text}", "answer")
    turn = story.reply()
    assert turn is not None and turn.kind == "probe" and taken_up(story, WORDS[name]), turn
    assert turn.text.endswith("?") and turn.text.count("?") == 1


@pytest.mark.parametrize("persona", PEOPLE)
def test_everybody_has_words_for_it(content: Content, clock: FixedClock, persona: str) -> None:
    for words in {*WORDS.values()} - {WORDS[ANYTHING_ELSE]} | {"as_told"}:
        voice = content.voice(persona, content.moves[words])
        assert voice is not None and len(set(content.moves[words][voice])) >= 6


def test_time_is_told_by_the_clock(story: Rehearsal, clock: FixedClock) -> None:
    clock.pass_seconds(25 * 60)
    assert say(story, f"{COMPLAINT} How much time do we have left?")[0] == "probe"
    assert "about 20 minutes" in story.turns[-1].text


def test_a_turn_that_only_asks_for_the_time_is_told_it(story: Rehearsal, clock: FixedClock) -> None:
    clock.pass_seconds(15 * 60)
    assert say(story, "How much time do I have left?") == ("inform", "asks_about_this")
    assert "about 30 minutes" in story.turns[-1].text and "?" not in story.turns[-1].text


def test_what_nobody_fixed_is_theirs_to_assume_with_a_mark_or_without(halved: Rehearsal, content: Content) -> None:
    assert say(halved, f"{PLAN} I'd want to hear who cleans the office first.")[0] == "probe"
    assert taken_up(halved, "inform_unknown")
    assert say(halved, f"{PLAN} But I'd want to hear from Noor who cleans the office first.")[0] in {"probe", "inject"}
    assert not taken_up(halved, "inform_unknown")


def test_where_no_case_is_on_the_table_what_nobody_knows_is_kept_for_the_end(
    content: Content, clock: FixedClock
) -> None:
    motive = one_of(content, clock, "a_doubt_about_us", "recruiter")
    say(motive, f"{COMPLAINT} So is it true about the managers?")
    assert taken_up(motive, "kept")


def test_an_explanation_without_a_case_has_no_team_of_its_own(content: Content, clock: FixedClock) -> None:
    explains = next(q.id for q in content.questions.values() if q.kind == "explain" and not q.facts)
    talk = one_of(content, clock, explains, min(content.questions[explains].ask))
    say(talk, "The client opens a connection, sends one request and waits for 200 bytes, 40 ms. How big is the team?")
    assert taken_up(talk, "kept")


def test_a_fact_comes_before_a_few_words(halved: Rehearsal, content: Content) -> None:
    say(halved, f"{PLAN} How much of the work is left? Is that what you were after?")
    assert told(halved, content, HALVED, "work_left") and not taken_up(halved, "enough")


def test_once_the_subject_is_left_the_answer_stands_as_it_was_told(halved: Rehearsal, clock: FixedClock) -> None:
    clock.pass_seconds(44 * 60)
    assert say(halved, f"{PLAN} Is that what you were after?")[0] == "invite"
    assert taken_up(halved, "as_told")


def test_in_a_drill_nothing_is_taken_up(content: Content, clock: FixedClock) -> None:
    drill = begun(content, clock, SessionSpec(format="drill", persona="bar_raiser", question="went_round_you"))
    assert say(drill, f"{COMPLAINT} What would you have done?")[0] == "probe"
    assert not taken_up(drill, "your_view")


def test_a_model_is_told_what_comes_first(content: Content) -> None:
    one = talk(content, reader_of(content), persona="bar_raiser", seed=3)
    one.reply()
    for asked, words in (
        ("What would you have done?", "your_view"),
        ("Is that what you were after?", "enough"),
        ("Did you know the place?", "asked_you"),
    ):
        turn = one.say(f"{COMPLAINT} {asked}")
        first = content.interviewing.taken_up[words]
        assert turn is not None and first in one.script.history[-1][-1].text, words


def test_everything_that_can_stand_first_has_its_direction(content: Content) -> None:
    assert {*WORDS.values()} | {"as_told", "process_answer"} == set(content.interviewing.taken_up)


def test_what_a_model_answered_is_remembered_when_the_exchange_is_put_away(content: Content) -> None:
    memory = replace(content.interviewing.memory, whole_up_to=1, every=1)
    short = replace(content, interviewing=replace(content.interviewing, memory=memory))
    one = talk(short, reader_of(content), "Hello there.", *["Nine of us sit in Leeds. Whose name stood there?"] * 9)
    one.reply()
    one.say(f"{COMPLAINT} Did you know the place?")
    while one.turns[-1].kind != "ask":
        one.say(STRONG[1])
    one.say(STRONG[0])
    summary = next(m.text for m in one.script.history[-1] if "You told them" in m.text)
    assert "Nine of us sit in Leeds. They said" in summary and "Whose name" not in summary
