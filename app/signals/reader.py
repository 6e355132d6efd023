"""Reads answers in code: what kind of turn it is, which signals it shows, and where. No model, no state."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.question import FactSheet
from app.domain.rubric import Rubrics
from app.domain.scale import Pillar, QuestionKind
from app.signals import gaps
from app.signals.annotate import Annotated, annotated
from app.signals.asking import asks, questions
from app.signals.found import AnswerSignals, Attempt, ExchangeSignals, OpenGap, SentenceRead, Span
from app.signals.integrity import IntegrityReader, mask
from app.signals.language import foreign_language
from app.signals.listening import Heard, Listener
from app.signals.manner import summarise
from app.signals.replies import spoken_to, told_when_asked
from app.signals.sieve import Before, Standing, sift
from app.signals.sorting import Turn, content_words, share, sort_turn, stem
from app.signals.tokens import spoken

_TECHNICAL = frozenset({"technical_explanation", "system_design", "coding"})
_READ_BACK_WORDS = 4  # fewer content words are the question's by chance
_REMEMBERED = 4096  # answers: an exchange is read again with each of its turns, and once more to be graded


@dataclass(frozen=True, slots=True)
class _Taken:
    """An answer taken in: its visible text in sentences, what each counts for, and what was heard."""

    visible: str
    read: tuple[Annotated, ...]
    standings: list[Standing]
    heard: Heard
    attempts: tuple[Attempt, ...]

    def words(self, *standings: Standing) -> int:
        """Words in sentences of these standings."""
        return sum(len(i.words) for i, s in zip(self.read, self.standings, strict=True) if s in standings)

    @property
    def told(self) -> tuple[int, ...]:
        """Words of each sentence in the speaker's own words, new or repeated; 0 for the others."""
        own = (s in {"counts", "repeated"} for s in self.standings)
        return tuple(len(i.words) if mine else 0 for i, mine in zip(self.read, own, strict=True))


class Reader:
    """Built once from the rubrics; pure, so that threads may share it."""

    def __init__(self, rubrics: Rubrics) -> None:
        self._rubrics = rubrics
        self._listener = Listener(rubrics)
        self._integrity = IntegrityReader(rubrics.integrity, rubrics.classes)
        self._small = frozenset(rubrics.classes["function"])
        self._published = Before().heard_of(rubrics.published)
        self._answer = lru_cache(maxsize=_REMEMBERED)(self._read_last)

    def answer(self, text: str, question: str) -> AnswerSignals:
        """One answer on its own, against the words it answers."""
        before = self._published.heard(question)
        return self._signals(text, question, before, self._take_in(text, before))

    def exchange(self, exchange: Exchange) -> ExchangeSignals:
        """All answers of an exchange. What is repeated counts once, what is taken from the interviewer not at all."""
        answers = {
            index: self._answer(exchange.question, exchange.turns[: index + 1])
            for index, turn in enumerate(exchange.turns)
            if turn.speaker == "candidate"
        }
        signals = summarise(answers, self._rubrics)
        told = told_when_asked(exchange, answers, self._listener.asked_for, self._rubrics)
        return replace(
            signals,
            counts={**signals.counts, **told},
            spoken_to=spoken_to(exchange, answers, self._rubrics),
        )

    def _read_last(self, question: str, turns: tuple[ExchangeTurn, ...]) -> AnswerSignals:
        """The answer that is the last of these turns, after what was said before it."""
        before, asked, text = self._published, question, turns[-1].text
        for index, turn in enumerate(turns[:-1]):
            if turn.speaker == "interviewer":
                before, asked = before.heard(turn.text), turn.text
            else:
                known = self._answer(question, turns[: index + 1])
                if known.kind != "off_topic":  # what was about something else is nothing to be measured by
                    before = before.told(mask(turn.text, [a.span for a in known.attempts]))
        return self._signals(text, asked, before, self._take_in(text, before))

    def open_gaps(
        self, kind: QuestionKind, targets: Mapping[Pillar, float], signals: ExchangeSignals
    ) -> tuple[OpenGap, ...]:
        """What a question of this kind asks for and the answers have not shown, what matters most first."""
        return gaps.open_gaps(self._rubrics, kind, targets, signals)

    def hang_on(self, gap: str, signals: ExchangeSignals) -> str | None:
        """The candidate's own words, 4 to 8 of the latest answer, that a follow-up at this gap can hang on."""
        return gaps.hang_on(self._rubrics.gaps[gap], signals)

    def kind_of(self, exchange: Exchange) -> QuestionKind:
        """The question's kind: its own where it has one, else told from its category and words."""
        return self._listener.kind_of(exchange)

    def sheet_of(self, exchange: Exchange) -> FactSheet | None:
        """The facts of the exchange's question where it is a well-known technical one."""
        return self._listener.sheet_of(exchange.question) if exchange.category in _TECHNICAL else None

    def _take_in(self, text: str, before: Before) -> _Taken:
        read = annotated(text)
        attempts = self._integrity.attempts(text, read)
        visible = mask(text, [a.span for a in attempts])
        if attempts:
            read = annotated(visible)
        standings = sift(visible, read, before, self._small, self._rubrics.reading)
        heard = self._listener.listen(visible, read, [s == "counts" for s in standings])
        return _Taken(visible, read, standings, heard, attempts)

    def _signals(self, text: str, question: str, before: Before, taken: _Taken) -> AnswerSignals:
        heard, limits = taken.heard, self._rubrics.reading
        words = sum(len(item.words) for item in taken.read)
        spoken = [w.norm for item in taken.read for w in item.words]
        return AnswerSignals(
            kind=sort_turn(self._turn(question, before, taken), limits),
            text=text,
            words=words,
            substance=taken.words("counts"),
            aloud_seconds=round(60 * words / limits.words_a_minute),
            sentences=_sentences_read(taken),
            found=heard.found,
            shown=heard.shown,
            starl={e: _spans(heard.shown, r.quoted_from) for e, r in self._rubrics.elements.items()},
            manner=heard.manner,
            pronouns=heard.pronouns,
            asks=asks(text, taken.read),
            attempts=taken.attempts,
            language=foreign_language(spoken, self._small, self._rubrics.languages),
        )

    def _turn(self, question: str, before: Before, taken: _Taken) -> Turn:
        content = content_words(([w.norm for w in item.words] for item in taken.read), self._small)
        asked = set(content_words(spoken(question), self._small))
        known = asked | {stem(w) for w in before.words if w not in self._small and len(w) > 2}
        shared = len(known & set(content))
        words = taken.told
        return Turn(
            substance=sum(words),
            sentences=words,
            heard=taken.heard.conduct,
            questions=frozenset(i for i in questions(taken.visible, taken.read) if taken.standings[i] != "echoed"),
            fresh=_fresh(taken.read, before),
            attempts=bool(taken.attempts),
            echoed="echoed" in taken.standings,
            work_words=self._listener.work_words(taken.read) if shared <= 1 else sum(words),
            shared_words=shared,
            read_back=_read_back(content, asked),
            shows=taken.heard.substance_shown,
            trade_signals=taken.heard.trade_shown,
            followed=bool(before.said),
            elsewhere=taken.heard.manner.get("elsewhere", 0),
        )


def _read_back(content: Sequence[str], asked: Collection[str]) -> float:
    return share(sum(w in asked for w in content), len(content)) if len(content) >= _READ_BACK_WORDS else 0.0


def _fresh(read: Sequence[Annotated], before: Before) -> frozenset[int]:
    """The sentences that hold a figure, a name or a date not said before."""
    return frozenset(i for i, s in enumerate(read) if any(w.flags and w.norm not in before.words for w in s.words))


def _sentences_read(taken: _Taken) -> tuple[SentenceRead, ...]:
    rows = zip(taken.read, taken.heard.by_sentence, taken.standings, strict=True)
    asking = questions(taken.visible, taken.read)
    return tuple(
        SentenceRead(
            i.sentence.start,
            i.sentence.end,
            len(i.words),
            i.figures,
            i.anchored,
            told.own,
            standing == "counts",
            told.tells,
            number in asking,
        )
        for number, (i, told, standing) in enumerate(rows)
    )


def _spans(shown: Mapping[str, tuple[Span, ...]], names: Sequence[str]) -> tuple[Span, ...]:
    return tuple(span for name in names for span in shown.get(name, ())[:2])
