"""Grades an exchange by rules that can be read. No model, no network, the same result every time."""

from collections.abc import Mapping, Sequence

from app.domain.exchange import Exchange
from app.domain.grade import Grade, GraderStamp, Scored
from app.domain.question import Check
from app.domain.rubric import ElementRubric, PillarRubric, Rubrics
from app.domain.scale import BAR, ELEMENTS, PILLARS, Element, Pillar, QuestionKind
from app.grading.aggregate import recommend
from app.grading.facts import check_facts, depth_from_facts, is_unknowable
from app.grading.floor import absent, at_floor, floor_of, integrity_notes, is_story, not_asked, not_gradable
from app.grading.scales import Placement, place, unearned
from app.grading.telling import Teller
from app.grading.weights import targets_of
from app.signals.found import ExchangeSignals
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
        refused = not_gradable(exchange, signals, self._rubrics)
        if refused is not None:
            return self._grade(exchange, signals, asked, {p: Scored(None, refused) for p in PILLARS}, None, refused)
        teller = Teller(exchange, signals, self._rubrics, kind)
        floor = floor_of(signals, self._rubrics)
        if floor is not None:
            pillars = {p: at_floor(p, exchange, asked, floor, self._rubrics) for p in PILLARS}
        else:
            pillars = {p: self._pillar(self._rubrics.pillars[p], exchange, signals, asked, teller) for p in PILLARS}
        starl = self._starl(exchange, kind, signals, teller, floor)
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

    def _pillar(
        self,
        rubric: PillarRubric,
        exchange: Exchange,
        signals: ExchangeSignals,
        asked: Mapping[Pillar, float],
        teller: Teller,
    ) -> Scored:
        kind = self._reader.kind_of(exchange)
        placed = place(rubric.scale, signals.counts)
        if rubric.id not in asked and (
            kind in rubric.never_in or not _shows_itself(rubric, placed, chosen=bool(exchange.targets))
        ):
            return Scored(None, not_asked(exchange, self._rubrics))
        checks, enough = self._facts(exchange)
        if rubric.unknowable is not None and checks:
            checked = check_facts(checks, exchange, signals)
            return depth_from_facts(rubric, kind, checked, enough, signals, teller, self._rubrics)
        if is_unknowable(rubric, placed.level, kind) and not signals.counts.get("wrong_sum"):
            return Scored(None, rubric.unknowable or "")
        missing = unearned(rubric.scale, signals.counts, self._rubrics.signals)
        return teller.pillar(placed, missing, top=placed.level == max(rubric.anchors))

    def _facts(self, exchange: Exchange) -> tuple[Sequence[Check], float]:
        """What can be checked, the question's own facts first, and how much of it allows a score."""
        if exchange.checks:
            return exchange.checks, self._rubrics.debrief.facts_right_from * len(exchange.checks)
        sheet = self._reader.sheet_of(exchange)
        return ((), 0) if sheet is None else (sheet.checks, sheet.enough)

    def _starl(
        self, exchange: Exchange, kind: QuestionKind, signals: ExchangeSignals, teller: Teller, floor: str | None
    ) -> Mapping[Element, Scored] | None:
        if not is_story(exchange, kind):
            return None
        return {e: self._element(self._rubrics.elements[e], signals, teller, floor) for e in ELEMENTS}

    def _element(self, rubric: ElementRubric, signals: ExchangeSignals, teller: Teller, floor: str | None) -> Scored:
        placed = place(rubric.scale, signals.counts)
        if floor is not None or placed.level == 0:
            return absent(rubric, self._rubrics)
        return teller.element(rubric, placed)


def _shows_itself(rubric: PillarRubric, placed: Placement, *, chosen: bool) -> bool:
    """Whether a pillar that was not asked for was shown all the same, and by nothing held down.

    Where the question's targets were chosen for it, it must stand at the bar: nobody is marked down for what was not
    asked. What every answer shows (communication) is always scored.
    """
    threshold = rubric.shows_itself_at
    if threshold is None or threshold < 0:
        return threshold is not None
    shown = sum(points for _, points in placed.earned)  # what costs points leaves nothing unassessed
    return shown >= threshold and placed.cap is None and (not chosen or placed.level >= BAR)
