"""What a model says of a case: from its notes, consistent, and in the words of the file where words are written."""

import pytest

from app.content.catalog import Content
from app.signals.reader import Reader
from tests.interview.modelled import LEAD, Talk, talk

ASKED = "How many look-ups a day are there, and how many people make them?"


def design(content: Content, reader: Reader, reply: str) -> Talk:
    """A talk about the log of look-ups, opened, with one more reply in the script."""
    one = talk(
        content, reader, LEAD, reply, format="drill", persona="partner_engineer", question="support_lookup_audit"
    )
    one.reply()
    return one


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("About 40 million a day. 3,200 people and some scripts. Go on.", None),
        ("Some 40 million. Go on.", None),
        ("About 55 million a day. Go on.", "figures"),
        ("Forty million, from 9,100 people. Go on.", "figures"),
    ],
)
def test_no_figure_of_the_case_is_made_up(content: Content, reader: Reader, reply: str, fault: str | None) -> None:
    one = design(content, reader, reply)
    turn = one.say(ASKED)
    assert turn is not None and (turn.kind, turn.fault) == ("inform", fault)
    assert (turn.text == reply) is (fault is None)


def test_a_question_stands_in_its_own_words_after_the_lead_in(content: Content, reader: Reader) -> None:
    one = design(content, reader, "")
    written = content.questions["support_lookup_audit"].ask["partner_engineer"]
    assert one.turns[0].text == f"{LEAD} {written}" == one.shown[0]


def test_a_lead_in_that_asks_is_withdrawn_and_the_question_stays(content: Content, reader: Reader) -> None:
    one = talk(
        content,
        reader,
        "How are you today?",
        format="drill",
        persona="partner_engineer",
        question="support_lookup_audit",
    )
    turn = one.reply()
    written = content.questions["support_lookup_audit"].ask["partner_engineer"]
    assert turn is not None and turn.fault == "question" and turn.text.endswith(written)


def test_what_protects_a_person_is_never_left_to_a_model(content: Content, reader: Reader) -> None:
    one = talk(content, reader, LEAD)
    one.reply()
    calls = len(one.script.history)
    turn = one.say("I can't do this, I am panicking.")
    assert turn is not None and turn.kind == "calm" and turn.engine == "offline" and turn.fault is None
    assert len(one.script.history) == calls
