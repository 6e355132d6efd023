"""The person before the plan: a loss of their own, a wish to stop, nerves, a plain "I don't know"."""

import pytest

from app.content.catalog import Content
from app.domain.session import SessionSpec
from app.service.rehearsal import Rehearsal
from tests.conftest import FixedClock
from tests.interview.test_director import begun, say
from tests.interview.test_director_follows import COMPLAINT, HALVED, PLAN, one_of

OWN = (
    "My father died in March.",
    "We moved the plan by a week. My mother died that Friday.",
    "I lost my brother last year. I have not told this to anyone at work.",
    "My wife has cancer.",
    "I was made redundant in March.",
    "My team were all laid off.",
    "We had a miscarriage.",
    "I don't usually tell this in interviews. My son died.",
    "My best friend died on the day of the launch.",
    "My dad passed away two weeks ago, so I am slow today. We were in the middle of the billing move and I ran it from "
    "the hospital. The cut-over held on 12 June. Tomek took the calls.",
    "One of my people died that spring, in a car accident, in the middle of the cutover.",
    "I had a stroke in May. It still takes me a while to find a word.",
    "My grandmother's funeral was that week. So I was not there.",
    "After my chemo I came back part time. That was the hard half of that year.",
    "Our daughter was diagnosed with leukaemia, so we stayed home. I left the program to Ivo.",
    "My husband died this month, so bear with me. I moved forty jobs to the new scheduler. Five teams took part. It "
    "ended on time.",
)
TOLD = (
    "She came back part time, then full time in May. Her father died, so. The cutover happened on the date, and we "
    "found eleven accounts billed twice. She is head of quality now at a bank.",
    "His mother died that week, so I took his on-call and moved the test by four days.",
    "The vendor's lead had a heart attack in June. We got a stand-in on the Monday.",
    "Her husband was dying, and she told nobody. I found out from the calendar.",
    "The architect's daughter had cancer, so he worked from the hospital and we met by phone.",
    "He died before the audit. His notes were on a share that nobody could open.",
    "Her mum died that month.",
    "A nurse on the ward died of it, and the ministry stopped the pilot.",
    "They laid off half of the vendor's team, so our queue grew to six weeks.",
    "The director's son was killed in an accident. We put the steering off by two weeks.",
    "He was made redundant after the merger, and I wrote down what he knew.",
    "Her brother passed away on the Thursday. I told the sponsor only that she was away.",
    "The patient died, and the log showed that nobody had opened the record.",
    "She had a miscarriage in the spring, and I heard of it much later.",
    "The founder died by suicide the year before, and the company was still in grief when I came.",
    "Her father was terminally ill. I gave her two weeks and took the load test myself.",
    "My father died when I was nine. I mention it because he was the railway man. At twenty I joined the freight desk. "
    "I stayed for eleven years and ran the yard plan for four of them.",
    "My mother was on dialysis then. I started in the clinic's IT because of it. We replaced the record system in two "
    "years. Forty wards moved, and I answered for the dates.",
    "I was laid off in 2019. I took a contract at a bank the same month. There I moved nine teams to one train. "
    "That is the job I would do again.",
    "The server died at four. I rang the vendor and we were back by six.",
    "The project died because finance killed the budget.",
    "We killed two theories that way in the morning.",
    "The plan was dead by Friday, and I said so.",
    "Postgres was dying on single inserts, so we batched them.",
    "The dead letter queue held nine hundred messages.",
    "Eighteen thousand card terminals lost their certificate in one night.",
    "Nobody died. It was one late invoice run.",
    "The old vendor lost the contract, and their people were angry with us.",
    "I nearly died when I saw the bill, and then I cut the storage by a third.",
    "We buried the feature and told the customers why.",
    "It was like a funeral in that meeting until Priya spoke.",
)


@pytest.fixture(scope="module")
def stories(content: Content) -> Rehearsal:
    """A story with Ruth that is asked for."""
    return begun(content, FixedClock(), SessionSpec(format="drill", persona="bar_raiser", question="went_round_you"))


def reply_to(stories: Rehearsal, text: str) -> tuple[str, str | None]:
    """What would come back to this first answer; the talk stays at its first question."""
    turns = list(stories.turns)
    try:
        return say(stories, text)
    finally:
        stories.turns[:] = turns


@pytest.mark.parametrize("text", OWN)
def test_a_loss_of_their_own_stops_the_round_for_a_breath(stories: Rehearsal, text: str) -> None:
    assert reply_to(stories, text) == ("calm", "grave")


@pytest.mark.parametrize("text", TOLD)
def test_what_befell_others_or_is_long_past_is_part_of_the_story(stories: Rehearsal, text: str) -> None:
    assert reply_to(stories, text)[1] != "grave"


WISHES = (
    "Can we wrap it up here please?",
    "Look, I think I've said enough, can we wrap it up here please?",
    "Let's stop then.",
    "Can we stop here?",
    "I'd like to end the interview.",
    "Let's end it here.",
    "I have to go.",
    "Sorry, I've got to run now.",
    "Could we finish here?",
    "Support would. Can we call it a day?",
    "I need to go, sorry, in five minutes.",
    "I'm done here.",
    "I'd like to stop here and go on to my own questions, if that is all right.",
    "Can we stop here if you don't mind?",
    "I would like to finish here, if that's okay with you.",
)
NO_WISHES = (
    "I have to go to the director first, and then to the sponsor.",
    "Can we stop the rollout? That is what I asked the lead on Tuesday, and he said no.",
    "I wanted to wrap up the pilot before Easter, and I had four people for it.",
    "We can stop it within ten minutes, by the switch.",
    "I told them: let's stop and look at the numbers again.",
    "Then I need to go through the log with the two owners.",
    "At some point I'd stop the release and ask Noor.",
    "We had to leave it there until the auditor came back in May.",
    "I have to run the numbers again before I tell him.",
    "In the end it went live in June.",
    "Shall we stop here and go on to the second site? I asked them, and they said no to that in March.",
)


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_to_stop_is_heard_and_the_end_offered(stories: Rehearsal, text: str) -> None:
    assert reply_to(stories, text) == ("inform", "wants_to_stop")


@pytest.mark.parametrize("text", NO_WISHES)
def test_what_stops_in_the_story_ends_no_talk(stories: Rehearsal, text: str) -> None:
    assert reply_to(stories, text)[1] != "wants_to_stop"


@pytest.mark.parametrize("yes", ["Yes please.", "Let's stop then.", "Okay, bye."])
def test_after_the_offer_a_yes_or_the_same_wish_ends_it(content: Content, clock: FixedClock, yes: str) -> None:
    talk = one_of(content, clock, HALVED, "hiring_manager")
    assert say(talk, "Can we stop here?")[1] == "wants_to_stop"
    assert say(talk, yes) == ("close", "stops") and talk.ended


def test_after_the_offer_the_talk_may_go_on(content: Content, clock: FixedClock) -> None:
    talk = one_of(content, clock, HALVED, "hiring_manager")
    say(talk, "Can we stop here?")
    assert say(talk, "No, go on.") == ("clarify", "goes_on")
    assert talk.turns[-1].wordings[0].startswith("on_we_go/")
    assert say(talk, PLAN)[0] in {"probe", "inject"}


def test_who_rambles_or_asks_for_a_breath_gets_the_time(content: Content, clock: FixedClock) -> None:
    talk = begun(content, clock, SessionSpec(format="round", persona="bar_raiser"))
    rambling = "I sat with the nurses. " * 12 + "Sorry, I'm so nervous, I'm rambling. I sat with them a lot."
    assert say(talk, rambling) == ("more", "unsure")
    later = begun(content, clock, SessionSpec(format="drill", persona="bar_raiser", question="went_round_you"))
    say(later, COMPLAINT)
    breath = "I said I'd check, and wrote to Jonas that evening. I'm making a mess of this. Can I take a breath?"
    assert say(later, breath) == ("more", "unsure")


def test_who_does_not_know_is_not_asked_for_a_rough_figure(content: Content, clock: FixedClock) -> None:
    talk = one_of(content, clock, HALVED, "hiring_manager")
    say(talk, PLAN)
    assert say(talk, "I don't know that, honestly.")[0] == "accept_limit"
    assert talk.turns[-1].wordings[-1].startswith("accept_unknown/")


def test_who_lacks_a_figure_is_asked_for_less_of_it(content: Content, clock: FixedClock) -> None:
    talk = one_of(content, clock, HALVED, "hiring_manager")
    say(talk, PLAN)
    assert say(talk, "I don't have that number.")[0] == "accept_limit"
    assert talk.turns[-1].wordings[-1].startswith("accept_limit/")


@pytest.mark.parametrize("reply", ["That's confidential.", "I'm not allowed to say.", "I can't share that number."])
def test_what_is_not_theirs_to_tell_is_left_with_them(content: Content, clock: FixedClock, reply: str) -> None:
    talk = one_of(content, clock, HALVED, "hiring_manager")
    say(talk, PLAN)
    assert say(talk, reply)[0] == "accept_limit"
    assert talk.turns[-1].wordings[-1].startswith("accept_secret/")
