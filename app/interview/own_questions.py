"""The candidate's own questions at the end: answered from the company's page, or honestly declined."""

import re

from app.interview.facts import facts_asked, names_one_of
from app.interview.look import Look

_SENTENCE = re.compile(r"[^.?!]+[.?!]*")


def has_no_question(look: Look) -> bool:
    """Whether the candidate has nothing to ask, or nothing more."""
    nothing = "?" not in look.words and look.content.manners.nothing_to_ask.finds(look.words) is not None
    return look.command in {"skip", "hint"} or nothing


def answers_for(look: Look) -> tuple[str, ...]:
    """What the company's page says to this question; empty where it says nothing or should not be answered.

    A sentence that asks for what nobody tells asks for nothing else.
    """
    if look.session.company is not None:
        return ()
    company = next(iter(look.content.companies.values()))
    asked = " ".join(s for s in _SENTENCE.findall(look.words) if not names_one_of(s, company.declines))
    answers = facts_asked(asked, company.facts, look.content.small_words)
    return tuple(a for a in answers if not look.state.has_told(a))


def must_decline(look: Look) -> bool:
    """Whether the question asks for what no interviewer tells: pay, the decision, how it went."""
    return names_one_of(look.words, next(iter(look.content.companies.values())).declines)


def only_a_remark(look: Look) -> bool:
    """Whether the words neither ask something nor say that there is nothing to ask."""
    manners = look.content.manners
    asks = manners.asks_something.finds(look.words)
    return look.command == "answer" and not asks and not manners.nothing_to_ask.finds(look.words)
