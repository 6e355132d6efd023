"""The messages a model gets for a turn: who it is, the conversation so far, and last the direction.

Made so that prompt caches hold: the next turn's messages begin with all of these but the direction. Candidate text is
always a message of its own, never part of a template.
"""

import hashlib
from collections.abc import Iterator, Sequence

from app.content.catalog import Content
from app.domain.interviewing import Interviewing
from app.domain.question import Question
from app.domain.session import Session
from app.domain.turn import Turn
from app.interview.direction import blanks, fill
from app.interview.look import Look
from app.interview.memory import Past, remember, shown
from app.llm.client import Message


def messages(look: Look, direction: str, next_question: str | None) -> tuple[Message, ...]:
    """All messages of one call. `next_question` is the id of a question that begins with this turn."""
    told, mark = look.content.interviewing, mark_of(look.session)
    past = remember(look)
    stages = [_stage(text, mark, told) for text in past.summaries]
    conversation = _conversation(past, look.content, mark)
    begins = [_stage(_notes(look.content.questions[next_question], told), mark, told)] if next_question else []
    now = _stage(direction, mark, told)
    return (Message("system", _system(look, mark)), *stages, *conversation, *begins, now)


def mark_of(session: Session) -> str:
    """What a stage direction begins with in this session; it is taken out of whatever the candidate types."""
    return f"[{hashlib.blake2b(f'stage:{session.id}'.encode(), digest_size=4).hexdigest()}]"


def _conversation(past: Past, content: Content, mark: str) -> Iterator[Message]:
    told = content.interviewing
    for turn in past.turns:
        question = content.questions.get(turn.question_id or "")
        if turn.kind == "ask" and question is not None:
            yield _stage(_notes(question, told), mark, told)
        if turn.kind != "coach_note":
            yield _spoken(turn, told, mark)


def _spoken(turn: Turn, told: Interviewing, mark: str) -> Message:
    if turn.speaker == "interviewer":
        return Message("assistant", turn.text)
    return Message("user", shown(turn.text, told.memory).replace(mark.strip("[]"), ""))


def _stage(text: str, mark: str, told: Interviewing) -> Message:
    return Message("user", fill(told.phrases["frame"], {"mark": mark, "text": text}))


def _notes(question: Question, told: Interviewing) -> str:
    """What is known of a question, told once where it starts."""
    facts = " ".join(fact.tell for fact in question.facts) or told.phrases["no_facts"]
    return fill(told.phrases["question_notes"], {"kind": told.kinds[question.kind], "facts": facts})


def _system(look: Look, mark: str) -> str:
    told = look.content.interviewing
    setting = _setting(told.settings, _session_values(look.session, look.content))
    values = {
        "character": look.persona.character,
        "setting": f"{setting} {told.drill}" if look.drill else setting,
        "mark": mark,
        "words": str(told.guard.most_words),
        "quote": str(told.guard.longest_quote_words),
    }
    return fill(told.system, values)


def _setting(lines: Sequence[str], values: dict[str, str]) -> str:
    """The lines whose placeholders all have something to hold."""
    return " ".join(fill(line, values) for line in lines if all(values.get(name) for name in blanks(line)))


def _session_values(session: Session, content: Content) -> dict[str, str]:
    named = content.companies.get(session.company or "") or next(iter(content.companies.values()))
    own = session.company and session.company not in content.companies
    return {
        "company": session.company if own and session.company else named.name,
        "role": session.role or "",
        "technologies": ", ".join(session.technologies),
        "candidate": session.candidate or "",
        "minutes": str(session.minutes) if session.minutes and session.format != "drill" else "",
    }
