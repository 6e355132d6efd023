"""Short verbatim fragments of an answer: what a follow-up hangs on, and what a report quotes."""

from app.signals.found import Span
from app.signals.grammar import JOINTS, LOOSE_END, LOOSE_START
from app.signals.tokens import Token, tokenise

_AROUND = 240  # code points looked at on either side


def fragment(text: str, around: Span, least: int = 3, most: int = 8) -> Span | None:
    """`least` to `most` words of one clause with the span's beginning in it, or None when the clause is shorter."""
    clause = _clause(text, around.start)
    if len(clause) < least:
        return None
    first = next((i for i, t in enumerate(clause) if t.end > around.start), 0)
    first = max(0, min(first, len(clause) - least))
    chosen = clause[first : first + most]
    if first + most < len(clause):
        chosen = _before_last_joint(chosen, least)
    return _span(text, _trim(chosen, least))


def sentence_quote(text: str, around: Span, most: int = 26) -> Span:
    """The clause or clauses around the span, whole words, at least four where the text has them, at most `most`."""
    tokens = _sentence(text, around.start)
    words = [t for t in tokens if t.kind in {"word", "number"}]
    if len(words) <= most:
        return _span(text, words)
    inside = [i for i, t in enumerate(words) if t.end > around.start and t.start < around.end] or [0]
    first = _clause_start(tokens, words, inside[0], most)
    return _span(text, _trim(words[first : first + most], 4))


def _clause_start(tokens: list[Token], words: list[Token], at: int, most: int) -> int:
    """The nearest clause border before word `at` that still leaves that word within `most` words."""
    borders = {t.start for t in tokens if t.kind == "mark"}
    for index in range(at, max(-1, at - most // 2), -1):
        if index == 0 or any(words[index - 1].end <= b <= words[index].start for b in borders):
            return index
    return max(0, at - 4)


def _sentence(text: str, at: int) -> list[Token]:
    start = max(0, at - 2 * _AROUND)
    window = text[start : at + 2 * _AROUND]
    sentence: list[Token] = []
    for token in tokenise(window):
        moved = Token(token.norm, token.start + start, token.end + start, token.kind, token.capital)
        if token.kind == "stop":
            if moved.start >= at:
                break
            sentence = []
        else:
            sentence.append(moved)
    return _whole(sentence, start, start + len(window), len(text))


def _whole(sentence: list[Token], start: int, end: int, length: int) -> list[Token]:
    """Without a word that the window may have cut."""
    if sentence and start > 0 and sentence[0].start == start:
        sentence = sentence[1:]
    if sentence and end < length and sentence[-1].end == end:
        sentence = sentence[:-1]
    return sentence


def _clause(text: str, at: int) -> list[Token]:
    clause: list[Token] = []
    for token in _sentence(text, at):
        if token.kind == "mark":
            if token.start >= at and len(clause) >= 3:
                break
            if token.start < at:
                clause = []
        else:
            clause.append(token)
    return clause


def _before_last_joint(words: list[Token], least: int) -> list[Token]:
    """Words that were cut off in mid-clause, cut back to where a phrase ends."""
    joints = [i for i, t in enumerate(words) if t.norm in JOINTS and i >= least]
    return words[: joints[-1]] if joints else words


def _trim(words: list[Token], least: int) -> list[Token]:
    while len(words) > least and words[-1].norm in LOOSE_END:
        words = words[:-1]
    while len(words) > least and words[0].norm in LOOSE_START:
        words = words[1:]
    return words


def _span(text: str, words: list[Token]) -> Span:
    start, end = words[0].start, words[-1].end
    return Span(start, end, text[start:end])
