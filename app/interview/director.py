"""What the interviewer does next: rules read from the top, the first that holds decides.

Pure: the same look gives the same move. Words are chosen elsewhere.
"""

from collections.abc import Callable

from app.interview import timing
from app.interview.facts import facts_asked
from app.interview.look import Look
from app.interview.move import Move
from app.interview.own_questions import answers_for, has_no_question, must_decline, only_a_remark

When = Callable[[Look], bool]
Make = Callable[[Look], Move]


def decide(look: Look) -> Move:
    """The next move. There is always one."""
    rules = YOURS if look.state.invited else QUESTIONS
    name, make = next((name, make) for name, when, make in rules if when(look))
    move = make(look)
    return move if move.reason else _with_reason(move, name)


def _with_reason(move: Move, reason: str) -> Move:
    values = {name: getattr(move, name) for name in Move.__slots__} | {"reason": reason}
    return Move(**values)


# Conditions


def hears(*kinds: str) -> When:
    """The words just said are of one of these kinds."""
    return lambda look: look.hears(*kinds)


def commands(kind: str) -> When:
    """The candidate sent this command."""
    return lambda look: look.command == kind


def first_time(when: When, kind: str, words: str | None = None, most: str | None = None) -> When:
    """`when` holds, the move was made less often here than `most` of the pace (once), and words are left."""

    def holds(look: Look) -> bool:
        allowed = getattr(look.content.pace, most) if most else 1
        return when(look) and look.exchange.made(kind) < allowed and look.phrases.has(words or kind)

    return holds


def asks_back(kind: str, *words: str) -> When:
    """The candidate asks back, not for the sixth time here, and words are left."""

    def holds(look: Look) -> bool:
        asked = look.exchange.made("inform") + look.exchange.made("clarify")
        return look.hears(kind) and asked < look.content.pace.questions_back and any(map(look.phrases.has, words))

    return holds


def _stuck(look: Look) -> bool:
    return look.command == "hint" or look.hears("plea")


def _coached(look: Look) -> bool:
    left = look.exchange.made("coach_note") < look.content.pace.hints
    return look.command == "hint" and look.session.style == "coach" and left


def _unsafe_again(look: Look) -> bool:
    return look.hears("hostile", "distress") and look.state.made("calm") > 0


def _added_to_earlier(look: Look) -> bool:
    return look.command == "append" and look.state.said()[-1].question_id != look.exchange.question_id


def _claims_too_much(look: Look) -> bool:
    return look.heard is not None and bool(look.heard.found.get("overclaim")) and look.probes_left


def _thin(look: Look) -> bool:
    first = look.exchange.made("probe") == 0
    return look.hears("thin") and first and look.state.made("more") < look.content.pace.more


def _added_before_inject(look: Look) -> bool:
    spoken = [t for t in look.state.turns if t.speaker == "interviewer"]
    return look.command == "append" and spoken[-1].kind == "inject"


def _gap_to_go_for(look: Look) -> bool:
    return look.gap is not None and look.probes_left


def _grave(look: Look) -> bool:
    return look.hears("grave")


def _may_change_one_thing(look: Look) -> bool:
    unused = bool(look.question.injects) and look.exchange.made("inject") == 0
    return unused and look.hears("answer") and not look.drill and look.room_for_follow_up


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
        return Move("ask", "", "question", before=lead, question_id=following, minutes=minutes)
    if look.drill:
        return Move("close", "", "drill_close", ends=True)
    return Move("invite", "", "invite", before=before)


def _inform(look: Look) -> Move:
    """A fact of the question, else of the company; what nobody tells is declined, the rest waits or is left open."""
    if must_decline(look) and look.phrases.has("decline"):
        return _here(look, "inform", "decline")
    facts = facts_asked(look.words, look.question.facts, look.content.small_words) or answers_for(look)
    if facts:
        return _here(look, "inform", "facts", before=("inform_lead",), texts=facts)
    open_to_them = bool(look.question.facts) or look.drill
    first, second = ("inform_unknown", "later") if open_to_them else ("later", "inform_unknown")
    return _here(look, "inform", first if look.phrases.has(first) else second)


def _probe(look: Look) -> Move:
    assert look.gap is not None
    facts = _asked_in_passing(look)
    if facts:
        return _here(look, "probe", "probe", before=("facts",), texts=facts, gap=look.gap.gap)
    before = "confirm" if look.command == "confirm" else "lead" if look.gap.quote else "receipt"
    return _here(look, "probe", "probe", before=(before,), gap=look.gap.gap, quote=look.gap.quote)


def _asked_in_passing(look: Look) -> tuple[str, ...]:
    """What the question at the end of an answer asks for."""
    asks = look.heard.asks if look.heard else None
    return facts_asked(asks.text, look.question.facts, look.content.small_words) if asks else ()


def _challenge(look: Look) -> Move:
    assert look.heard is not None
    return _here(look, "challenge", "challenge", quote=look.heard.found["overclaim"][0].text)


def _inject(look: Look) -> Move:
    inject = look.question.injects[look.session.seed % len(look.question.injects)]
    return _here(look, "inject", "inject", gap=inject.gap, item=inject.id, before=("receipt",))


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


STUCK_TWICE = first_time(_stuck, "stuck", most="stuck")
REPEAT = here("clarify", "question", "receipt")
DODGED = hears("off_topic", "read_back")

QUESTIONS: tuple[tuple[str, When, Make], ...] = (
    # rule                 holds when                                              and the move is
    ("opening",            lambda look: look.state.exchange is None,               _open),
    ("ended",              commands("end"),                                        ends("close_early")),
    ("unsafe_again",       _unsafe_again,                                          ends("close_safe")),
    ("unsafe",             hears("hostile", "distress"),                           here("calm")),
    ("grave",              first_time(_grave, "calm", "grave"),                    here("calm", "grave")),
    ("passed",             commands("skip"),                                       on("skipped")),
    ("coached",            _coached,                                               here("coach_note", "hint")),
    ("stuck",              STUCK_TWICE,                                            here("stuck")),
    ("stuck_for_good",     _stuck,                                                 on("skipped")),
    ("added_to_earlier",   _added_to_earlier,                                      REPEAT),
    ("added_before",       _added_before_inject,                                   here("clarify", "again", "receipt")),
    ("steered",            first_time(hears("steering"), "steer"),                 here("steer")),
    ("asks_about_this",    asks_back("process", "process_answer"),                 here("inform", "process_answer")),
    ("asks_what_is_meant", asks_back("clarify", "clarify"),                        here("clarify", "again", "clarify")),
    ("asks_for_a_fact",    asks_back("question", "inform_unknown", "later"),                _inform),
    ("nothing_said",       first_time(hears("empty"), "more", "empty"),            here("more", "empty")),
    ("refused",            hears("refusal"),                                       on("skipped")),
    ("dodged",             first_time(DODGED, "redirect"),                         here("redirect")),
    ("dodged_again",       hears("off_topic", "read_back", "empty", "steering"),   on()),
    ("has_no_number",      first_time(hears("limit"), "accept_limit"),             here("accept_limit")),
    ("thin",               first_time(_thin, "more"),                              here("more")),
    ("claims_too_much",    first_time(_claims_too_much, "challenge"),              _challenge),
    ("gap",                _gap_to_go_for,                                         _probe),
    ("one_thing_changes",  _may_change_one_thing,                                  _inject),
    ("sufficient",         lambda look: True,                                      on()),
)  # fmt: skip

YOURS: tuple[tuple[str, When, Make], ...] = (
    ("ended",              commands("end"),                                        ends("close_early")),
    ("nothing_to_ask",     has_no_question,                                        ends("close")),
    ("remarked",           _invite_again,                                          _invite_more),
    ("remarked_again",     only_a_remark,                                          ends("close")),
    ("asked",              lambda look: True,                                      _answer),
)  # fmt: skip
