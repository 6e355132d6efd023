"""What a question asked for and the answers have not shown yet."""

from collections.abc import Mapping

from app.domain.rubric import GapRule, Rubrics
from app.domain.scale import Pillar, QuestionKind
from app.signals.found import AnswerSignals, ExchangeSignals, OpenGap, Span
from app.signals.fragment import fragment
from app.signals.manner import SPEAKING

_QUOTED = frozenset({"answer", "thin", "limit"})


def open_gaps(
    rubrics: Rubrics, kind: QuestionKind, targets: Mapping[Pillar, float], signals: ExchangeSignals
) -> tuple[OpenGap, ...]:
    """The open gaps of a question of this kind, what matters most to its targets first."""
    needs = rubrics.needs[kind]
    reply_closes = rubrics.reading.reply_closes
    ranked = [
        (_weight(rubrics, g, needs[g], targets), gap_left(rubrics.gaps[g], signals, reply_closes), g) for g in needs
    ]
    ranked.sort(key=lambda r: (-r[0] * r[1], r[2]))
    return tuple(OpenGap(g, round(size, 2)) for _, size, g in ranked if size >= rubrics.debrief.gap_open_from)


def gap_left(rule: GapRule, signals: ExchangeSignals, reply_closes: float) -> float:
    """How much of a gap is open, 0 to 1. A concrete reply to its follow-up closes at least `reply_closes` of it."""
    speaking = [a for a in signals.answers.values() if a.kind in SPEAKING]
    shown = sum(len(a.shown.get(name, ())) for a in speaking for name in rule.closed_by) / rule.full
    told = reply_closes if rule.gap in signals.spoken_to else 0.0
    return max(0.0, 1 - max(shown, told))


def hang_on(rule: GapRule, signals: ExchangeSignals) -> str | None:
    """A fragment of the latest answer, 4 to 8 words, to hang a follow-up on. A grave answer is not quoted."""
    answer = signals.answers.get(max(signals.answers, default=0))
    if answer is None or answer.kind not in _QUOTED:
        return None
    for name in rule.hang_on:
        for span in reversed(answer.found.get(name, ())):
            piece = None if _asked(answer, span) else fragment(answer.text, span)
            if piece is not None:
                return piece.text
    return None


def _asked(answer: AnswerSignals, span: Span) -> bool:
    """Whether the span stands in a question back."""
    return answer.asks is not None and answer.asks.start <= span.start < answer.asks.end


def _weight(rubrics: Rubrics, gap: str, need: float, targets: Mapping[Pillar, float]) -> float:
    """How much a gap matters: its need for this kind, more where it bears on what the question targets."""
    top = max(targets.values(), default=0)
    bears = max((targets.get(p, 0) for p in rubrics.gaps[gap].pillars), default=0)
    kept = rubrics.debrief.untargeted_need
    return need * (kept + (1 - kept) * bears / top) if top else need
