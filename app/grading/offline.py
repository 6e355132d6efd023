"""Grades an exchange by rules that can be read. No model, no network, the same result every time."""

from collections.abc import Iterable, Mapping

from app.domain.exchange import Exchange
from app.domain.grade import Grade, GraderStamp, IntegrityNote, Scored
from app.domain.rubric import ElementRubric, PillarRubric, Rubrics
from app.domain.scale import BAR, ELEMENTS, PILLARS, Element, Pillar, QuestionKind
from app.grading.aggregate import recommend
from app.grading.facts import check_facts, depth_from_facts, is_unknowable
from app.grading.quoting import Quoter
from app.grading.reasons import reason_for
from app.grading.scales import Placement, place, unearned
from app.grading.weights import targets_of
from app.signals.found import ExchangeSignals
from app.signals.manner import SPEAKING
from app.signals.reader import Reader

MODEL = "offline"


class OfflineGrader:
    """The built-in grader."""

    def __init__(self, reader: Reader, rubrics: Rubrics) -> None:
        self._reader = reader
        self._rubrics = rubrics

    def grade(self, exchange: Exchange) -> Grade:
        """The grade of one exchange; never raises for what a candidate wrote."""
        signals = self._reader.exchange(exchange)
        kind = self._reader.kind_of(exchange)
        asked = targets_of(exchange, kind, self._rubrics)
        refused = self._not_gradable(exchange, signals)
        if refused is not None:
            return self._grade(exchange, signals, asked, {p: Scored(None, refused) for p in PILLARS}, None, refused)
        quoter = Quoter(exchange, signals)
        floor = self._floor(signals)
        if floor is not None:
            pillars = {p: self._at_floor(p, exchange, asked, floor) for p in PILLARS}
        else:
            pillars = {p: self._pillar(self._rubrics.pillars[p], exchange, signals, asked, quoter) for p in PILLARS}
        starl = self._starl(exchange, kind, signals, quoter, floor)
        return self._grade(exchange, signals, asked, pillars, starl, None)

    def _grade(
        self,
        exchange: Exchange,
        signals: ExchangeSignals,
        asked: Mapping[Pillar, float],
        pillars: Mapping[Pillar, Scored],
        starl: Mapping[Element, Scored] | None,
        not_graded: str | None,
    ) -> Grade:
        scores = {p: float(s.score) for p, s in pillars.items() if s.score is not None}
        return Grade(
            id=exchange.id,
            pillars=pillars,
            starl=starl,
            recommendation=recommend(scores, asked, self._rubrics.recommendation) if not_graded is None else None,
            integrity=tuple(integrity_notes(signals)),
            not_graded=not_graded,
            grader=GraderStamp(MODEL, self._rubrics.version, None),
        )

    def _not_gradable(self, exchange: Exchange, signals: ExchangeSignals) -> str | None:
        prose = self._rubrics.prose
        if exchange.passed:
            return prose["not_graded_passed"]
        if not signals.answers:
            return prose["not_graded_unanswered"]
        foreign = [a for a in signals.answers.values() if a.language is not None]
        words = sum(a.words for a in signals.answers.values())
        if foreign and sum(a.words for a in foreign) > self._rubrics.reading.foreign_share * words:
            return prose["not_graded_language"].format(language=foreign[0].language)
        return None

    def _floor(self, signals: ExchangeSignals) -> str | None:
        """Why nothing was answered, or None when something was."""
        if any(kind in {"answer", "limit", "grave"} for kind in signals.kinds):
            return None
        spoken = [a for a in signals.answers.values() if a.kind in SPEAKING]
        if sum(len(v) for a in spoken for v in a.shown.values()) >= 4:
            return None
        kinds = [k for k in signals.kinds if k not in SPEAKING] or ["thin"]
        return self._rubrics.prose[f"floor_{kinds[0]}"]

    def _not_asked(self, exchange: Exchange) -> str:
        """A question with targets of its own asks for those and nothing else."""
        return self._rubrics.prose["not_targeted" if exchange.targets else "not_asked"]

    def _at_floor(self, pillar: Pillar, exchange: Exchange, asked: Mapping[Pillar, float], why: str) -> Scored:
        if pillar not in asked:
            return Scored(None, self._not_asked(exchange))
        return Scored(1, self._rubrics.prose["floor"].format(why=why, asked=self._rubrics.pillars[pillar].asked_for))

    def _pillar(
        self,
        rubric: PillarRubric,
        exchange: Exchange,
        signals: ExchangeSignals,
        asked: Mapping[Pillar, float],
        quoter: Quoter,
    ) -> Scored:
        kind = self._reader.kind_of(exchange)
        placed = place(rubric.scale, signals.counts)
        if rubric.id not in asked and not _shows_itself(rubric, placed, chosen=bool(exchange.targets)):
            return Scored(None, self._not_asked(exchange))
        if rubric.unknowable is not None and exchange.checks:
            return depth_from_facts(rubric, kind, check_facts(exchange, signals), signals, quoter, self._rubrics)
        if is_unknowable(rubric, placed.level, kind):
            return Scored(None, rubric.unknowable or "")
        missing = unearned(rubric.scale, signals.counts, self._rubrics.signals)
        reason = reason_for(placed, missing, self._rubrics, top=placed.level == max(rubric.anchors))
        names = [s for s, _ in placed.earned] + (list(placed.cap.having) if placed.cap else [])
        evidence = quoter.evidence(names)
        if placed.level > 1 and not evidence:
            return Scored(None, self._rubrics.prose["unverified"])
        return Scored(placed.level, reason, evidence)

    def _starl(
        self, exchange: Exchange, kind: QuestionKind, signals: ExchangeSignals, quoter: Quoter, floor: str | None
    ) -> Mapping[Element, Scored] | None:
        if not is_story(exchange, kind):
            return None
        return {e: self._element(self._rubrics.elements[e], signals, quoter, floor) for e in ELEMENTS}

    def _element(self, rubric: ElementRubric, signals: ExchangeSignals, quoter: Quoter, floor: str | None) -> Scored:
        placed = place(rubric.scale, signals.counts)
        if floor is not None or placed.level == 0:
            return Scored(0, self._rubrics.prose["element_missing"].format(missing=_lowered(rubric.missing[0])))
        evidence = quoter.fullest([*rubric.quoted_from, *(s for s, _ in placed.earned)])
        if not evidence:
            return Scored(None, self._rubrics.prose["unverified"])
        return Scored(placed.level, rubric.anchors[placed.level], evidence)


def _shows_itself(rubric: PillarRubric, placed: Placement, *, chosen: bool) -> bool:
    """Whether a pillar that was not asked for was shown all the same, and by nothing held down.

    Where the question's targets were chosen for it, it must stand at the bar: nobody is marked down for what was not
    asked. What every answer shows (communication) is always scored.
    """
    threshold = rubric.shows_itself_at
    if threshold is None or threshold < 0:
        return threshold is not None
    return placed.points >= threshold and placed.cap is None and (not chosen or placed.level >= BAR)


def is_story(exchange: Exchange, kind: QuestionKind) -> bool:
    """Whether STAR+L applies: a story was asked for, or the question is behavioural and its file says nothing else."""
    return kind == "story" or (exchange.category == "behavioral" and exchange.kind is None)


def integrity_notes(signals: ExchangeSignals) -> Iterable[IntegrityNote]:
    """One note for each attempt to steer the grade."""
    for turn, answer in signals.answers.items():
        for attempt in answer.attempts:
            yield IntegrityNote(attempt.kind, turn, attempt.span.text)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
