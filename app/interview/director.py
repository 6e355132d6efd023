"""What the interviewer does next: rules read from the top, the first that holds decides.

Pure: the same look gives the same move. Words are chosen elsewhere.
"""

from collections.abc import Callable
from dataclasses import replace

from app.interview import timing
from app.interview.asked import left_open, mostly_asks, rest_open, to_tell
from app.interview.conditions import (
    When,
    added_before_inject,
    added_to_earlier,
    after_change,
    asks_back,
    at_odds,
    beside_the_point,
    claims_too_much,
    coached,
    commands,
    contradicts,
    does_not_know,
    first_time,
    gap_to_go_for,
    goes_on,
    grave,
    hears,
    large_claim,
    may_change_one_thing,
    replies_to_change,
    steers_beside,
    stops,
    stuck,
    thin,
    unsafe_again,
    unsure,
    wants_to_stop,
    words_to_accept,
)
from app.interview.facts import facts_asked
from app.interview.look import Look
from app.interview.move import Move
from app.interview.own_questions import answers_for, has_no_question, must_decline, only_a_remark
from app.interview.taken_up import about_the_talk, left_to_a_model, taken_up, without_receipt

Make = Callable[[Look], Move]


def decide(look: Look) -> Move:
    """The next move. There is always one."""
    rules = YOURS if look.state.invited else QUESTIONS
    name, make = next((name, make) for name, when, make in rules if when(look))
    move = make(look)
    return move if move.reason else _with_reason(move, name)


def _with_reason(move: Move, reason: str) -> Move:
    return replace(move, reason=reason)


# Moves


def here(kind: str, says: str | None = None, *before: str) -> Make:
    """A move within the exchange under way."""
    return lambda look: _here(look, kind, says or kind, before=before)


def on(*before: str) -> Make:
    """The next question, or the candidate's own, or the close: whatever comes after this exchange."""
    return lambda look: _on(look, *before)


def ends(words: str) -> Make:
    """The close."""
    return lambda look: Move("close", "", words, ends=True)


def _here(look: Look, kind: str, says: str, **more: object) -> Move:
    return Move(kind=kind, reason="", says=says, question_id=look.exchange.question_id, **more)  # type: ignore[arg-type]


def _open(look: Look) -> Move:
    before = "drill_opening" if look.drill else "opening"
    return Move("ask", "", "question", before=(before,), question_id=look.session.plan[0])


def _on(look: Look, *before: str) -> Move:
    if look.command == "confirm":
        before = ("confirm",)
    following = look.next_question
    if following is not None:
        noted = any(w.startswith("time_check/") for w in look.state.wordings)
        note = not noted and timing.wants_note(look.session, look.content.pace, look.now)
        lead = ("time_check",) if note else before or ("passage",)
        minutes = timing.minutes_left(look.session, look.now)
        return _told(look, Move("ask", "", "question", before=lead, question_id=following, minutes=minutes))
    if look.drill:
        return Move("close", "", "drill_close", ends=True)
    return _told(look, Move("invite", "", "invite", before=before))


def _told(look: Look, move: Move) -> Move:
    """The move, and before it what the turn asks for in passing, or that there is nothing to tell."""
    if look.command not in {"answer", "append"}:
        return move
    if facts := to_tell(look):
        rest = ("rest_open",) if rest_open(look) else ()
        return replace(move, before=("facts", *rest, *without_receipt(move)), texts=facts)
    if taken := taken_up(look, move):
        return taken
    unknown = "kept" if look.personal and not look.drill else "inform_unknown"
    if left_open(look) and look.phrases.has(unknown):
        return replace(move, before=(unknown, *without_receipt(move)))
    return left_to_a_model(look, move)


def _inform(look: Look) -> Move:
    """A fact of the question, else of the company; what nobody tells is declined, the rest waits or is left open."""
    if must_decline(look) and look.phrases.has("decline"):
        return _here(look, "inform", "decline")
    asked = tuple(fact.tell for fact in look.asked.facts)
    facts = to_tell(look) or asked or facts_asked(look.words, look.question.facts, look.content.small_words)
    if facts := facts or answers_for(look):
        after = ("rest_open",) if asked and rest_open(look) else ()
        return _here(look, "inform", "facts", before=("inform_lead",), after=after, texts=facts)
    open_to_them = bool(look.question.facts) or look.drill
    first, second = ("inform_unknown", "later") if open_to_them else ("later", "inform_unknown")
    return _here(look, "inform", first if look.phrases.has(first) else second)


def _about_the_talk(look: Look) -> Move:
    return about_the_talk(look, _here(look, "inform", "process_answer"))


def _probe(look: Look) -> Move:
    assert look.gap is not None
    before = "confirm" if look.command == "confirm" else "lead" if look.gap.quote else "receipt"
    return _told(look, _here(look, "probe", "probe", before=(before,), gap=look.gap.gap, quote=look.gap.quote))


def _after_change(look: Look) -> Move:
    """What the change asks for, and not the next thing on the list."""
    assert look.follow_up is not None
    return _told(look, _here(look, "probe", after_change(look) or "after_change", gap=look.follow_up.gap))


def _press(look: Look) -> Move:
    assert look.follow_up is not None
    return _told(look, _here(look, "probe", "probe", before=("press",), gap=look.follow_up.gap))


def _challenge(look: Look) -> Move:
    return _told(look, _here(look, "challenge", "challenge", quote=large_claim(look)))


def _return(look: Look) -> Move:
    found = at_odds(look)
    assert found is not None
    return _here(look, "challenge", "return", quote=found.later.text, texts=(found.earlier.text,))


def _accept(look: Look) -> Move:
    return _told(look, _here(look, "accept_limit", words_to_accept(look) or "accept_limit"))


def _inject(look: Look) -> Move:
    inject = look.question.injects[look.session.seed % len(look.question.injects)]
    return _told(look, _here(look, "inject", "inject", gap=inject.gap, item=inject.id, before=("receipt",)))


def _answer(look: Look) -> Move:
    answers = answers_for(look)
    says = "answers" if answers else "decline"
    before = ("answers", "decline") if answers and must_decline(look) else (says,)
    last = look.state.made("answer") + 1 >= look.content.pace.own_questions or not look.room_for_follow_up
    if last or not look.phrases.has("invite_more") or not (answers or look.phrases.has("decline")):
        return Move("close", "", "close", before=before, texts=answers, ends=True)
    return Move("answer", "", "invite_more", before=before, texts=answers)


def _invite_again(look: Look) -> bool:
    return only_a_remark(look) and look.state.made("answer") == 0 and look.phrases.has("invite_more")


def _invite_more(_look: Look) -> Move:
    return Move("answer", "", "invite_more")


STUCK_TWICE = first_time(stuck, "stuck", most="stuck")
REPEAT = here("clarify", "question", "receipt")
DODGED = hears("off_topic", "read_back")

QUESTIONS: tuple[tuple[str, When, Make], ...] = (
    # rule                 holds when                                              and the move is
    ("opening",            lambda look: look.state.exchange is None,              _open),
    ("ended",              commands("end"),                                       ends("close_early")),
    ("unsafe_again",       unsafe_again,                                          ends("close_safe")),
    ("unsafe",             hears("hostile", "distress"),                          here("calm")),
    ("grave",              first_time(grave, "calm", "grave"),                    here("calm", "grave")),
    ("stops",              stops,                                                 ends("close_early")),
    ("goes_on",            goes_on,                                               here("clarify", "again", "on_we_go")),
    ("wants_to_stop",      wants_to_stop,                                         here("inform", "offer_end")),
    ("passed",             commands("skip"),                                      on("skipped")),
    ("coached",            coached,                                               here("coach_note", "hint")),
    ("stuck",              STUCK_TWICE,                                           here("stuck")),
    ("stuck_for_good",     stuck,                                                 on("skipped")),
    ("added_to_earlier",   added_to_earlier,                                      REPEAT),
    ("added_before",       added_before_inject,                                   here("clarify", "again", "receipt")),
    ("steered",            first_time(steers_beside, "steer"),                    here("steer")),
    ("asks_about_this",    asks_back("process", "process_answer"),                _about_the_talk),
    ("asks_what_is_meant", asks_back("clarify", "clarify"),                       here("clarify", "again", "clarify")),
    ("asks_for_a_fact",    asks_back("question", "inform_unknown", "later"),      _inform),
    ("asks_before",        mostly_asks,                                            _inform),
    ("unsure",             first_time(unsure, "more", "stay"),                    here("more", "stay")),
    ("has_no_number",      does_not_know,                                         _accept),
    ("nothing_said",       first_time(hears("empty"), "more", "empty"),           here("more", "empty")),
    ("refused",            hears("refusal"),                                      on("skipped")),
    ("dodged",             first_time(DODGED, "redirect"),                        here("redirect")),
    ("dodged_again",       hears("off_topic", "read_back", "empty", "steering"),  on()),
    ("thin",               first_time(thin, "more"),                              here("more")),
    ("contradicts",        contradicts,                                           _return),
    ("not_answered",       beside_the_point,                                      _press),
    ("claims_too_much",    first_time(claims_too_much, "challenge"),              _challenge),
    ("change_answered",    replies_to_change,                                     _after_change),
    ("gap",                gap_to_go_for,                                         _probe),
    ("one_thing_changes",  may_change_one_thing,                                  _inject),
    ("sufficient",         lambda look: True,                                     on()),
)  # fmt: skip

YOURS: tuple[tuple[str, When, Make], ...] = (
    ("ended",              commands("end"),                                       ends("close_early")),
    ("wants_to_stop",      wants_to_stop,                                         ends("close")),
    ("nothing_to_ask",     has_no_question,                                       ends("close")),
    ("remarked",           _invite_again,                                         _invite_more),
    ("remarked_again",     only_a_remark,                                         ends("close")),
    ("asked",              lambda look: True,                                     _answer),
)  # fmt: skip
