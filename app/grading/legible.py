"""What of an answer a grader can read as English: not another language, nothing encoded, nothing in cipher.

An order that a rule cannot read could still be read by a model, so what is not English is not shown to it.
"""

import re
from collections.abc import Iterator, Mapping

from app.domain.grading import GradeRules
from app.domain.rubric import Rubrics
from app.signals.annotate import Annotated, annotated
from app.signals.found import Span
from app.signals.language import foreign_language

_VOWELS = frozenset("aeiou")
_LEAST_WORD = 3  # letters; shorter words say little about a language


class Legible:
    """Finds what is not English. Built once from the rubrics; pure."""

    def __init__(self, rubrics: Rubrics, rules: GradeRules) -> None:
        self._small = frozenset(rubrics.classes["function"])
        self._languages: Mapping[str, frozenset[str]] = rubrics.languages
        self._rules = rules
        self._encoded = re.compile(rf"[A-Za-z0-9+/_-]{{{rules.encoded_from},}}=*")

    def illegible(self, text: str) -> list[Span]:
        """The stretches that are not English, in order and without overlap."""
        found = [*self._encoded_words(text), *(s for item in annotated(text) for s in self._sentence(text, item))]
        found.sort(key=lambda span: (span.start, -span.end))
        return [s for i, s in enumerate(found) if i == 0 or s.start >= max(before.end for before in found[:i])]

    def _encoded_words(self, text: str) -> Iterator[Span]:
        for match in self._encoded.finditer(text):
            if any(c.isdigit() for c in match.group()):
                yield Span(match.start(), match.end(), match.group())

    def _sentence(self, text: str, item: Annotated) -> Iterator[Span]:
        words = [w.norm for w in item.words]
        if foreign_language(words, self._small, self._languages) or self._is_cipher(words):
            start, end = item.sentence.start, item.sentence.end
            yield Span(start, end, text[start:end])

    def _is_cipher(self, words: list[str]) -> bool:
        """Whether no word is a small one of English and vowels are as rare as in no language."""
        longer = [w for w in words if len(w) >= _LEAST_WORD and w.isalpha()]
        if len(longer) < self._rules.cipher_words or not self._small.isdisjoint(words):
            return False
        letters = "".join(longer)
        return sum(c in _VOWELS for c in letters) < self._rules.cipher_vowels * len(letters)
