"""Finds text that tries to steer the grade or to pass for another speaker, and hides it from the signals.

What it finds is reported and never read as evidence. An answer that talks about such text, or quotes it, is
left alone: an order counts only where it is given, not where it is told of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from app.domain.rubric import Integrity
from app.signals.annotate import Annotated
from app.signals.folding import fold, is_invisible
from app.signals.found import Attempt, Span
from app.signals.phrases import PhraseBook

_OPENERS = "\"'“‘«`"
_LEFT_OVER = 8  # words
_MAX_LABEL = 2  # words before the colon of a speaker's label


class IntegrityReader:
    """Built once from the rubric; pure."""

    def __init__(self, rules: Integrity, classes: Mapping[str, tuple[str, ...]]) -> None:
        self._rules = rules
        self._book = PhraseBook({"order": rules.orders, "claim": rules.claims}, classes)
        cues = {"told": rules.told_of, "addressed": rules.addressed, "grading": rules.grading_words}
        self._cues = PhraseBook(cues, classes)

    def attempts(self, text: str, read: Sequence[Annotated]) -> tuple[Attempt, ...]:
        """All attempts in `text`, whose sentences are `read`, in order and without overlap."""
        found = sorted(self._all(text, read), key=lambda a: (a.span.start, -a.span.end))
        kept: list[Attempt] = []
        for attempt in found:
            if not kept or attempt.span.start >= kept[-1].span.end:
                kept.append(attempt)
        return tuple(kept)

    def _all(self, text: str, read: Sequence[Annotated]) -> Iterator[Attempt]:
        yield from _hidden(text)
        yield from self._markers(text)
        yield from self._labelled(text, read)
        for sentence in read:
            yield from self._orders(text, sentence)

    def _markers(self, text: str) -> Iterator[Attempt]:
        """From the first fragment of a chat format or a grade to the end of its line."""
        for line in re.finditer(r"[^\n]+", text):
            if not _suspicious(line.group()):
                continue
            at = _first_marker(line.group(), self._rules.markers)
            if at is not None:
                start = line.start() + at
                yield Attempt("imitation", Span(start, line.end(), text[start : line.end()]))

    def _labelled(self, text: str, read: Sequence[Annotated]) -> Iterator[Attempt]:
        """From a speaker's label to the end of its paragraph; after one, the candidate's own label is one too."""
        seen = False
        for item in read:
            within = self._label_within(text, item)
            if within is not None:
                yield Attempt("imitation", _paragraph_from(text, within))
            label = _label(text, item)
            if label is None:
                continue
            if self._is_label(label, item) or (seen and label in self._rules.follows):
                seen = True
                yield Attempt("imitation", _paragraph_from(text, item.sentence.start))

    def _label_within(self, text: str, item: Annotated) -> int | None:
        """Where a grader's label with a capital stands inside a sentence, as after an answer without a full stop."""
        if ":" not in text[item.sentence.start : item.sentence.end]:
            return None
        for word in item.sentence.words[1:]:
            if word.norm in self._rules.labels and text[word.start].isupper() and text[word.end : word.end + 1] == ":":
                return word.start
        return None

    def _is_label(self, label: str, item: Annotated) -> bool:
        if label in self._rules.labels:
            return True
        if label not in self._rules.doubtful_labels:
            return False
        return any(m.signal == "grading" for m in self._cues.find(item.words[1:]))

    def _orders(self, text: str, item: Annotated) -> Iterator[Attempt]:
        for match in self._book.find(item.words):
            words = item.sentence.words
            start, end = words[match.start].start, words[match.end - 1].end
            if match.signal == "order" and not self._begins_clause(item, match.start):
                continue
            cues = {m.signal for m in self._cues.find(item.words[: match.start])}
            if "addressed" in cues:
                yield Attempt("steering", _span(text, item.sentence.start, item.sentence.end))
            elif "told" not in cues and not _quoted(text, item.sentence.start, start):
                yield Attempt("steering", _reach(text, item, start, end, whole=match.signal == "claim"))

    def _begins_clause(self, item: Annotated, index: int) -> bool:
        """Whether nothing but a lead-in ("please", "now you must") stands before the word in its clause."""
        words, breaks = item.sentence.words, item.sentence.breaks
        clause = max((b for b in breaks if b < words[index].start), default=item.sentence.start)
        return all(w.norm in self._rules.lead_in for w in words[:index] if w.start >= clause)


def mask(text: str, spans: Sequence[Span]) -> str:
    """`text` of the same length with the spans blanked, each a sentence border of its own."""
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += [text[at : span.start], "\n" * (span.end - span.start)]
        at = span.end
    return "".join((*pieces, text[at:]))


def _hidden(text: str) -> Iterator[Attempt]:
    if text.isascii():
        return
    start: int | None = None
    for index, char in enumerate((*text, "a")):
        if is_invisible(char) and start is None:
            start = index
        elif start is not None and not is_invisible(char):
            yield Attempt("hidden_text", Span(start, index, text[start:index]))
            start = None


def _suspicious(line: str) -> bool:
    return any(c in line for c in ("<", "[", "{", "#", "＜", "［", "｛", "＃", '":'))


def _first_marker(line: str, markers: Sequence[str]) -> int | None:
    """Where the first marker begins in a line, white space aside."""
    folded = fold(line)
    solid = [i for i, char in enumerate(folded.text) if char != " "]
    squeezed = "".join(folded.text[i] for i in solid)
    places = [place for marker in markers if (place := squeezed.find(marker)) >= 0]
    return folded.origin[solid[min(places)]] if places else None


def _label(text: str, item: Annotated) -> str | None:
    """The word before a colon at the sentence's start, if one stands there."""
    words = item.sentence.words
    for count in range(1, min(_MAX_LABEL, len(words)) + 1):
        after = text[words[count - 1].end : words[count - 1].end + 4].lstrip(" *_])>").replace("：", ":")
        if after.startswith((":", "->", "=>")):
            return words[count - 1].norm if count == 1 else words[0].norm
    return None


def _paragraph_from(text: str, start: int) -> Span:
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    return Span(start, end, text[start:end])


def _quoted(text: str, sentence_start: int, start: int) -> bool:
    """Whether the words open a quotation: a quotation mark stands right before them or is open in the sentence."""
    before = text[max(0, sentence_start - 2) : start]
    return before.rstrip()[-1:] in _OPENERS if before.strip() else False


def _reach(text: str, item: Annotated, start: int, end: int, *, whole: bool) -> Span:
    """From the start of the clause to its end, or with `whole` to the end of the sentence."""
    borders = [] if whole else [b for b in item.sentence.breaks if b >= end]
    begin = max((b + 1 for b in item.sentence.breaks if b < start), default=item.sentence.start)
    while begin < start and text[begin].isspace():
        begin += 1
    if sum(item.sentence.start <= w.start < begin for w in item.sentence.words) <= _LEFT_OVER:
        begin = item.sentence.start  # so few words before an order belong to it
    return _span(text, begin, borders[0] if borders else item.sentence.end)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
