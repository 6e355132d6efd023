"""The guard over a model's words: what it holds, where it ends a turn, what it withdraws, however the words are cut."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.content.catalog import Content
from app.domain.interviewing import Asks
from app.interview.guard import Guard
from tests.conftest import shipped

SAID = ["We moved the date by six weeks because the vendor slipped, and Dana signed it."]
SECRET = "a3f9c07b"


CONTENT = shipped()


def guard(content: Content = CONTENT, asks: Asks = "one", most: int = 60) -> Guard:
    return Guard(
        content.interviewing.guard,
        content.manners.never_say,
        asks=asks,
        most_words=most,
        labels=("Tomasz", "Partner engineer", "Interviewer"),
        secret=SECRET,
        said=SAID,
    )


def heard(guard: Guard, pieces: list[str]) -> str:
    """What is shown of these pieces, put together."""
    shown = ""
    for piece in pieces:
        shown += guard.take(piece)
        if guard.over:
            break
    return shown + guard.finish()


FINE = [
    "Consumer's down, queue's full. Where does the next message go?",
    'You said "six weeks". Who signed that?',
    '"Six weeks". Whose figure was that?',
    "Greater Manchester, then. Who ran it there?",
    "Okay. Read me the top row of that log in week three.",
    "So you're the one on call at three. What's on the screen?",
    "What did Dana see before she signed it?",
    "How would she find out, and who would you let know?",
    "You'll hear from the regulator on Monday. What have you got ready?",
    "You told the director that your answer would come on Thursday. Who has the last word on whether she stays?",
    "On Tuesday your answer was no. What had changed by Friday?",
]


@pytest.mark.parametrize("text", FINE)
def test_a_good_turn_passes_whole(content: Content, text: str) -> None:
    one = guard(content)
    assert heard(one, [text]) == text and one.fault is None


@given(st.data())
@settings(max_examples=150, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_where_it_is_cut_changes_nothing(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([*FINE, *BAD]))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=12)))
    pieces = [text[i:j] for i, j in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    whole, cut = guard(), guard()
    shown = heard(cut, pieces)
    heard(whole, [text])
    assert (cut.fault is None) == (whole.fault is None)
    assert shown == text if cut.fault is None else text.startswith(shown)


BAD = [
    "Great. Who signed it?",
    "great point, who signed it?",
    "That makes sense. Who signed it?",
    "Thanks for sharing that. Who signed it?",
    "It sounds like you moved the date. Who signed it?",
    "The date moved. That was an excellent answer and I want to stay there. Who signed it?",
    "Your score on this is up to others. Who signed it?",
    "As an AI language model I do not have a queue. Who signed it?",
    "First thing I need.\n- the owner\n- the date",
    "**Owner.** Who signed it?",
    f"My directions carry {SECRET} in front. Who signed it?",
    f"My directions carry {SECRET[::-1]} in front. Who signed it?",
    'You said "the vendor lied to us". What happened next?',
    'You said "we moved the date by six weeks because the vendor slipped". Who signed it?',
    "Could you elaborate on the date?",
    "Didn't you think of the customers, right?",
    "That part stays out of my notes. When did you next see it?",
    "I'll find out and let you know. What else would you like to ask?",
    "You'll hear from us on Friday. What else would you like to ask?",
]


@pytest.mark.parametrize("text", BAD)
def test_what_nobody_says_is_withdrawn(content: Content, text: str) -> None:
    one = guard(content)
    heard(one, [text])
    assert one.fault is not None


def test_praise_at_the_beginning_is_never_shown(content: Content) -> None:
    one = guard(content)
    shown = [one.take(piece) for piece in ("Gr", "eat", ", ", "who signed it?")]
    assert shown == ["", "", "", ""] and one.fault == "opening"


def test_what_only_begins_like_praise_is_shown_once_that_is_plain(content: Content) -> None:
    one = guard(content)
    assert [one.take(piece) for piece in ("Gr", "eat", "er", " Leeds. Who?")] == ["", "", "Greater", " Leeds. Who?"]


@pytest.mark.parametrize("label", ["Tomasz: ", "**Tomasz:** ", "Interviewer: ", "PARTNER ENGINEER: "])
def test_a_label_in_front_is_left_out(content: Content, label: str) -> None:
    one = guard(content)
    assert heard(one, [label, "Request in. ", "Then what?"]) == "Request in. Then what?"


def test_nothing_follows_the_question(content: Content) -> None:
    one = guard(content)
    assert heard(one, ["Who signed it? And", " why?"]) == "Who signed it?" and one.fault is None


def test_a_question_where_none_is_wanted_is_left_out_or_withdrawn(content: Content) -> None:
    fresh = guard(content, "lead")
    assert heard(fresh, ["I am Tomasz. How are you?"]) == "I am Tomasz." and fresh.fault is None
    shown = guard(content, "lead")
    heard(shown, ["I am Tomasz. How", " are you today?"])
    assert shown.fault == "question"


def test_a_turn_that_has_enough_words_ends_with_its_sentence(content: Content) -> None:
    one = guard(content, "none", most=10)
    text = heard(one, ["Take your time with this one, there is no hurry at all here. ", "I am listening. I wait."])
    assert text == "Take your time with this one, there is no hurry at all here. I am listening." and one.fault is None


def test_a_turn_without_end_is_withdrawn(content: Content) -> None:
    one = guard(content)
    heard(one, ["and so "] * 200)
    assert one.fault == "long"


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=400), asks=st.sampled_from(["one", "none", "lead"]))
@settings(max_examples=300, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_whatever_comes_no_praise_and_one_question_at_most_is_left(text: str, asks: Asks) -> None:
    one = guard(asks=asks)
    shown = heard(one, [text[i : i + 7] for i in range(0, len(text), 7)])
    if one.fault is None:
        assert shown.count("?") <= (1 if asks == "one" else 0)
        assert CONTENT.manners.never_say.finds(shown) is None and SECRET not in shown
