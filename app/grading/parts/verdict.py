"""The first lines: headline, count, one sentence, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.debrief import Debrief
from app.domain.scale import PILLARS, Pillar
from app.grading import wording
from app.grading.aggregate import Change, what_would_change
from app.grading.parts.casebook import Casebook
from app.grading.parts.fixing import Fix, strengths_in, what_it_shows

Kind = Literal["session", "answer", "notes", "not_graded"]


@dataclass(frozen=True, slots=True)
class Opening:
    """The report's first lines."""

    kind: Kind
    headline: str
    count_line: str
    verdict: str
    recommendation: int | None
    would_change: str | None


def opening(book: Casebook, fix: Fix | None) -> Opening:
    """The first lines of the report."""
    kind = _kind(book)
    if kind == "not_graded":
        return Opening(kind, book.prose["not_graded_headline"], _count_line(book), _why_not_graded(book), None, None)
    if kind == "notes":
        return Opening(kind, book.prose["notes_headline"], _count_line(book), book.prose["notes_verdict"], None, None)
    means = book.means
    asked = frozenset(means) | book.scores.unscored
    change = what_would_change(means, asked, book.rubrics.recommendation)
    recommendation = book.scores.recommendation
    return Opening(
        kind=kind,
        headline=_headline(book, kind, recommendation),
        count_line=_count_line(book),
        verdict=_sentence(book, means, fix),
        recommendation=recommendation,
        would_change=_change(book, change) if change else _held(book),
    )


def _kind(book: Casebook) -> Kind:
    if not book.graded or not book.means:
        return "not_graded"
    if len(book.graded) > 1:
        return "session"
    return "answer" if book.session.format == "drill" else "notes"


def _headline(book: Casebook, kind: Kind, recommendation: int | None) -> str:
    row = next(v for v in book.rubrics.recommendation.verdicts if v.value == recommendation)
    return row.on_answer if kind == "answer" else row.headline


def _count_line(book: Casebook) -> str:
    graded, rest = len(book.graded), len(book.cases) - len(book.graded)
    passed = sum(c.exchange.passed for c in book.cases)
    line = wording.exchanges(graded)
    if passed:
        line += f", {wording.number(passed)} passed"
    return f"{line}, {wording.number(rest - passed)} not graded" if rest > passed else line


def _why_not_graded(book: Casebook) -> str:
    if book.cases and all(c.exchange.passed for c in book.cases):
        return book.prose["all_passed"]
    reasons = dict.fromkeys(c.grade.not_graded for c in book.cases if c.grade.not_graded and not c.exchange.passed)
    if reasons:
        return wording.capital(next(iter(reasons)) or "")
    return book.prose["no_score" if book.graded else "nothing_graded"]


def _sentence(book: Casebook, means: Mapping[Pillar, float], fix: Fix | None) -> str:
    if all(c.floored for c in book.graded):
        return book.prose["strength_floor"]
    return f"{_strength(book, means)} {_gap(book, fix)}"


def _strength(book: Casebook, means: Mapping[Pillar, float]) -> str:
    limits = book.rubrics.debrief
    best = max(means, key=lambda p: (_reaches(means[p], p, limits), means[p], -PILLARS.index(p)))
    if wording.standing(means[best], limits) == "below":
        return book.prose["strength_none"]
    sentence = book.prose[f"strength_{best}{'_high' if means[best] >= limits.strong_from else ''}"]
    what = _what_was_strong(book, best)
    if not what:
        return sentence
    if best == "communication":  # what was told is no reason why it can be followed
        return f"{sentence} {wording.capital(what)}."
    return f"{sentence.removesuffix('.')}: {what}."


def _reaches(mean: float, pillar: Pillar, limits: Debrief) -> int:
    """What was done, at the bar or above it, goes before how it was said; what is below the bar comes last."""
    return 0 if wording.standing(mean, limits) == "below" else 1 if pillar == "communication" else 2


def _what_was_strong(book: Casebook, pillar: Pillar) -> str:
    """What the quotes show that this pillar's best score rests on, as a clause to the candidate."""
    scored = [(case.scores[pillar], case) for case in book.graded if pillar in case.scores]
    if not scored:
        return ""
    _, case = max(scored, key=lambda s: s[0])
    quotes = [(e.turn, case.quote(e)) for e in case.grade.pillars[pillar].evidence]
    shown = dict.fromkeys(s for turn, quote in quotes for s in strengths_in(book, case, pillar, turn, quote))
    return wording.lowered(what_it_shows(book, list(shown))) if shown else ""


def _gap(book: Casebook, fix: Fix | None) -> str:
    if fix is None or fix.gap is None:
        return book.prose["nothing_missing" if fix is None else "answer_missing"]
    key = "never" if fix.asked is not None else "not_said"
    return book.prose[key].format(what=book.rubrics.never[fix.gap])


def _held(book: Casebook) -> str | None:
    """What else holds the recommendation: a pillar that was asked for and has no score."""
    recommendation = book.scores.recommendation
    if not book.scores.unscored or recommendation != book.rubrics.recommendation.unscored_at_most:
        return None
    names = [book.rubrics.pillars[p].name.lower() for p in PILLARS if p in book.scores.unscored]
    return book.prose["change_unscored"].format(pillars=wording.joined(names))


def _change(book: Casebook, change: Change) -> str:
    steps = [
        book.prose["change_step"].format(
            pillar=book.rubrics.pillars[pillar].name.lower(), was=wording.score(was), to=wording.score(to)
        )
        for pillar, was, to in change.steps
    ]
    return book.prose["change"].format(steps=wording.joined(steps))
