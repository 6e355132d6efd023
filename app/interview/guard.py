"""Checks a model's words while they pass: holds what may be praise, ends a turn after its question, finds what no
interviewer says. Pure, one per turn."""

import base64
import re
from collections.abc import Sequence

from app.domain.interviewing import Asks, Guarding
from app.domain.patterns import Patterns
from app.signals.folding import fold

_CHECKED_EVERY = 60  # code points from one look for what nobody says to the next
_WINDOW = 60  # code points before what is new that a pattern may begin in
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*(?=\s|$)")
_WORD = re.compile(r"\S+")
_CLOSING = '"”’)'
_SAID = re.compile(r"\b(?:you|your)\b[^\"“”.?!]{0,40}[\"“]([^\"“”]+)[\"”]", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_LEAST_QUOTE = 3  # words from which a quotation is held against what was said


class Guard:
    """`fault` says why the turn has to be withdrawn; `over` that nothing more of it is wanted."""

    def __init__(
        self,
        rules: Guarding,
        never_say: Patterns,
        *,
        asks: Asks,
        most_words: int,
        labels: Sequence[str],
        secret: str,
        said: Sequence[str],
    ) -> None:
        self._rules, self._never = rules, (rules.withdrawn, never_say)
        self._asks, self._most = asks, round(most_words * rules.stop_after)
        self._labels = tuple(label.lower() for label in labels)
        self._secrets = _forms(secret)
        self._said = said
        self._begun = False
        self._shown = self._checked = 0
        self._enough: int | None = None
        self.text = ""
        self.over = False
        self.fault: str | None = None

    def take(self, piece: str) -> str:
        """What may be shown now that this has come."""
        if self.over:
            return ""
        self.text += piece
        return self._release() if self._begun or self._begins(final=False) else ""

    def finish(self) -> str:
        """What is left to be shown; the whole turn is held against what needs all of it."""
        rest = ""
        if not self.over:
            rest = self._release(final=True) if self._begun or self._begins(final=True) else ""
        self.over = True
        if self.fault is None:
            self.fault = self._fault_of_whole()
        return rest if self.fault is None else ""

    @property
    def quote(self) -> str | None:
        """The candidate's words that the turn quotes."""
        quoted = (m[1] for m in _QUOTED.finditer(self.text) if len(m[1].split()) > 1)
        return next((q for q in quoted if self._was_said(q)), None)

    def _begins(self, *, final: bool) -> bool:
        """Whether it is plain that the turn begins well. A speaker's label in front is left out."""
        self.text = self._without_label(self.text.lstrip())
        lowered = self.text.lower().replace("’", "'").lstrip("*")
        if any(lowered.startswith(h) and not lowered[len(h) : len(h) + 1].isalpha() for h in self._rules.held):
            if final or any(len(lowered) > len(h) for h in self._rules.held if lowered.startswith(h)):
                self._withdraw("opening")
                return False
        elif final or not any(h.startswith(lowered) for h in (*self._rules.held, *self._labels)):
            self._begun = True
        return self._begun

    def _without_label(self, head: str) -> str:
        bare = head.lstrip("*")
        label = next((x for x in self._labels if bare.lower().startswith(x)), None)
        after = bare[len(label) :].lstrip(" *") if label else ""
        return after[1:].lstrip(" *") if after.startswith(":") else head

    def _release(self, *, final: bool = False) -> str:
        """Everything up to where the turn ends, unless something in it withdraws it."""
        end = self._end()
        if self.over or final or end - self._checked >= _CHECKED_EVERY:
            self._check(end)
        if self.fault is not None:
            return ""
        released, self._shown = self.text[self._shown : end], max(self._shown, end)
        if self.over:
            self.text = self.text[:end]
        return released

    def _check(self, end: int) -> None:
        window = self.text[max(0, self._checked - _WINDOW) : end].replace("’", "'")
        self._checked = end
        if any(secret in window for secret in self._secrets):
            self._withdraw("secret")
        elif any(patterns.finds(window) for patterns in self._never):
            self._withdraw("said")

    def _end(self) -> int:
        """Where the turn ends as far as it has come."""
        mark = self.text.find("?")
        if mark >= 0:
            self.over = True
            if self._asks == "one":
                return _past(self.text, mark + 1)
            return self._before_question(mark)
        if self.text.count(" ") >= self._most:
            return self._after_enough()
        return len(self.text)

    def _before_question(self, mark: int) -> int:
        """A question where none is wanted: without its sentence, if that has not been shown."""
        start = max((m.end() for m in _SENTENCE_END.finditer(self.text, 0, mark)), default=0)
        if start < self._shown or not self.text[:start].strip():
            self._withdraw("question")
        return start

    def _after_enough(self) -> int:
        """Long enough: to the end of the sentence that gets there."""
        if self._enough is None:
            self._enough = [m.end() for m in _WORD.finditer(self.text)][self._most - 1] - 1
        found = _SENTENCE_END.search(self.text, self._enough)
        end = found.end() if found else len(self.text)
        if end == len(self.text):
            self._enough = max(self._enough, end - 2)
            if self.text.count(" ") >= self._rules.never_words:
                self._withdraw("long")
            return end
        self.over = True
        if self._asks == "one":
            self._withdraw("long")
        return end

    def _fault_of_whole(self) -> str | None:
        if not self.text.strip():
            return "empty"
        for quoted in _SAID.finditer(self.text):
            words = quoted[1].split()
            if len(words) >= _LEAST_QUOTE and not self._was_said(quoted[1]):
                return "misquoted"
            if len(words) > self._rules.longest_quote_words:
                return "long_quote"
        return None

    def _was_said(self, quote: str) -> bool:
        wanted = fold(quote.strip(" .,;:!?…")).text
        return any(wanted in fold(text).text for text in self._said)

    def _withdraw(self, fault: str) -> str:
        self.over, self.fault = True, fault
        return ""


def _past(text: str, end: int) -> int:
    """`end`, past what closes a sentence."""
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return end


def _forms(secret: str) -> tuple[str, ...]:
    """A secret as it stands, backwards, and in base64 at each of the three offsets."""
    encoded = (base64.b64encode((b" " * i) + secret.encode()).decode()[i + 1 : -4] for i in range(3))
    return (secret, secret[::-1], *encoded)
