"""Reads answers in code: what kind of turn it is, which signals it shows, and where. No model, no state."""

from collections.abc import Collection, Mapping, Sequence

from app.domain.exchange import Exchange
from app.domain.rubric import Rubrics
from app.domain.scale import Pillar, QuestionKind
from app.signals import gaps
from app.signals.annotate import Annotated, annotate
from app.signals.found import AnswerSignals, ExchangeSignals, OpenGap, SentenceRead, Span
from app.signals.integrity import IntegrityReader, mask
from app.signals.language import foreign_language
from app.signals.listening import Heard, Listener
from app.signals.manner import summarise
from app.signals.sieve import Before, sift
from app.signals.sorting import Turn, content_words, share, sort_turn, stem
from app.signals.tokens import sentences

_READ_BACK_WORDS = 4  # fewer content words are the question's by chance


class Reader:
    """Built once from the rubrics; pure, so that threads may share it."""

    def __init__(self, rubrics: Rubrics) -> None:
        self._rubrics = rubrics
        self._listener = Listener(rubrics)
        self._integrity = IntegrityReader(rubrics.integrity, rubrics.classes)
        self._small = frozenset(rubrics.classes["function"])

    def answer(self, text: str, question: str) -> AnswerSignals:
        """One answer on its own, against the words it answers."""
        return self._read(text, question, Before().heard(question))[0]

    def exchange(self, exchange: Exchange) -> ExchangeSignals:
        """All answers of an exchange. What is repeated counts once, what is taken from the interviewer not at all."""
        answers: dict[int, AnswerSignals] = {}
        before, question = Before(), exchange.question
        for index, turn in enumerate(exchange.turns):
            if turn.speaker == "interviewer":
                before, question = before.heard(turn.text), turn.text
            else:
                answers[index], read = self._read(turn.text, question, before)
                before = before.told(read)
        return summarise(answers, self._rubrics)

    def open_gaps(
        self, kind: QuestionKind, targets: Mapping[Pillar, float], signals: ExchangeSignals
    ) -> tuple[OpenGap, ...]:
        """What a question of this kind asks for and the answers have not shown, what matters most first."""
        return gaps.open_gaps(self._rubrics, kind, targets, signals)

    def kind_of(self, exchange: Exchange) -> QuestionKind:
        """The question's kind: its own where it has one, else told from its category and words."""
        return self._listener.kind_of(exchange)

    def _read(self, text: str, question: str, before: Before) -> tuple[AnswerSignals, list[Annotated]]:
        read = annotate(sentences(text))
        attempts = self._integrity.attempts(text, read)
        visible = mask(text, [a.span for a in attempts])
        if attempts:
            read = annotate(sentences(visible))
        sifted = sift(visible, read, before, self._small, self._rubrics.reading)
        counts = [s == "counts" for s in sifted]
        heard = self._listener.listen(visible, read, counts)
        substance = sum(len(i.words) for i, ok in zip(read, counts, strict=True) if ok)
        words = sum(len(i.words) for i in read)
        turn = self._turn(visible, question, before, read, substance, heard, bool(attempts), "echoed" in sifted)
        signals = AnswerSignals(
            kind=sort_turn(turn, self._rubrics.reading),
            text=text,
            words=words,
            substance=substance,
            aloud_seconds=round(60 * words / self._rubrics.reading.words_a_minute),
            sentences=tuple(_sentence_read(i, h, ok) for i, h, ok in zip(read, heard.by_sentence, counts, strict=True)),
            found=heard.found,
            shown=heard.shown,
            starl={e: _spans(heard.shown, r.quoted_from) for e, r in self._rubrics.elements.items()},
            manner=heard.manner,
            pronouns=heard.pronouns,
            asks=_asks(text, read),
            attempts=attempts,
            language=foreign_language([w.norm for i in read for w in i.words], self._small, self._rubrics.languages),
        )
        return signals, read

    def _turn(
        self,
        text: str,
        question: str,
        before: Before,
        read: list[Annotated],
        substance: int,
        heard: Heard,
        attempts: bool,
        echoed: bool,
    ) -> Turn:
        content = content_words(read, self._small)
        asked = set(content_words(annotate(sentences(question)), self._small))
        known = asked | {stem(w) for w in before.words if w not in self._small and len(w) > 2}
        shared = len(known & set(content))
        return Turn(
            substance=substance,
            heard=frozenset(heard.conduct),
            asking=share(sum(_is_question(text, i) for i in read), len(read)),
            attempts=attempts,
            echoed=echoed,
            work_words=self._listener.work_words(read) if shared <= 1 else substance,
            shared_words=shared,
            read_back=_read_back(content, asked),
            shows=heard.substance_shown,
            trade_signals=heard.trade_shown,
        )


def _read_back(content: Sequence[str], asked: Collection[str]) -> float:
    return share(sum(w in asked for w in content), len(content)) if len(content) >= _READ_BACK_WORDS else 0.0


def _sentence_read(item: Annotated, own: bool, counts: bool) -> SentenceRead:
    sentence = item.sentence
    return SentenceRead(sentence.start, sentence.end, len(item.words), item.figures, item.anchored, own, counts)


def _spans(shown: Mapping[str, tuple[Span, ...]], names: Sequence[str]) -> tuple[Span, ...]:
    return tuple(span for name in names for span in shown.get(name, ())[:2])


def _is_question(text: str, item: Annotated) -> bool:
    return text[item.sentence.end : item.sentence.end + 3].lstrip("\"'”’) ").startswith(("?", "？"))


def _asks(text: str, read: Sequence[Annotated]) -> Span | None:
    if not read or not _is_question(text, read[-1]):
        return None
    start, end = read[-1].sentence.start, read[-1].sentence.end
    end = text.index("?", end) + 1 if "?" in text[end:] else end
    return Span(start, end, text[start:end])
