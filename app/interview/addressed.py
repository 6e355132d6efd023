"""A question to the interviewer at the end of an answer: what it is about.

Made for few and sure finds: what is asked in a story, of others or of themselves, is no question to the interviewer.
"""

from collections.abc import Iterator, Sequence

from app.domain.manners import Manners
from app.domain.patterns import Patterns
from app.signals.annotate import annotated
from app.signals.asking import questions
from app.signals.fragment import quotation_open

_FEW_WORDS = 4  # behind a question, a sentence of so many leaves it the last thing said
_ABOUT_THE_TALK = ("asks_for_the_time", "asks_how_many_come", "asks_whether_enough", "asks_how_to_tell")
_AT_THE_END = ("asks_of_the_company", "asks_for_a_view")
_OF_A_TEAM = "asks_of_a_team"
ANYTHING_ELSE = "asks_you"
"""Something, of the interviewer, that is heard by no other name."""


def addressed(text: str, manners: Manners, *, of_a_case: bool) -> str | None:
    """The name of the patterns that the last question to the interviewer is heard by, or None.

    Where no case is on the table (`of_a_case`), a question about a team means the company's.
    """
    if "?" not in text:
        return None
    said = text.replace("’", "'")
    read = annotated(said)
    marked = questions(said, read)
    spoken = [said[item.sentence.start : item.sentence.end] for item in read]
    own = [i for i in sorted(marked, reverse=True) if not quotation_open(said[: read[i].sentence.end])]
    heard = (name for i in own for name in _heard(spoken, i, marked, manners, of_a_case=of_a_case))
    return next(heard, None)


def _heard(
    spoken: Sequence[str], index: int, marked: frozenset[int], manners: Manners, *, of_a_case: bool
) -> Iterator[str]:
    """Under which names one sentence is heard."""
    last = _is_last(spoken, index, marked, manners)
    aside = manners.aside.finds(spoken[index]) is not None
    at_the_end = (*_AT_THE_END, *(() if of_a_case else (_OF_A_TEAM,)))
    else_ = (ANYTHING_ELSE,) if index == len(spoken) - 1 else ()
    for name in (*(_ABOUT_THE_TALK if last or aside else ()), *(at_the_end if last else ()), *else_):
        if _is_put(getattr(manners, name), spoken, index, manners):
            yield name


def _is_last(spoken: Sequence[str], index: int, marked: frozenset[int], manners: Manners) -> bool:
    """Whether nothing comes behind a sentence but more questions, a few words, or words about the question."""
    behind = range(index + 1, len(spoken))
    return all(i in marked or len(spoken[i].split()) <= _FEW_WORDS or manners.trails.finds(spoken[i]) for i in behind)


def _is_put(patterns: Patterns, spoken: Sequence[str], index: int, manners: Manners) -> bool:
    """Whether a sentence asks this, of the interviewer."""
    found = patterns.finds(spoken[index])
    if not found:
        return False
    before, _, after = spoken[index].partition(found)
    behind = spoken[index + 1] if index + 1 < len(spoken) else ""
    told = manners.reports.finds(before) or manners.behind_reported.finds(after.lstrip(" ,"))
    return not told and not manners.behind_reported.finds(behind)
