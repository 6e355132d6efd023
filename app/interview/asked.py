"""What a candidate asks for in passing, and what there is to tell."""

from app.domain.question import Fact
from app.interview.facts import stems
from app.interview.look import Look
from app.interview.wants import asked_for, asking, is_of_the_case

_ASKING = 0.6  # a turn of which so much asks does not answer yet
_MOSTLY = 0.75  # of a fact's words that say something, where a model has told it in words of its own


def to_tell(look: Look) -> tuple[str, ...]:
    """The facts that are asked for and not told yet: those still owed from earlier turns of the exchange first."""
    if not look.question.facts or not look.hears("answer", "thin", "limit", "question"):
        return ()
    facts = dict.fromkeys((*_owed(look), *look.asked.facts))
    return tuple(f.tell for f in facts if not is_told(f, look))[: look.content.pace.facts_at_once]


def rest_open(look: Look) -> bool:
    """Whether beside what can be told something is asked that nothing known answers."""
    return look.asked.open


def left_open(look: Look) -> bool:
    """Whether the turn ends on a question about the case that nothing known answers."""
    if look.heard is None or not look.question.facts or not look.hears("answer"):
        return False
    last = look.heard.asks.text if look.heard.asks else _wanted_last(look)
    return is_of_the_case(last, look.content) and not look.asked.facts


def mostly_asks(look: Look) -> bool:
    """Whether a turn asks about the case, and answers next to nothing."""
    if not look.question.facts or not look.hears("answer", "thin"):
        return False
    asked = sum(len(sentence.split()) for sentence in asking(look.words, look.content))
    return asked >= _ASKING * len(look.words.split()) and bool(to_tell(look))


def is_told(fact: Fact, look: Look) -> bool:
    """Whether the interviewer has told this, in its own words or in a model's."""
    if told_key(look.exchange.question_id, fact) in look.state.wordings or look.state.has_told(fact.tell):
        return True
    telling = stems(fact.tell, look.content.small_words)
    said = (stems(t.text) for t in look.exchange.turns if t.speaker == "interviewer" and t.kind != "coach_note")
    return any(len(telling & words) >= _MOSTLY * len(telling) for words in said)


def told_key(question_id: str, fact: Fact) -> str:
    """What is stored with the turn that tells a fact."""
    return f"facts/{question_id}/{fact.id}"


def _owed(look: Look) -> tuple[Fact, ...]:
    """What earlier turns of this exchange asked for."""
    now = look.state.said()
    earlier = [t.text for t in look.exchange.turns if t.kind in {"answer", "append"} and t not in now]
    return tuple(fact for text in earlier for fact in asked_for(text, look.question, look.content).facts)


def _wanted_last(look: Look) -> str:
    """The last sentence, where it asks without a mark ("I'd want to hear who owns it first"), and asks no one else."""
    last, manners = (look.sentences or ("",))[-1], look.content.manners
    return last if manners.wants_to_know.finds(last) and not manners.asks_of_others.finds(last) else ""
