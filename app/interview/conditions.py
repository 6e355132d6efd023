"""When a rule of the director's holds: each a question about the look."""

from collections.abc import Callable

from app.interview.gaps import LAST
from app.interview.look import Look
from app.signals.contradictions import Contradiction, contradiction

LITTLE = 30
"""Words of substance."""
_ENDING = 2  # sentences
_WISH = 18  # words of a sentence, or a turn, that says nothing but this

When = Callable[[Look], bool]


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


def stuck(look: Look) -> bool:
    """The candidate says so, by command or in words."""
    return look.command == "hint" or look.hears("plea")


def coached(look: Look) -> bool:
    """A margin note is left, and asked for."""
    left = look.exchange.made("coach_note") < look.content.pace.hints
    return look.command == "hint" and look.session.style == "coach" and left


def unsafe_again(look: Look) -> bool:
    """Hostility or distress after a calming turn."""
    return look.hears("hostile", "distress") and look.state.made("calm") > 0


def added_to_earlier(look: Look) -> bool:
    """ "I wasn't finished" belongs to the question before."""
    return look.command == "append" and look.state.said()[-1].question_id != look.exchange.question_id


def large_claim(look: Look) -> str | None:
    """A claim that asks to be pressed: a large one, or a guarantee in a design or an explanation."""
    if look.heard is not None and (claimed := look.heard.found.get("overclaim")):
        return claimed[0].text
    technical = look.question.kind in {"design", "explain"}
    return look.content.manners.guarantees.finds(look.words) if technical else None


def claims_too_much(look: Look) -> bool:
    """A large claim, and patience left to press it."""
    return look.hears("answer") and large_claim(look) is not None and look.probes_left


def thin(look: Look) -> bool:
    """The first answer here has only begun."""
    first = look.exchange.made("probe") == 0
    return look.hears("thin") and first and look.state.made("more") < look.content.pace.more


def added_before_inject(look: Look) -> bool:
    """ "I wasn't finished" after the case has changed."""
    spoken = [t for t in look.state.turns if t.speaker == "interviewer"]
    return look.command == "append" and spoken[-1].kind == "inject"


def gap_to_go_for(look: Look) -> bool:
    """Something is open that this person would go for."""
    return look.gap is not None and look.probes_left


def grave(look: Look) -> bool:
    """A loss of their own is what they ended on, or is fresh. What befell others is part of a story."""
    if not look.hears("grave"):
        return False
    manners, told = look.content.manners, look.sentences
    own = [i for i, sentence in enumerate(told) if manners.own_grief.finds(sentence)]
    return any(i >= len(told) - _ENDING or manners.of_now.finds(told[i]) for i in own)


def wants_to_stop(look: Look) -> bool:
    """The turn ends on a wish to end the talk."""
    if look.command not in {"answer", "append"}:
        return False
    ending = [s for s in look.sentences[-_ENDING:] if len(s.split()) <= _WISH]
    return any(look.content.manners.wants_to_stop.finds(s) for s in ending)


def stops(look: Look) -> bool:
    """The end was offered, and they take it."""
    return _offered_end(look) and (wants_to_stop(look) or _says_only(look, "agrees"))


def goes_on(look: Look) -> bool:
    """The end was offered, and they would rather go on."""
    return _offered_end(look) and _says_only(look, "goes_on")


def _offered_end(look: Look) -> bool:
    spoken = [t for t in look.state.turns if t.speaker == "interviewer"]
    return look.command == "answer" and bool(spoken) and spoken[-1].reason == "wants_to_stop"


def _says_only(look: Look, what: str) -> bool:
    short = len(look.words.split()) <= _WISH
    return short and bool(getattr(look.content.manners, what).finds(look.words))


def may_change_one_thing(look: Look) -> bool:
    """A change in the case is left, and the answer was one."""
    unused = bool(look.question.injects) and look.exchange.made("inject") == 0
    return unused and look.hears("answer") and not look.drill and look.room_for_follow_up


def steers_beside(look: Look) -> bool:
    """An attempt on the interviewer or the grade, with next to nothing beside it."""
    if look.heard is None or not look.heard.attempts:
        return False
    return look.hears("steering", "thin") or (look.hears("answer") and look.heard.substance < LITTLE)


def does_not_know(look: Look) -> bool:
    """A follow-up gets a plain no, for the first time here: not known, not had, not theirs to tell."""
    plain = look.hears("empty") and look.follow_up is not None and look.content.manners.has_none.finds(look.words)
    first = look.exchange.made("accept_limit") == 0 and words_to_accept(look) is not None
    return first and (look.hears("limit") or bool(plain))


def words_to_accept(look: Look) -> str | None:
    """The list that accepts this: what is not theirs to tell stays so, a rough figure will do where one is missing,
    else the nearest thing known.
    """
    asked = look.follow_up.gap if look.follow_up else None
    figure = asked in look.content.rubrics.reading.figure_gaps or look.content.manners.figures.finds(look.words)
    known = ("accept_limit", "accept_unknown") if figure else ("accept_unknown", "accept_limit")
    lists = ("accept_secret", *known) if look.content.manners.not_to_tell.finds(look.words) else known
    return next((name for name in lists if look.phrases.has(name)), None)


def beside_the_point(look: Look) -> bool:
    """The reply to the last follow-up told something else than what was asked, and it can be asked in other words."""
    last = look.follow_up
    if last is None or not last.missed or last.gap in {None, LAST} or not look.hears("answer"):
        return False
    if look.content.manners.has_none.finds(look.words):
        return False
    pressed = look.exchange.because("not_answered")
    return pressed < look.content.pace.presses and look.room_for_follow_up and look.phrases.has_probe(last.gap or "")


def at_odds(look: Look) -> Contradiction | None:
    """A statement of this turn that does not go together with an earlier one to the same question."""
    now = look.state.said()
    said = [t.text for t in look.exchange.turns if t.kind in {"answer", "append"} and t not in now]
    return contradiction(said, look.words, look.content.small_words, look.content.manners, dated=look.personal)


def contradicts(look: Look) -> bool:
    """Two statements cannot both be so, and nobody has asked about any such pair here."""
    free = look.room_for_follow_up and not look.exchange.because("contradicts")
    return free and look.hears("answer") and at_odds(look) is not None


def replies_to_change(look: Look) -> bool:
    """The case has just changed, and one follow-up goes to what was said to that."""
    changed = look.follow_up is not None and look.follow_up.kind == "inject"
    return changed and look.hears("answer", "thin") and look.room_for_follow_up and after_change(look) is not None


def after_change(look: Look) -> str | None:
    """The wordings for the follow-up to a change: they keep to what they had, or by what the change goes for."""
    gap = look.follow_up.gap if look.follow_up else None
    by_gap = (name for name, gaps in look.content.pace.after_change.items() if gap in gaps)
    stays = ("after_stay",) if look.content.manners.keeps_to_it.finds(look.words) else ()
    return next((name for name in (*stays, *by_gap, "after_change") if look.phrases.has(name)), None)


def unsure(look: Look) -> bool:
    """They ask for a moment, or doubt themselves before they have said much or where they end their first answer."""
    manners, ending = look.content.manners, " ".join(look.sentences[-_ENDING:])
    if look.heard is None or not look.hears("thin", "answer", "empty"):
        return False
    if manners.asks_for_a_moment.finds(ending):
        return True
    doubts = look.words if look.heard.substance < LITTLE else ending if look.exchange.answered <= 1 else ""
    return bool(manners.unsure_of_themselves.finds(doubts))
