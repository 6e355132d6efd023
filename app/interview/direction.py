"""The director's move as a model is told it: what to do in the next turn, and in which words what is written stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.interviewing import Asks, Direction, Interviewing
from app.domain.turn import TurnDraft
from app.interview.look import Look, probe_of
from app.interview.move import LEAVING, Move
from app.interview.own_questions import must_decline
from app.interview.wording import as_written, last_asked, minutes_phrase, questions_phrase

_GAP = re.compile(r" {2,}")
_BLANK = re.compile(r"\[\[(\w+)\]\]")
_TELLING = frozenset({"facts", "answers", "decline", "inform_unknown", "rest_open"})
_OPENING = frozenset({"opening", "drill_opening", "skipped"})


@dataclass(frozen=True, slots=True)
class Directed:
    """What to tell a model about one turn.

    `written` follows what it says, word for word. Where it only `tells`, no figure in it may be new to the model; a
    question may suppose one.
    """

    text: str
    asks: Asks
    most_words: int
    written: str
    tells: bool


def direct(move: Move, look: Look, fallback: TurnDraft) -> Directed | None:
    """The direction for this move; None where the built-in engine's words are used as they stand."""
    told = look.content.interviewing
    written = as_written(move, look) if move.kind in {"ask", "inject"} else ""
    led = _leads_itself(move, look)
    direction = told.moves["inject_led" if led else _key(move, told)]
    if not direction.own_words or (led and not _tells_first(move, told)):
        return None
    values = _values(move, look, fallback, told) | {"next": written}
    most = _most(move, direction, told)
    parts = [fill(direction.do, values), *_manners(move, direction, look, fallback, told)]
    if most is not None:
        parts.append(fill(told.phrases["most"], {"words": str(most)}))
    tells = bool(move.texts) and move.kind not in {"probe", "challenge"}
    return Directed(" ".join(parts), direction.asks, most or told.guard.most_words, written, tells)


def _leads_itself(move: Move, look: Look) -> bool:
    """Whether this is a change whose written words begin with a lead-in of their own."""
    if move.kind != "inject":
        return False
    inject = next(i for i in look.question.injects if i.id == move.item)
    voice = look.content.voice(look.persona.id, inject.say)
    return bool(voice and look.content.interviewing.leads_itself.finds(inject.say[voice]))


def _most(move: Move, direction: Direction, told: Interviewing) -> int | None:
    """The most words where it is not the usual number; there is room for what is told before the move itself."""
    if not _tells_first(move, told):
        return direction.words
    more = told.words_to_tell if move.texts else told.words_to_pass
    return (direction.words or told.guard.most_words) + more


def fill(text: str, values: dict[str, str]) -> str:
    """`text` with its [[placeholders]] filled in one pass; what is filled in is never read as one."""
    return _GAP.sub(" ", _BLANK.sub(lambda m: values.get(m[1], m[0]), text)).strip()


def blanks(text: str) -> set[str]:
    """The names of the placeholders in a text."""
    return set(_BLANK.findall(text))


def _tells_first(move: Move, told: Interviewing) -> bool:
    """Whether something asked is answered before the move itself."""
    return any(name in _TELLING or name in told.taken_up for name in move.before)


def _key(move: Move, told: Interviewing) -> str:
    """Under which name moves.yaml has this move."""
    before = next((name for name in move.before if name not in _TELLING and name not in told.taken_up), "")
    if move.kind == "ask":
        return before if before in _OPENING else "question"
    if move.kind == "probe" and move.says == "probe":
        return before if before in {"press", "confirm"} else "probe"
    if move.kind == "clarify":
        return before if before in {"clarify", "on_we_go"} else "again"
    return "after_change" if move.says.startswith("after_change") else move.says


def _values(move: Move, look: Look, fallback: TurnDraft, told: Interviewing) -> dict[str, str]:
    return {
        "gap": _gap(move, look, told),
        "sample": fill(told.phrases["sample"], {"words_of_mine": _sample(move, look, fallback)}),
        "quote": move.quote or "",
        "earlier": move.texts[0] if move.says == "return" and move.texts else "",
        "facts": " ".join(move.texts) or told.phrases["nothing"],
        "again": _again(move, look),
        "time": _time(move, told),
        "told": _told_first(move, look, told),
        "rest": told.phrases["rest_open"] if "rest_open" in move.after else "",
        **_counted(move),
    }


def _counted(move: Move) -> dict[str, str]:
    """The minutes that are left and the questions to come, where the move tells them."""
    minutes, questions = move.minutes, move.questions
    told = {"minutes": minutes_phrase(minutes)} if minutes is not None else {}
    return told | ({"left": questions_phrase(questions)} if questions is not None else {})


def _gap(move: Move, look: Look, told: Interviewing) -> str:
    """What the follow-up is after: in the question's own terms where it has some."""
    if move.kind != "probe" or move.gap is None:
        return ""
    own = probe_of(look.question, move.gap) if move.says == "probe" else None
    here = told.gaps_case.get(look.question.kind, {})
    return f"{own.after}." if own and own.after else here.get(move.gap, told.gaps[move.gap])


def _sample(move: Move, look: Look, fallback: TurnDraft) -> str:
    """The built-in follow-up by itself, without what stands before it."""
    last = fallback.wordings[-1] if fallback.wordings else ""
    if last.startswith(("probes/", "after_")):
        return look.phrases.text(last)
    own = probe_of(look.question, move.gap) if move.kind == "probe" and move.gap else None
    voice = look.content.voice(look.persona.id, own.say) if own else None
    return own.say[voice] if own and voice else fallback.text


def _told_first(move: Move, look: Look, told: Interviewing) -> str:
    """What is told before the move itself: an answer to what was asked in passing, or that there is none."""
    known, before = " ".join(move.texts), set(move.before)
    if taken := next((name for name in move.before if name in told.taken_up), None):
        return fill(told.taken_up[taken], _counted(move))
    if move.kind == "answer" or _TELLING.isdisjoint(before):
        return ""
    if "inform_unknown" in before:
        return told.phrases["left_open" if move.kind in LEAVING else "unknown_first"]
    if "facts" in before:
        rest = told.phrases["rest_open"] if "rest_open" in before and move.kind not in LEAVING else ""
        first = told.phrases["told_first" if len(move.texts) == 1 else "told_several"]
        return fill(first, {"facts": known, "rest": rest})
    if not known:
        return told.phrases["not_told"]
    rest = told.phrases["not_told_rest"] if must_decline(look) else ""
    return f"{fill(told.phrases['told'], {'facts': known})} {rest}"


def _again(move: Move, look: Look) -> str:
    """What was asked, for the moves that ask it again."""
    if look.state.invited or look.state.exchange is None:
        return ""
    return as_written(move, look) if move.says == "question" else last_asked(look)


def _time(move: Move, told: Interviewing) -> str:
    if "time_check" not in move.before or move.minutes is None:
        return ""
    return fill(told.phrases["time"], {"minutes": minutes_phrase(move.minutes)})


def _manners(move: Move, direction: Direction, look: Look, fallback: TurnDraft, told: Interviewing) -> Iterator[str]:
    """Whether a turn that asks may begin with a receipt, and may quote."""
    spoken = [t for t in look.state.turns if t.speaker == "interviewer"]
    if direction.asks == "one" and any(w.startswith("receipt/") for w in fallback.wordings):
        yield told.phrases["receipt_may"]
    if spoken and spoken[-1].quote and move.kind != "challenge":
        yield told.phrases["no_quote"]
