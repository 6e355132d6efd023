"""What is said to a question that was put to the interviewer, before the talk goes on."""

from collections.abc import Mapping
from dataclasses import replace

from app.interview import timing
from app.interview.addressed import ANYTHING_ELSE
from app.interview.look import Look
from app.interview.move import LEAVING, Move

WORDS: Mapping[str, str] = {
    "asks_for_the_time": "time_left",
    "asks_how_many_come": "to_come",
    "asks_whether_enough": "enough",
    "asks_how_to_tell": "your_call",
    "asks_for_a_view": "your_view",
    "asks_of_the_company": "kept",
    "asks_of_a_team": "kept",
    ANYTHING_ELSE: "asked_you",
}
"""The wordings for what is asked. For the last there are none: only a model takes it up."""
_OF_THE_ANSWER = frozenset({"enough", "your_call"})  # once the subject is left, the answer stands as it was told
_COUNTED = frozenset({"time_left", "to_come"})


def taken_up(look: Look, move: Move) -> Move | None:
    """The move, and before it a few words to the question that the answer ends on; None where none is heard."""
    words = _words_for(look, move)
    if words is None or words == WORDS[ANYTHING_ELSE]:
        return None
    return replace(_counted(look, move, words), before=(words, *without_receipt(move)))


def left_to_a_model(look: Look, move: Move) -> Move:
    """The move; where the answer ends on some other question to the interviewer, a model is told of it."""
    words = _words_for(look, move)
    return replace(move, before=(words, *move.before)) if words == WORDS[ANYTHING_ELSE] else move


def about_the_talk(look: Look, move: Move) -> Move:
    """The move for a turn that only asks about the talk: clock and plan are told where they are asked for."""
    words = WORDS.get(look.addressed or "")
    if words not in _COUNTED or not look.phrases.has(words) or (words == "time_left" and not look.session.minutes):
        return move
    return replace(_counted(look, move, words), says=words)


def without_receipt(move: Move) -> tuple[str, ...]:
    """What stands before the move, less what would be said to the answer: its question is taken up instead."""
    return tuple(name for name in move.before if name not in {"receipt", "lead"})


def _words_for(look: Look, move: Move) -> str | None:
    """The wordings to take them from, where any are left."""
    if look.drill or not look.hears("answer", "thin", "limit"):
        return None
    words = WORDS.get(look.addressed or "")
    if words == "time_left":
        words = None if "time_check" in move.before else words if look.session.minutes else "process_answer"
    if words in _OF_THE_ANSWER and move.kind in LEAVING:
        words = "as_told"
    return words if words and (words == WORDS[ANYTHING_ELSE] or look.phrases.has(words)) else None


def _counted(look: Look, move: Move, words: str) -> Move:
    if words == "time_left":
        return replace(move, minutes=timing.minutes_left(look.session, look.now))
    return replace(move, questions=look.questions_to_come) if words == "to_come" else move
