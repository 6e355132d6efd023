"""Tells a score: its reason and the words it rests on, which belong together."""

from collections.abc import Collection, Mapping, Sequence

from app.domain.exchange import Exchange
from app.domain.grade import Scored
from app.domain.rubric import ElementRubric, Rubrics
from app.domain.scale import BAR, Element, QuestionKind
from app.grading.quoting import Quoter
from app.grading.reasons import Reasoner
from app.grading.scales import Placement
from app.grading.wording import capital, shown_clauses
from app.signals.found import ExchangeSignals, Span

_LATE: Mapping[Element, bool] = {"situation": False, "task": False, "result": True, "learnings": True}
"""Where a part of a story is told rather: late, or early."""


class Teller:
    """Tells the scores of one exchange, so that neither reasons nor quotes say the same over and over."""

    def __init__(
        self, exchange: Exchange, signals: ExchangeSignals, rubrics: Rubrics, kind: QuestionKind | None = None
    ) -> None:
        self._quoter = Quoter(exchange, signals, rubrics)
        self._reasoner = Reasoner(rubrics, kind)
        self._rubrics = rubrics
        self._counts = signals.counts

    def pillar(
        self, placed: Placement, missing: Sequence[str], *, top: bool, spans: Sequence[tuple[int, Span]] = ()
    ) -> Scored:
        """The score with its reason, resting on `spans` or else on what the reason names; None where no words hold."""
        reason = self._reasoner.reason(placed, missing, top=top)
        faults = [*(placed.cap.having if placed.cap else ()), *(placed.cost if placed.level < BAR else ())]
        names = dict.fromkeys((*faults, *reason.named, *(s for s, _ in placed.earned)))
        evidence = self._quoter.spans(spans) or self._quoter.evidence(list(names), first=(*faults, *reason.named))
        return Scored(placed.level, reason.text, evidence) if evidence or placed.level == 1 else self._unverified()

    def element(self, rubric: ElementRubric, placed: Placement) -> Scored:
        """The score of a part of a story with the words that hold most of that part."""
        earned = [s for s, _ in placed.earned]
        evidence, heard = self._quoter.fullest(rubric.quoted_from, earned, late=_LATE.get(rubric.id))
        if not evidence:
            return self._unverified()
        return Scored(placed.level, self._of_element(rubric, placed.level, heard), evidence)

    def _of_element(self, rubric: ElementRubric, level: int, heard: Collection[str]) -> str:
        """What the quoted words hold of it, and what a higher score wants."""
        signals = self._rubrics.signals
        held = shown_clauses([p for n in rubric.quoted_from if n in heard and (p := signals[n].present)])
        wants = "" if level == max(rubric.anchors) else self._wants(rubric, heard)
        text = capital(held) or rubric.anchors[level].rstrip(".")
        return f"{text}; {wants}." if wants else f"{text}."

    def _wants(self, rubric: ElementRubric, heard: Collection[str]) -> str:
        """The first of its signals that was not heard."""
        signals = self._rubrics.signals
        absent = (
            signals[n].absent
            for n in rubric.quoted_from
            if n not in heard and not any(self._counts.get(s, 0) for s in (n, *signals[n].unless))
        )
        return next(filter(None, absent), "")

    def _unverified(self) -> Scored:
        """No score: no words of the answer could be quoted for it."""
        return Scored(None, self._rubrics.prose["unverified"])
