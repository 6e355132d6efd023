"""The fixed words of a report: dates, lengths, counts, names of what was found. English, whatever the locale."""

from datetime import datetime

from app.domain.report import Claim, Recovery, Standing
from app.domain.session import OFFLINE
from app.reports.document.blocks import Run

_SPRING = ("January", "February", "March", "April", "May", "June")
_AUTUMN = ("July", "August", "September", "October", "November", "December")
_MONTHS = (*_SPRING, *_AUTUMN)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ON_THIS_ANSWER: dict[Standing, str] = {
    "below": "Below the bar on this answer",
    "at": "At the bar on this answer",
    "above": "Above the bar on this answer",
    "not_assessed": "Not assessed",
}
CAME_BACK: dict[Recovery, str] = {
    "answered": "Answered",
    "in_part": "In part",
    "missing": "Missing",
    "declined": "Declined",
    "not_answered": "Not answered",
}
VERDICTS = {"right": "Right", "wrong": "Wrong", "not_said": "Not said"}
SELF_RATINGS = {
    "below": "You put yourself below the bar.",
    "about": "You put yourself about at the bar.",
    "above": "You put yourself above the bar.",
}
KEY_TO_LINES = "Dot: your score. Tall tick: the bar, at 3."
KEY_TO_BANDS = "Pale band: where the score fell when grading was repeated."
KEY_TO_MARKS = (
    Run("Kept words", "keep"),
    Run(" carried a score. "),
    Run("Marked words", "gap"),
    Run(" stood where something was missing."),
)
SAMPLE = "Sample report. The people and the answers in it are made up; the rules and the layout are the real ones."


def engine(name: str) -> str:
    """An engine as it reads in a sentence."""
    return "the built-in engine (offline)" if name == OFFLINE else name


def written_by(name: str) -> str:
    """Who wrote what stands beside the scores, and from what."""
    return (
        f"Written by {name} after the scores were fixed, and it moved none of them. A passage told again keeps to the "
        "figures and names that you gave; what stands in square brackets is yours to fill in."
    )


def long_date(moment: datetime) -> str:
    """`20 November 2025`."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def short_date(moment: datetime) -> str:
    """`Thu 20 Nov 2025`."""
    return f"{_DAYS[moment.weekday()][:3]} {moment.day} {_MONTHS[moment.month - 1][:3]} {moment.year}"


def clock(moment: datetime) -> str:
    """`14:05 UTC`; sessions are stored in UTC."""
    return f"{moment:%H:%M} UTC"


def count(number: int, thing: str) -> str:
    """`1 exchange`, `2 exchanges`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def aloud(seconds: int) -> str:
    """How long it takes to say: `≈ 2 min 10 aloud`, `≈ 40 s aloud`."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"≈ {rest} s aloud"
    return f"≈ {minutes} min {rest:02d} aloud" if rest else f"≈ {minutes} min aloud"


def decimal(score: float | None) -> str:
    """One decimal, or `not assessed`."""
    return "not assessed" if score is None else f"{score:.1f}"


def spread(low: float | None, high: float | None) -> str:
    """`3.4 to 3.8`, or nothing where the grading was not repeated."""
    return "" if low is None or high is None else f"{low:.1f} to {high:.1f}"


def turn_range(numbers: list[int]) -> str:
    """`3 to 10`, or `7`."""
    return f"{numbers[0]} to {numbers[-1]}" if numbers[-1] != numbers[0] else str(numbers[0])


def claim_verdict(claim: Claim) -> str:
    """How a technical claim came out, in words."""
    return VERDICTS[claim.verdict]
