"""Small makers of the parts that made-up reports are built of."""

from typing import Literal

from app.domain.report import Mark, Quote, ReportTurn, ScoreLine
from tests.reports.said import SAID

_SECONDS_A_WORD = 60 / 140

_KINDS = {1: "ask", 3: "ask", 11: "ask", 15: "ask", 19: "invite", 21: "close"}


def turn(number: int, text: str | None = None, kind: str | None = None) -> ReportTurn:
    """Turn `number` of the round; odd ones are the interviewer's."""
    text = SAID[number] if text is None else text
    asks = number % 2 == 1
    words = len(text.split())
    return ReportTurn(
        number=number,
        speaker="interviewer" if asks else "candidate",
        kind=kind or _KINDS.get(number, "probe" if asks else "answer"),
        text=text,
        words=words,
        aloud_seconds=None if asks else round(words * _SECONDS_A_WORD),
        gap=None,
        engine="offline" if asks else None,
    )


def quote(number: int, text: str) -> Quote:
    """Words of that turn, with their offsets."""
    start = SAID[number].index(text)
    return Quote(number, text, start, start + len(text))


def mark(label: str, kind: Literal["keep", "gap"], number: int, text: str, note: str) -> Mark:
    """A marked stretch of that turn."""
    start = SAID[number].index(text)
    return Mark(label, kind, number, start, start + len(text), note)


def score(
    pillar: str, name: str, value: int | None, words: str, reason: str, *quotes: Quote, missing: str | None = None
) -> ScoreLine:
    """One pillar's score in one exchange."""
    return ScoreLine(pillar, name, value, words, reason, missing, quotes)
