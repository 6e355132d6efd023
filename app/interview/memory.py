"""What of a long conversation a model still sees: all of it up to a limit, then summaries made by code of what is over.

Where the conversation is cut depends on the stored turns alone, so that it is cut in the same place every time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.interviewing import Memory
from app.domain.turn import Turn
from app.interview.direction import fill
from app.interview.look import Look, as_exchange
from app.interview.state import ExchangeState

_ANSWERING = re.compile(r"(?:[^.!?…]+[.!…]+\s+)+(?=\S)")
"""The sentences of a turn before its question."""


@dataclass(frozen=True, slots=True)
class Past:
    """The conversation as a model sees it: a summary for each exchange that was put away, and the turns since."""

    summaries: tuple[str, ...]
    turns: tuple[Turn, ...]


def remember(look: Look) -> Past:
    """The conversation up to now."""
    asked = look.state.asked
    sizes = [_size(look.state.turns, question, look.content.interviewing.memory) for question in asked]
    away = put_away(sizes, look.content.interviewing.memory)
    gone = frozenset(asked[:away])
    kept = tuple(t for t in look.state.turns if t.question_id not in gone)
    return Past(tuple(_summary(look, question) for question in asked[:away]), kept)


def put_away(sizes: Sequence[int], memory: Memory) -> int:
    """How many of the first exchanges are shown as summaries, while the last of `sizes` (characters) is under way."""
    away = last = 0
    for now in range(1, len(sizes)):
        whole = sum(sizes[away:now])
        due = whole > memory.whole_up_to and (not last or now - last >= memory.every)
        if due or whole > 2 * memory.whole_up_to:
            away = last = now
    return away


def shown(text: str, memory: Memory) -> str:
    """An answer as a model sees it: the middle of a very long one is left out."""
    if len(text) <= memory.longest_answer:
        return text
    return text[: memory.answer_head] + memory.left_out + text[memory.answer_head - memory.longest_answer :]


def _size(turns: Sequence[Turn], question: str, memory: Memory) -> int:
    return sum(min(len(t.text), memory.longest_answer) for t in turns if t.question_id == question)


def _summary(look: Look, question_id: str) -> str:
    """What code keeps of an exchange: the question, what the interviewer told, and sentences that hold a fact."""
    told = look.content.interviewing
    turns = tuple(t for t in look.state.turns if t.question_id == question_id)
    said = " / ".join(_sentences(look, ExchangeState(question_id, turns)))
    informed = " ".join(filter(None, _told(turns)))
    nothing = told.phrases["nothing"]
    values = {
        "question": look.content.questions[question_id].title,
        "told": informed or nothing,
        "said": said or nothing,
    }
    return fill(told.phrases["summary"], values)


def _told(turns: Sequence[Turn]) -> Iterator[str]:
    """What the interviewer told: the turns that inform, and what stands before the question of one that was asked."""
    for before, turn in pairwise(turns):
        if turn.kind == "inform":
            yield turn.text
        elif turn.speaker == "interviewer" and turn.kind != "coach_note" and "?" in before.text:
            yield _before_its_question(turn.text)


def _before_its_question(text: str) -> str:
    told = _ANSWERING.match(text)
    return told[0].strip() if told else ""


def _sentences(look: Look, exchange: ExchangeState) -> list[str]:
    memory = look.content.interviewing.memory
    question = look.content.questions[exchange.question_id]
    signals = look.reader.exchange(as_exchange(exchange, question, look.persona.id, look.content))
    facts = [a.text[s.start : s.end].strip() for a in signals.answers.values() for s in a.sentences if s.anchored]
    return [fact[: memory.summary_sentence] for fact in facts[: memory.summary_sentences]]
