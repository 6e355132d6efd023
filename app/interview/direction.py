"""The director's move as a model is told it: what to do in the next turn, and in which words what is written stands."""

import re
from dataclasses import dataclass

from app.domain.interviewing import Asks, Interviewing
from app.domain.turn import TurnDraft
from app.interview.look import Look
from app.interview.move import Move
from app.interview.own_questions import must_decline
from app.interview.wording import as_written, last_asked, minutes_phrase

_GAP = re.compile(r" {2,}")
_BLANK = re.compile(r"\[\[(\w+)\]\]")


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
    direction = told.moves[_key(move)]
    if not direction.own_words:
        return None
    written = as_written(move, look) if direction.asks == "lead" and move.says in {"question", "inject"} else ""
    values = _values(move, look, fallback, told) | {"next": written}
    parts = [fill(direction.do, values), *_manners(look, fallback, told)]
    if direction.words:
        parts.append(fill(told.phrases["most"], {"words": str(direction.words)}))
    most = direction.words or told.guard.most_words
    return Directed(" ".join(parts), direction.asks, most, written, tells=bool(move.texts) and move.kind != "probe")


def fill(text: str, values: dict[str, str]) -> str:
    """`text` with its [[placeholders]] filled in one pass; what is filled in is never read as one."""
    return _GAP.sub(" ", _BLANK.sub(lambda m: values.get(m[1], m[0]), text)).strip()


def blanks(text: str) -> set[str]:
    """The names of the placeholders in a text."""
    return set(_BLANK.findall(text))


def _key(move: Move) -> str:
    """Under which name moves.yaml has this move."""
    before = move.before[0] if move.before else ""
    if move.kind == "ask":
        return before if before in {"opening", "drill_opening", "skipped"} else "question"
    if move.kind == "probe":
        return {"facts": "probe_told", "confirm": "confirm"}.get(before, "probe")
    if move.kind == "clarify":
        return "clarify" if before == "clarify" else "again"
    return move.says


def _values(move: Move, look: Look, fallback: TurnDraft, told: Interviewing) -> dict[str, str]:
    known = " ".join(move.texts)
    values = {
        "gap": told.gaps.get(move.gap or "", ""),
        "words_of_mine": fallback.text,
        "quote": move.quote or "",
        "facts": known or told.phrases["nothing"],
        "again": _again(move, look),
        "time": _time(move, told),
        "told": "",
    }
    if move.kind == "close" and {"answers", "decline"} & set(move.before):
        declines = not known or must_decline(look)
        first = fill(told.phrases["told"], values) if known else ""
        values["told"] = f"{first} {told.phrases['not_told'] if declines else ''}"
    return values


def _again(move: Move, look: Look) -> str:
    """What was asked, for the moves that ask it again."""
    if look.state.invited or look.state.exchange is None:
        return ""
    return as_written(move, look) if move.says == "question" else last_asked(look)


def _time(move: Move, told: Interviewing) -> str:
    if "time_check" not in move.before or move.minutes is None:
        return ""
    return fill(told.phrases["time"], {"minutes": minutes_phrase(move.minutes)})


def _manners(look: Look, fallback: TurnDraft, told: Interviewing) -> list[str]:
    """Whether this turn may begin with a receipt, and may quote."""
    receipt = any(w.startswith("receipt/") for w in fallback.wordings)
    spoken = [t for t in look.state.turns if t.speaker == "interviewer"]
    manners = [told.phrases["receipt_may" if receipt else "receipt_not"]] if spoken else []
    return [*manners, told.phrases["no_quote"]] if spoken and spoken[-1].quote else manners
