"""Matches the lexicon against sentences: what is heard, and what of it counts as shown."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.exchange import Exchange
from app.domain.question import FactSheet
from app.domain.rubric import Rubrics
from app.domain.scale import QuestionKind
from app.signals.annotate import Annotated, annotated
from app.signals.found import Span
from app.signals.phrases import PhraseBook
from app.signals.sums import wrong_sums

_CONDUCT, _COUNTED, _ASKED = "conduct", "counted", "asked"  # lexicon files with a use of their own
_GRAVE = "grave"  # the one kind of conduct that may stand anywhere in an answer of any length
_GENERIC = "generic"
_WRONG_SUM = "wrong_sum"
_LEAST_TELLING = 3  # words
_SHORT = 6  # letters; no shorter word is an abstract noun
_FIRST_SENTENCES = 8  # other conduct shows at once or not at all


class Told(NamedTuple):
    """What a sentence is: whether the speaker acts in it, whether it holds anything, whether it only lists terms."""

    own: bool = False
    tells: bool = False
    catalogue: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """The result for one answer. `by_sentence` says for each sentence what it is.

    `conduct` says in which sentences, by their number, a signal of conduct was heard.
    """

    found: Mapping[str, tuple[Span, ...]]
    shown: Mapping[str, tuple[Span, ...]]
    by_sentence: tuple[Told, ...]
    conduct: Mapping[str, frozenset[int]]
    manner: Mapping[str, int]
    pronouns: tuple[int, int]
    substance_shown: int
    trade_shown: int


class Listener:
    """The compiled lexicon."""

    def __init__(self, rubrics: Rubrics) -> None:
        self._rubrics = rubrics
        classes = rubrics.classes
        shown = {s.id: s.heard for s in rubrics.signals.values() if s.theme not in {_CONDUCT, _COUNTED, _ASKED}}
        artifacts = {a.id: a.named for a in rubrics.artifacts}
        self._book = PhraseBook({**shown, **artifacts, "_role": ("<role>",)}, classes)
        conduct = _heard_in(_CONDUCT, rubrics)
        self._conduct = PhraseBook(conduct, classes)
        self._grave = PhraseBook({_GRAVE: conduct[_GRAVE]}, classes)
        self._counted = PhraseBook(_heard_in(_COUNTED, rubrics), classes)
        self._asked = PhraseBook(_heard_in(_ASKED, rubrics), classes)
        self._own, self._group = frozenset(classes["i"]), frozenset(classes["we"])
        self._work = PhraseBook({"work": ("<work>|<role>|<team>|<component>",)}, classes)
        self._sheets = PhraseBook({sheet.id: sheet.heard for sheet in rubrics.sheets}, classes)
        self._kinds = PhraseBook({f"{i}": rule.heard for i, rule in enumerate(rubrics.kinds)}, classes)

    def listen(self, text: str, read: Sequence[Annotated], counts: Sequence[bool]) -> Heard:
        """Everything heard in the sentences that count."""
        found: dict[str, list[Span]] = defaultdict(list)
        shown: dict[str, list[Span]] = defaultdict(list)
        conduct = self._conduct_in(read)
        empty = self._empty(read, conduct)
        told = [
            self._hear(text, item, found, shown, empty=i in empty) if ok else Told()
            for i, (item, ok) in enumerate(zip(read, counts, strict=True))
        ]
        heard = [item for item, ok, said in zip(read, counts, told, strict=True) if ok and not said.catalogue]
        for span in wrong_sums(text):
            if any(ok and i.sentence.start <= span.start < i.sentence.end for i, ok in zip(read, counts, strict=True)):
                found[_WRONG_SUM].append(span)
                shown[_WRONG_SUM].append(span)
        return Heard(
            found={k: tuple(v) for k, v in found.items()},
            shown={k: tuple(v) for k, v in shown.items()},
            by_sentence=tuple(told),
            conduct=conduct,
            manner=self._manner_of(heard),
            pronouns=self._pronouns([item for item, said in zip(read, told, strict=True) if said.tells]),
            substance_shown=sum(len(shown[k]) for k in self._rubrics.reading.substance if k in shown),
            trade_shown=sum(len(shown[k]) for k in self._rubrics.reading.trade if k in shown),
        )

    def work_words(self, read: Sequence[Annotated]) -> int:
        """How many words are of the working world."""
        return sum(self._work.count(item.words).get("work", 0) for item in read)

    def kind_of(self, exchange: Exchange) -> QuestionKind:
        """The question's kind, from its file or from its words."""
        if exchange.kind is not None:
            return exchange.kind  # type: ignore[return-value]
        if exchange.category in self._rubrics.told_by_words:
            read = annotated(exchange.question)
            heard = {int(m.signal) for item in read for m in self._kinds.find(item.words)}
            if heard:
                return self._rubrics.kinds[min(heard)].kind
        return self._rubrics.categories[exchange.category].kind

    def asked_for(self, text: str) -> frozenset[str]:
        """What an interviewer's words ask for: the signals of asked.yaml that are heard in them."""
        return frozenset(m.signal for item in annotated(text) for m in self._asked.find(item.words))

    def sheet_of(self, question: str) -> FactSheet | None:
        """The fact sheet whose words the question holds; the first of several."""
        heard = {m.signal for item in annotated(question) for m in self._sheets.find(item.words)}
        return next((sheet for sheet in self._rubrics.sheets if sheet.id in heard), None)

    def _conduct_in(self, read: Sequence[Annotated]) -> dict[str, frozenset[int]]:
        heard: dict[str, set[int]] = defaultdict(set)
        for index, item in enumerate(read):
            book = self._conduct if index < _FIRST_SENTENCES else self._grave
            for match in book.find(item.words):
                heard[match.signal].add(index)
        return {signal: frozenset(places) for signal, places in heard.items()}

    def _manner_of(self, read: Sequence[Annotated]) -> dict[str, int]:
        totals: dict[str, int] = defaultdict(int)
        for item in read:
            for signal, count in self._counted.count(item.words).items():
                totals[signal] += count
        totals["loose"] = sum(item.words[0].norm in self._rubrics.reading.loose_starts for item in read)
        endings = self._rubrics.reading.abstract_endings
        totals["abstract"] = sum(len(w.norm) > _SHORT and w.norm.endswith(endings) for item in read for w in item.words)
        return dict(totals)

    def _pronouns(self, read: Sequence[Annotated]) -> tuple[int, int]:
        norms = [w.norm for item in read for w in item.words]
        return sum(n in self._own for n in norms), sum(n in self._group for n in norms)

    def _empty(self, read: Sequence[Annotated], conduct: Mapping[str, frozenset[int]]) -> frozenset[int]:
        """The sentences that are only conduct: an insult, a promise, a question back, without a figure or a name."""
        heard = [places for kind, places in conduct.items() if kind in self._rubrics.reading.says_nothing]
        return frozenset(i for places in heard for i in places if not read[i].anchored)

    def _hear(
        self,
        text: str,
        item: Annotated,
        found: dict[str, list[Span]],
        shown: dict[str, list[Span]],
        *,
        empty: bool,
    ) -> Told:
        matches = list(self._book.find(item.words))
        names = {m.signal for m in matches}
        anchored = item.anchored or "_role" in names
        catalogue = not anchored and self._is_catalogue(names, {m.start for m in matches}, item)
        own = not catalogue and not names.isdisjoint(self._rubrics.reading.own)
        void = not names.isdisjoint(self._rubrics.reading.thrown_back) or (empty and not own)
        for match in matches:
            words = item.sentence.words
            start, end = words[match.start].start, words[max(match.start, match.end - 1)].end
            span = Span(start, end, text[start:end])
            found[match.signal].append(span)
            if not catalogue and not void and self._is_shown(match.signal, own, anchored):
                shown[match.signal].append(span)
        tells = not catalogue and not void and self._tells(item, names, own, anchored)
        return Told(own, tells, catalogue)

    def _tells(self, item: Annotated, names: set[str], own: bool, anchored: bool) -> bool:
        """Whether a sentence holds anything: an anchor, an own act or a signal of substance, and no mere generality."""
        if len(item.words) < _LEAST_TELLING or item.anchored or own:
            return len(item.words) >= _LEAST_TELLING
        return anchored or (not names.isdisjoint(self._rubrics.reading.substance) and _GENERIC not in names)

    def _is_catalogue(self, names: Collection[str], places: Collection[int], item: Annotated) -> bool:
        """Whether a sentence runs through the terms of the trade: many signals, each in another place."""
        limits = self._rubrics.reading
        return min(len(names), len(places)) >= max(limits.catalogue_signals, limits.catalogue_share * len(item.words))

    def _is_shown(self, signal: str, own: bool, anchored: bool) -> bool:
        rule = self._rubrics.signals.get(signal)
        if rule is None:
            return False
        return rule.shown == "always" or anchored or (rule.shown == "own" and own)


def _heard_in(theme: str, rubrics: Rubrics) -> dict[str, tuple[str, ...]]:
    return {s.id: s.heard for s in rubrics.signals.values() if s.theme == theme}
