"""Whether a question's own words answer one of its checks: who reads them back would gain or lose by it."""

import re
from collections.abc import Iterator

from app.content.catalog import Content
from app.domain.question import Check, Question

_NEAR = 25  # characters between a figure and the words it stands beside, as in grading
_FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
_QUOTES = str.maketrans("‘’“”", "''\"\"")


def giveaways(content: Content) -> Iterator[str]:
    """Every check that its question's ask, facts, hints or follow-ups fulfil, as a sentence that names the file."""
    for question in content.questions.values():
        where = f"prompts/questions/{question.area}/{question.id}.md"
        for place, text in _said(question):
            for check in question.checks:
                if found := _given_away(check, text):
                    yield f"{where} ({place}): {found!r} gives away the check {check.id}"


def _said(question: Question) -> Iterator[tuple[str, str]]:
    """Everything that a candidate may be told, and where it stands."""
    yield from question.ask.items()
    yield from ((f"fact {fact.id}", fact.tell) for fact in question.facts)
    yield from ((f"hint {number}", hint) for number, hint in enumerate(question.hints, 1))
    for follow_up in (*question.probes, *question.injects):
        yield from ((f"{follow_up.gap}, {persona}", text) for persona, text in follow_up.say.items())


def _given_away(check: Check, text: str) -> str | None:
    return _by_pattern(check, text) or _by_figure(check, text)


def _by_pattern(check: Check, text: str) -> str | None:
    """The words that one of the check's patterns takes, whether for right or for wrong."""
    folded = " ".join(text.translate(_QUOTES).lower().split())
    matches = (re.search(pattern, folded) for pattern in (*check.right, *check.wrong))
    return next((match.group() for match in matches if match and match.group()), None)


def _by_figure(check: Check, text: str) -> str | None:
    """A figure in the check's range, beside its words."""
    if check.low is None or check.high is None:
        return None
    beside = re.compile(r"\b(?:" + "|".join(map(re.escape, check.near)) + r")\b", re.IGNORECASE)
    for match in _FIGURE.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if check.low <= float(match.group().replace(",", "")) <= check.high and beside.search(around):
            return match.group()
    return None
