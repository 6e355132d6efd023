"""The offline interviewer: puts a move into this person's words."""

import random
from collections.abc import Callable, Iterator, Mapping

from app.domain.question import Inject
from app.domain.session import OFFLINE
from app.domain.turn import TurnDraft
from app.interview.asked import is_told, told_key
from app.interview.look import Look, probe_of
from app.interview.move import LEAVING, Move
from app.interview.phrasebook import Wording, fill

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ASKING = frozenset({"ask", "probe", "inject"})
NOT_QUOTED = frozenset('?"“”{}<>\n')


def word(move: Move, look: Look) -> TurnDraft:
    """The turn as it will be said. The same look and seed give the same words."""
    rng = random.Random(f"{look.session.seed}:{len(look.state.turns)}:{move.says}")
    quote = _usable_quote(move, look)
    values = _values(move, look) | ({"quote": quote} if quote else {}) | _earlier(move, look)
    lists = [*_leading(move, look, rng, quote), move.says, *move.after]
    parts = [part for name in lists for part in _part(name, move, look, rng, values)]
    said = " ".join(text for _, text in parts if text)
    wordings = (*_facts_told(said, look), *(key for key, _ in parts if key))
    woven = quote if quote and quote in said else None
    return TurnDraft(move.kind, said, move.question_id, move.gap, move.reason, wordings, woven, ends=move.ends)


def _facts_told(said: str, look: Look) -> tuple[str, ...]:
    """What is kept of the facts in a turn: a model tells them in words of its own."""
    if look.state.exchange is None or look.state.invited:
        return ()
    return tuple(told_key(look.question.id, fact) for fact in look.question.facts if fact.tell in said)


def _values(move: Move, look: Look) -> dict[str, str]:
    company = look.session.company or next(iter(look.content.companies.values())).name
    values = {"me": look.persona.name, "company": company}
    if look.session.candidate:
        values["candidate"] = look.session.candidate
    if move.minutes is not None:
        values["minutes"] = minutes_phrase(move.minutes)
    if move.questions is not None:
        values["left"] = questions_phrase(move.questions)
    return values


def questions_phrase(questions: int) -> str:
    """The questions to come as a person says them."""
    if questions < 1:
        return "nothing further"
    return "one more question" if questions == 1 else f"{NUMBERS[min(questions, 10)]} more questions"


def minutes_phrase(minutes: int) -> str:
    """Minutes as a person says them."""
    if minutes <= 1:
        return "about a minute"
    if minutes < len(NUMBERS):
        return f"about {NUMBERS[minutes]} minutes"
    return f"about {5 * round(minutes / 5)} minutes"


def _usable_quote(move: Move, look: Look) -> str | None:
    """The quote, if this person may quote now: not in two turns running, unless two statements are held together."""
    quote = _fit_to_quote(move.quote or "", look)
    if quote is None or move.says == "return":
        return quote
    spoken = [t for t in look.state.turns if t.speaker == "interviewer"]
    just_quoted = bool(spoken and spoken[-1].quote)
    return None if just_quoted or any(t.quote == quote for t in spoken) else quote


def _earlier(move: Move, look: Look) -> dict[str, str]:
    """Where two statements do not fit together, the one that came first."""
    earlier = _fit_to_quote(move.texts[0], look) if move.says == "return" and move.texts else None
    return {"earlier": earlier} if earlier else {}


def _fit_to_quote(words: str, look: Look) -> str | None:
    """These words as they can be quoted; None where they are too many or hold what nobody says."""
    quote = words.strip(" ,.;:")
    if not quote or len(quote.split()) > look.content.pace.longest_quote_words or NOT_QUOTED & set(quote):
        return None
    return None if look.content.manners.never_say.finds(quote) else quote


def _leading(move: Move, look: Look, rng: random.Random, quote: str | None) -> list[str]:
    """What stands before the move itself: without a quote a receipt in place of the lead, and not every time."""
    names = ["receipt" if name == "lead" and quote is None else name for name in move.before]
    if move.kind in LEAVING:
        names = ["left_open" if name == "inform_unknown" else name for name in names if name != "rest_open"]
    return [name for name in names if name not in OPTIONAL or OPTIONAL[name](look, rng)]


def _receipt_due(look: Look, rng: random.Random) -> bool:
    """A receipt stands in at most a third of the turns, and not in two running."""
    spoken = [t for t in look.state.turns if t.speaker == "interviewer"]
    receipts = [any(w.startswith("receipt/") for w in t.wordings) for t in spoken]
    return (
        sum(receipts) + 1 <= (len(spoken) + 1) * look.content.pace.receipt_share
        and not (receipts and receipts[-1])
        and rng.random() < 0.6
    )


def _now_and_then(_look: Look, rng: random.Random) -> bool:
    return rng.random() < 0.5


OPTIONAL = {"receipt": _receipt_due, "inform_lead": _now_and_then}


def _part(name: str, move: Move, look: Look, rng: random.Random, values: dict[str, str]) -> list[Wording]:
    """One part of a turn: a wording of that list, or what code takes from the content."""
    if name in {"facts", "answers"}:
        return [("", text) for text in move.texts]
    if name in FROM_QUESTION:
        return [FROM_QUESTION[name](move, look, rng)]
    picked = look.phrases.pick(name, rng, values)
    return [(picked[0], fill(picked[1], values))] if picked else []


def as_written(move: Move, look: Look) -> str:
    """What this move says in the words of its file, whoever speaks: a question of the plan, or a change in the case."""
    if move.says == "inject":
        inject = next(i for i in look.question.injects if i.id == move.item)
        return " ".join((*_leant_on(inject, move, look), _in_voice(look, inject.say)))
    return _in_voice(look, look.content.questions[move.question_id or ""].ask)


def _leant_on(inject: Inject, move: Move, look: Look) -> Iterator[str]:
    """The facts that the change is not understood without, as far as nobody has told them."""
    facts = (f for f in look.question.facts if f.id in inject.facts and f.tell not in move.texts)
    return (f.tell for f in facts if not is_told(f, look))


def _written(move: Move, look: Look, _: random.Random) -> Wording:
    return "", as_written(move, look)


def _hint(move: Move, look: Look, _: random.Random) -> Wording:
    return "", look.question.hints[look.exchange.made("coach_note")]


def _again(move: Move, look: Look, _: random.Random) -> Wording:
    return "", last_asked(look)


def _in_voice(look: Look, spoken: Mapping[str, str]) -> str:
    return spoken[look.content.voice(look.persona.id, spoken) or next(iter(spoken))]


def last_asked(look: Look) -> str:
    """What was last asked in this exchange, without what stood before it; what a model asked, as it stands."""
    last = next(t for t in reversed(look.exchange.turns) if t.kind in ASKING)
    if last.kind == "probe" and last.engine not in {None, OFFLINE}:
        return last.text
    own = probe_of(look.question, last.gap or "") if last.kind == "probe" else None
    own = own if own and _in_voice(look, own.say) in last.text else None
    made = (i for i in look.question.injects if _in_voice(look, i.say) in last.text)
    inject = next(made, None) if last.kind == "inject" else None
    spoken = own.say if own else inject.say if inject else look.question.ask
    if last.kind == "probe" and own is None:
        return look.phrases.text(last.wordings[-1])
    return _in_voice(look, spoken)


def _probe(move: Move, look: Look, rng: random.Random) -> Wording:
    """The question's own follow-up where there is one in this voice, else a general one at the gap.

    What is asked again is asked in other words.
    """
    own = probe_of(look.question, move.gap or "") if "press" not in move.before else None
    voice = look.content.voice(look.persona.id, own.say) if own else None
    if own and voice:
        return ("", own.say[voice])
    general = look.phrases.pick_probe(move.gap or "", rng)
    assert general is not None  # the director chooses only gaps that have words left
    return general


FROM_QUESTION: Mapping[str, Callable[[Move, Look, random.Random], Wording]] = {
    "question": _written,
    "hint": _hint,
    "inject": _written,
    "again": _again,
    "probe": _probe,
}
