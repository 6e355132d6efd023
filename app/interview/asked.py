"""What a candidate asks for in passing, and what there is to tell."""

from collections.abc import Sequence

from app.domain.manners import finds
from app.interview.facts import facts_asked
from app.interview.look import Look
from app.signals.annotate import annotated
from app.signals.asking import questions

_ASKING = 0.6  # a turn of which so much asks does not answer yet


def told_in_passing(look: Look) -> tuple[str, ...]:
    """The facts of the case that the turn asks for, wherever in it, and that nobody has told yet."""
    if not look.hears("answer", "thin", "limit"):
        return ()
    return tuple(tell for tell in case_facts(look) if not look.state.has_told(tell))


def case_facts(look: Look) -> tuple[str, ...]:
    """The facts that the sentences of the turn ask for, one a sentence, in their order."""
    found: list[str] = []
    for sentence in asking(look):
        told = facts_asked(sentence, look.question.facts, look.content.small_words, most=1)
        found += (tell for tell in told if tell not in found)
    return tuple(found[: look.content.pace.facts_at_once])


def asking(look: Look) -> tuple[str, ...]:
    """The sentences that ask; one that only points back ("Do we know that?") with the one before it."""
    manners, text = look.content.manners, look.words
    read = annotated(text)
    marked = questions(text, read)
    spoken = [text[item.sentence.start : item.sentence.end] for item in read]
    return tuple(
        _with_what_it_points_to(spoken, i, bool(finds(manners.points_back, sentence)))
        for i, sentence in enumerate(spoken)
        if i in marked or (look.question.facts and finds(manners.wants_to_know, sentence))
    )


def asks_first(look: Look) -> bool:
    """Whether a first turn asks about the case, and answers nothing yet."""
    if not look.question.facts or look.exchange.answered > 1 or not look.hears("answer", "thin"):
        return False
    asked = sum(len(sentence.split()) for sentence in asking(look))
    return asked >= _ASKING * len(look.words.split()) and bool(case_facts(look))


def left_open(look: Look) -> bool:
    """Whether the turn ends on a question about the case that nothing known answers."""
    if look.heard is None or look.heard.asks is None or not look.question.facts or told_in_passing(look):
        return False
    return look.hears("answer") and bool(finds(look.content.manners.asks_of_the_case, look.heard.asks.text))


def _with_what_it_points_to(spoken: Sequence[str], index: int, points_back: bool) -> str:
    return f"{spoken[index - 1]} {spoken[index]}" if points_back and index else spoken[index]
