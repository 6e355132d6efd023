"""Short verbatim fragments of an answer: what a follow-up hangs on, and what a report quotes."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice, takewhile

from app.signals.found import Span
from app.signals.grammar import (
    CLAUSE_JOINTS,
    HANGING_JOINTS,
    HANGING_START,
    JOINTS,
    LOOSE_END,
    LOOSE_LAST,
    LOOSE_START,
    NUMBER_WORDS,
    VAGUE,
)
from app.signals.tokens import Token, tokenise

_REACH = 480  # code points looked at on either side
_OPENING = frozenset('"“')
_CLOSING = re.compile(r'[.!?,]?["”]')
_SPARE = 20  # a sentence that is longer by no more is quoted whole


def fragment(text: str, around: Span, least: int = 4, most: int = 8) -> Span | None:
    """`least` to `most` words around the span's beginning that can stand alone, or None.

    They are a whole clause, or its first words up to where a phrase ends, or end with it from a figure on.
    """
    tokens = _sentence(text, around.start)
    for clause in (_clause(tokens, around.start), _clause(tokens, around.start, at_joints=True)):
        chosen = _standing(clause, around.start, least, most)
        if chosen is not None:
            return _span(text, chosen)
    return None


def _clause(tokens: list[Token], at: int, *, at_joints: bool = False) -> list[Token]:
    """The words between two marks around `at`; `at_joints` cuts where a word joins another clause, too."""
    clause: list[Token] = []
    for token in tokens:
        joins = at_joints and token.norm in CLAUSE_JOINTS
        if token.kind == "mark" or joins:
            if token.start > at:
                break
            clause = [token] if joins and token.norm in HANGING_JOINTS else []
        else:
            clause.append(token)
    return clause


def _standing(clause: list[Token], at: int, least: int, most: int) -> list[Token] | None:
    while clause and clause[0].norm in LOOSE_START and clause[0].norm not in HANGING_JOINTS:
        clause = clause[1:]
    if least <= len(clause) <= most and _can_stand(clause):
        return clause
    if len(clause) <= most:
        return None
    shorter = [clause[:n] for n in range(most, least - 1, -1) if clause[n].norm in JOINTS and clause[n - 1].end > at]
    figures = [clause[i:] for i in range(len(clause) - most, len(clause) - least + 1) if _figure_starts(clause, i, at)]
    return next((c for c in (*shorter, *figures) if _can_stand(c)), None)


def _figure_starts(clause: list[Token], index: int, at: int) -> bool:
    figure = clause[index].kind == "number" or clause[index].norm in NUMBER_WORDS
    return figure and clause[index].start <= at and clause[index - 1].norm not in NUMBER_WORDS


def _can_stand(words: list[Token]) -> bool:
    """No loose end, no hanging start, and at least two words that say something."""
    telling = sum(t.norm not in LOOSE_END and t.norm not in VAGUE for t in words)
    return words[0].norm not in HANGING_START and words[-1].norm not in LOOSE_END | LOOSE_LAST and telling >= 2


def sentence_quote(text: str, around: Span, most: int = 26) -> Span:
    """The clause or clauses around the span, whole words, at least four where the text has them, at most `most`."""
    tokens = _sentence(text, around.start)
    words = [t for t in tokens if t.kind in {"word", "number"}]
    if len(words) <= most + _SPARE:
        return _quotation(text, words)
    inside = [i for i, t in enumerate(words) if t.end > around.start and t.start < around.end] or [0]
    first = _clause_start(tokens, words, inside[0], most)
    cut = words[first : first + most]
    whole = _to_clause_end(tokens, cut, around.start)
    return _quotation(text, whole if whole and len(whole) < len(cut) else _trim(cut, 4))


def _to_clause_end(tokens: list[Token], words: list[Token], at: int) -> list[Token]:
    """Words cut off in mid-clause, cut back to the last clause that is whole and holds `at`."""
    borders = [t.start for t in tokens if t.kind == "mark" and t.start > at]
    ends = [i for i in range(4, len(words)) if any(words[i - 1].end <= b <= words[i].start for b in borders)]
    if not ends:
        ends = [i for i in range(6, len(words)) if words[i].norm in CLAUSE_JOINTS and words[i - 1].end > at]
    return words[: ends[-1]] if ends and words[-1] is not tokens[-1] else words


def _clause_start(tokens: list[Token], words: list[Token], at: int, most: int) -> int:
    """The nearest clause border before word `at` that still leaves that word within `most` words."""
    borders = {t.start for t in tokens if t.kind == "mark"}
    for index in range(at, max(-1, at - most // 2), -1):
        if index == 0 or any(words[index - 1].end <= b <= words[index].start for b in borders):
            return index
    joints = [i for i in range(at, max(0, at - most // 2), -1) if words[i].norm in CLAUSE_JOINTS]
    return 0 if at < most // 2 else next(iter(joints), at - 4)


def _sentence(text: str, at: int) -> list[Token]:
    """The tokens of the sentence around `at`, as far as they are near."""
    sentence: list[Token] = []
    for token in _near(text, at):
        if token.kind == "stop":
            if token.start >= at:
                break
            sentence = []
        else:
            sentence.append(token)
    return sentence


def _near(text: str, at: int) -> Iterable[Token]:
    """The tokens that lie wholly within reach of `at`."""
    tokens = tokenise(text)
    first = bisect_left(tokens, at - _REACH, key=lambda t: t.start)
    return takewhile(lambda t: t.end <= at + _REACH, islice(tokens, first, None))


def _trim(words: list[Token], least: int) -> list[Token]:
    while len(words) > least and words[-1].norm in LOOSE_END:
        words = words[:-1]
    while len(words) > least and words[0].norm in LOOSE_START:
        words = words[1:]
    return words


def _span(text: str, words: list[Token]) -> Span:
    start, end = words[0].start, words[-1].end
    return Span(start, end, text[start:end])


def _quotation(text: str, words: list[Token]) -> Span:
    """The words with the marks that open and close what is quoted in them, where both stand there."""
    start, end = words[0].start, words[-1].end
    if start and text[start - 1] in _OPENING:
        start -= 1
    closing = _CLOSING.match(text, end)
    if closing is not None and quotation_open(text[start:end]):
        end = closing.end()
    elif text[start] in _OPENING and quotation_open(text[start:end]):
        start = words[0].start
    return Span(start, end, text[start:end])


def quotation_open(text: str) -> bool:
    """Whether a quotation begins in the text and does not end in it."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")
