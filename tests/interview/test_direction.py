"""What a model is told about a move, and the built-in words for the same move."""

from dataclasses import replace

import pytest

from app.content.catalog import Content
from app.interview.direction import Directed, direct
from app.interview.look import Look, look
from app.interview.move import Move
from app.interview.wording import word
from app.signals.reader import Reader
from tests.interview.modelled import talk

EARLIER, LATER = "the vendor held the date", "we held the date ourselves"
FACT = "Refunds say that a new field takes them eleven working days."
ANSWER = "I would talk to the refunds lead on Tuesday and ask her what she has to drop for this field."
PEOPLE = ("recruiter", "hiring_manager", "peer_tpm", "partner_engineer", "pm_ux", "bar_raiser")


@pytest.fixture(scope="module")
def seen(content: Content, reader: Reader) -> Look:
    """What the director sees after one answer in a case."""
    one = talk(content, reader, format="drill", persona="peer_tpm", question="every_team_green")
    one.reply()
    one.hear(ANSWER, "answer", 60)
    return look(one.session, one.turns, content, reader, one.clock())


def told(move: Move, seen: Look) -> Directed:
    directed = direct(move, seen, word(move, seen))
    assert directed is not None and "[[" not in directed.text
    return directed


PRESS = Move("probe", "", "probe", before=("press",), question_id="every_team_green", gap="sequence")
RETURN = Move("challenge", "", "return", question_id="every_team_green", texts=(EARLIER,), quote=LATER)
STAY = Move("more", "", "stay", question_id="every_team_green")
TELLING = (
    Move("ask", "", "question", before=("facts", "passage"), question_id="rejects_in_review", texts=(FACT,)),
    Move("ask", "", "question", before=("facts", "skipped"), question_id="rejects_in_review", texts=(FACT,)),
    Move(
        "inject", "", "inject", before=("facts",), question_id="every_team_green", item="shops_trained", texts=(FACT,)
    ),
    Move("invite", "", "invite", before=("facts",), texts=(FACT,)),
    Move("probe", "", "probe", before=("facts",), question_id="every_team_green", gap="sequence", texts=(FACT,)),
    Move("close", "", "close", before=("facts",), texts=(FACT,), ends=True),
)


@pytest.mark.parametrize("move", TELLING, ids=lambda m: f"{m.kind}-{m.before[-1]}")
def test_what_they_asked_is_answered_before_the_turn_goes_on(move: Move, seen: Look) -> None:
    without = replace(move, before=tuple(b for b in move.before if b != "facts"), texts=())
    directed, plain = told(move, seen), told(without, seen)
    assert FACT in directed.text and FACT not in plain.text
    assert directed.most_words == plain.most_words + seen.content.interviewing.words_to_tell
    assert f"{directed.most_words} words" in directed.text
    assert directed.asks == plain.asks
    assert word(move, seen).text.startswith(FACT)


@pytest.mark.parametrize("move", TELLING, ids=lambda m: f"{m.kind}-{m.before[-1]}")
def test_a_question_that_the_notes_leave_open_is_said_to_be_open(move: Move, seen: Look) -> None:
    open_one = replace(move, texts=(), before=("inform_unknown", *move.before[1:]))
    name = "left_open" if move.kind in {"ask", "invite", "close"} else "inform_unknown"
    phrase = "left_open" if name == "left_open" else "unknown_first"
    assert seen.content.interviewing.phrases[phrase].strip() in told(open_one, seen).text
    assert FACT not in told(open_one, seen).text
    assert word(open_one, seen).wordings[0].startswith(f"{name}/")


def test_figures_are_held_against_the_notes_where_the_turn_tells_and_does_not_suppose(seen: Look) -> None:
    assert {told(m, seen).tells for m in TELLING if m.kind != "probe"} == {True}
    assert not told(TELLING[4], seen).tells and not told(RETURN, seen).tells


def test_what_went_past_the_question_is_asked_again_in_other_words(seen: Look) -> None:
    own = next(p for p in seen.question.probes if p.gap == "sequence")
    directed = told(PRESS, seen)
    assert "once more, narrower" in directed.text and f"{own.after}." in directed.text
    assert word(PRESS, seen).wordings[0].startswith("press/peer_tpm/")


def test_two_statements_stand_side_by_side_with_a_model_and_without(seen: Look) -> None:
    directed, turn = told(RETURN, seen), word(RETURN, seen)
    for said in (EARLIER, LATER):
        assert f'"{said}"' in directed.text and f'"{said}"' in turn.text
    assert directed.asks == "one" and turn.quote == LATER
    assert seen.content.interviewing.phrases["no_quote"] not in directed.text


def test_statements_too_long_to_quote_are_asked_about_without_quoting(seen: Look) -> None:
    turn = word(replace(RETURN, texts=(f"{EARLIER} {LATER}",)), seen)
    assert turn.text.endswith("?") and '"' not in turn.text and turn.quote is None


@pytest.mark.parametrize("persona", PEOPLE)
def test_everybody_has_words_for_it(persona: str, content: Content, reader: Reader) -> None:
    one = talk(content, reader, persona=persona)
    one.reply()
    one.hear(ANSWER, "answer", 60)
    seen = look(one.session, one.turns, content, reader, one.clock())
    assert word(STAY, seen).text and "?" not in word(STAY, seen).text
    assert EARLIER in word(RETURN, seen).text and LATER in word(RETURN, seen).text
    assert told(STAY, seen).asks == "none"


def test_a_sample_is_the_bare_question(seen: Look) -> None:
    own = next(p for p in seen.question.probes if p.gap == "sequence")
    move = TELLING[4]
    assert told(move, seen).text.count(FACT) == 1
    assert own.say["peer_tpm"] in told(move, seen).text


def test_a_change_that_leads_itself_has_no_lead_in_from_a_model(seen: Look) -> None:
    led = replace(TELLING[2], item="refunds_frozen", before=("receipt",), texts=())
    assert direct(led, seen, word(led, seen)) is None
    assert direct(replace(led, item="shops_trained"), seen, word(led, seen)) is not None


def test_before_a_change_that_leads_itself_only_the_answer_is_said(seen: Look) -> None:
    directed = told(replace(TELLING[2], item="refunds_frozen"), seen)
    assert FACT in directed.text and "no lead-in" in directed.text
    assert directed.written.startswith("One thing's different")


def test_a_close_says_what_it_knows_and_once_what_it_does_not(content: Content, reader: Reader) -> None:
    one = talk(content, reader, format="drill", persona="peer_tpm", question="every_team_green")
    one.reply()
    one.hear("What does it pay, and which offices are there?", "answer", 60)
    asked = look(one.session, one.turns, content, reader, one.clock())
    both = told(Move("close", "", "close", before=("answers", "decline"), texts=(FACT,), ends=True), asked)
    none = told(Move("close", "", "close", before=("decline",), ends=True), asked)
    assert FACT in both.text and "They also asked what you do not tell" in both.text
    assert FACT not in none.text and none.text.lower().count("first") == 1 and "What you know" not in none.text
    assert both.text.lower().count("first") == 1


def test_a_gap_of_a_case_is_told_in_the_present_and_of_a_story_in_the_past(
    seen: Look, content: Content, reader: Reader
) -> None:
    case = told(replace(TELLING[4], gap="escalation", before=(), texts=()), seen)
    assert "at which point it leaves their hands" in case.text
    one = talk(content, reader, format="drill", persona="bar_raiser", question="not_holding_up")
    one.reply()
    one.hear(ANSWER, "answer", 60)
    story = look(one.session, one.turns, content, reader, one.clock())
    own = {p.gap for p in story.question.probes}
    gap = next(g for g in ("result", "trade_off", "decision", "metric") if g not in own)
    move = Move("probe", "", "probe", question_id="not_holding_up", gap=gap)
    assert story.question.kind == "story" and content.interviewing.gaps[gap] in told(move, story).text


def test_a_receipt_is_spoken_of_only_where_it_may_be_said(seen: Look) -> None:
    may = seen.content.interviewing.phrases["receipt_may"]
    for move in (PRESS, TELLING[3], TELLING[0], STAY):
        plain = word(move, seen)
        murmured = replace(plain, wordings=("receipt/peer_tpm/0", *plain.wordings))
        allowed, usual = direct(move, seen, murmured), direct(move, seen, plain)
        assert allowed is not None and usual is not None
        assert (may in allowed.text) is (allowed.asks == "one") and may not in usual.text
