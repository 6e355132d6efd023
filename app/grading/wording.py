"""Small pieces of the sentences in reasons and reports."""

from collections.abc import Sequence

from app.domain.debrief import Debrief
from app.domain.report import Standing
from app.domain.rubric import Rubrics

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(count: int) -> str:
    """A count in words up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def exchanges(count: int) -> str:
    """`one exchange`, `four exchanges`."""
    return f"{number(count)} exchange{'' if count == 1 else 's'}"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """The text with its first letter small, unless it is "I"."""
    return text if text[:2] in {"I ", "I’"} else text[:1].lower() + text[1:]


def joined(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return items[-1] if len(items) < 2 else ", ".join(items[:-1]) + " and " + items[-1]


def shown_clauses(clauses: Sequence[str]) -> str:
    """`you a and b, c, and d` from "you a", "you b", "c", "d"."""
    own = [c.removeprefix("you ") for c in clauses if c.startswith("you ")]
    other = [c for c in clauses if not c.startswith("you ")]
    parts = [*([f"you {joined(own)}"] if own else []), *other]
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + ", and " + parts[-1] if parts else ""


def score(value: float) -> str:
    """`2`, `2.2`."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def standing(value: float | None, limits: Debrief) -> Standing:
    """Where a score stands to the bar."""
    if value is None:
        return "not_assessed"
    return "below" if value < limits.below_bar_under else "above" if value >= limits.above_bar_from else "at"


def in_words(value: float | None, rubrics: Rubrics) -> str:
    """`Below the bar`."""
    return rubrics.prose[f"standing_{standing(value, rubrics.debrief)}"]


def shows(signal: str, rubrics: Rubrics) -> str:
    """What a signal shows, as a clause to the candidate."""
    return rubrics.signals[signal].present


def is_weakness(signal: str, rubrics: Rubrics) -> bool:
    """Whether hearing the signal speaks against an answer: those have nothing that could be absent."""
    return not rubrics.signals[signal].absent


def aloud(seconds: int) -> str:
    """`40 seconds`, `2 min`, `2 min 10`: a length to the nearest ten seconds."""
    seconds = round(seconds / 10) * 10
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} seconds"
    return f"{minutes} min {rest}" if rest else f"{minutes} min"
