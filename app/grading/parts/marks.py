"""Marks in the answers: words that carried a score, and words that stood where something was missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Literal

from app.domain.report import Mark, Quote
from app.domain.scale import Pillar
from app.grading import wording
from app.grading.parts.casebook import Case, Casebook
from app.grading.parts.fixing import holding_open, is_said, is_worth_repeating, strengths_in, what_it_shows
from app.signals.found import OpenGap, Span
from app.signals.fragment import fragment, sentence_quote
from app.signals.manner import SPEAKING

_KEEPS, _GAPS = 3, 3
_WHOLE = 20  # words; a sentence of no more is marked whole


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: Literal["keep", "gap"]
    turn: int
    start: int
    end: int
    note: str


def marks(book: Casebook, case: Case) -> tuple[Mark, ...]:
    """At most six marks, without overlap, lettered in the order they stand."""
    if not case.graded:
        return ()
    keeps = _apart([] if case.floored else _keeps(book, case), _KEEPS, ())
    gaps = _apart(_gaps(book, case), _GAPS, keeps)
    ordered = sorted((*keeps, *gaps), key=lambda d: (d.turn, d.start))
    return tuple(
        Mark(label, d.kind, d.turn, d.start, d.end, d.note) for label, d in zip(ascii_lowercase, ordered, strict=False)
    )


def _apart(drafts: Iterable[_Draft], most: int, taken: Sequence[_Draft]) -> list[_Draft]:
    kept: list[_Draft] = []
    for draft in drafts:
        clash = any(d.turn == draft.turn and d.start < draft.end and draft.start < d.end for d in (*taken, *kept))
        repeats = any(d.note == draft.note for d in kept)
        if not clash and not repeats and len(kept) < most:
            kept.append(draft)
    return kept


def _keeps(book: Casebook, case: Case) -> Iterable[_Draft]:
    ranked = sorted(case.scores.items(), key=lambda s: (s[0] == "communication", -s[1]))
    for pillar, score in ranked:
        if score < 3:
            continue
        for evidence in case.grade.pillars[pillar].evidence[:2]:
            quote = case.quote(evidence)
            shown = strengths_in(book, case, pillar, evidence.turn, quote)
            kept = shown and is_worth_repeating(book, case, evidence.turn, quote)
            if kept and quote.start is not None and quote.end is not None:
                yield _Draft("keep", quote.turn, quote.start, quote.end, _keep_note(book, pillar, score, shown))


def _keep_note(book: Casebook, pillar: Pillar, score: int, shown: Sequence[str]) -> str:
    name = book.rubrics.pillars[pillar].name
    return book.prose["mark_keep"].format(pillar=name, score=score, what=what_it_shows(book, shown))


def _gaps(book: Casebook, case: Case) -> Iterable[_Draft]:
    for gap in case.gaps:
        if gap.size >= book.rubrics.debrief.gap_wide_from:
            found = gap_place(book, case, gap)
            if found is not None:
                quote, signal = found
                yield _Draft("gap", quote.turn, quote.start or 0, quote.end or 0, _gap_note(book, case, gap, signal))


def gap_place(book: Casebook, case: Case, gap: OpenGap) -> tuple[Quote, str] | None:
    """Words that stand where the gap is, and the signal they were heard as: a weakness if there is one."""
    for name in holding_open(book, gap.gap):
        for turn, answer in case.signals.answers.items():
            for span in answer.found.get(name, ()):
                piece = _piece(answer.text, span)
                if piece is not None and is_said(answer, span) and answer.kind in SPEAKING:
                    return case.quote_span(turn, piece), name
    return None


def _piece(text: str, span: Span) -> Span | None:
    """The sentence around the place where it is short, else a clause of it."""
    whole = sentence_quote(text, span)
    return whole if len(whole.text.split()) <= _WHOLE else fragment(text, span, least=4, most=12)


def _gap_note(book: Casebook, case: Case, gap: OpenGap, signal: str) -> str:
    """What is wrong with the words, or else what is missing where they stand, and the score that bears on."""
    weak = wording.is_weakness(signal, book.rubrics)
    missing = f"Missing: {wording.lowered(book.gap(gap.gap).missing)}"
    note = f"{wording.capital(wording.shows(signal, book.rubrics))}." if weak else missing
    pillar = next((p for p in book.rubrics.gaps[gap.gap].pillars if case.scores.get(p, 9) <= 3), None)
    if pillar is None:
        return note
    return book.prose["mark_gap"].format(pillar=book.rubrics.pillars[pillar].name, score=case.scores[pillar], note=note)
