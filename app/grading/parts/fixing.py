"""What to keep, what to fix first, and what to ask oneself before the next try."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.domain.report import FixFirst, Quote
from app.domain.scale import BAR, Pillar
from app.grading import wording
from app.grading.aggregate import what_would_change
from app.grading.parts.casebook import Case, Casebook
from app.grading.reasons import unlike, worth_first
from app.signals.folding import fold
from app.signals.found import AnswerSignals, OpenGap, SentenceRead, Span
from app.signals.fragment import fragment, sentence_quote
from app.signals.grammar import HANGING_START
from app.signals.manner import SPEAKING
from app.signals.tokens import tokenise

_MOST_QUESTIONS = 3
_LEAST_SAID = 5  # words of a sentence that may be held up
_LEAST_KEPT, _EASY_KEPT = 8, 25  # words of what is worth repeating: no fewer, rather no more
_OPENERS = frozenset({"motive"})  # asked to begin with: the thing to fix only where nothing else is open


@dataclass(frozen=True)
class Fix:
    """The one thing to fix, with where it comes from."""

    case: Case
    gap: str | None
    said: Quote | None
    asked: Quote | None
    still_missing: str

    def as_report(self) -> FixFirst:
        """As the report carries it."""
        return FixFirst(self.said, self.asked, self.still_missing, self.gap, self.case.question.id, self.case.number)


def fix_first(book: Casebook) -> Fix | None:
    """The gap that costs most: large, asked for in vain, in a pillar that stands low. An unanswered question first."""
    floored = next((c for c in book.graded if c.floored), None)
    if floored is not None:
        return Fix(floored, None, None, None, book.prose["fix_floor"])
    options = [(_cost(book, case, rank, gap), case, gap) for case in book.graded for rank, gap in enumerate(case.gaps)]
    if not options:
        return None
    options = [o for o in options if not _told_elsewhere(book, o[1], o[2].gap)] or options
    wanted = pillars_to_raise(book)
    _, case, gap = max(
        options, key=lambda o: (o[1].kind not in _OPENERS, _would_change(book, o[1], o[2], wanted), o[0])
    )
    return _fix(book, case, gap)


def _told_elsewhere(book: Casebook, case: Case, gap: str) -> bool:
    """Whether another exchange's follow-up for the same got its reply: then it is not what the session lacks."""
    others = [c for c in book.graded if c is not case]
    return any(gap in c.signals.spoken_to for c in others) or any(
        r.gap == gap and r.came_back == "answered" for c in others for r in c.recovered
    )


def pillars_to_raise(book: Casebook) -> frozenset[Pillar]:
    """The pillars that would change the recommendation."""
    asked = frozenset(book.means) | book.scores.unscored
    change = what_would_change(book.means, asked, book.rubrics.recommendation)
    return frozenset(pillar for pillar, _, _ in change.steps) if change else frozenset()


def keep(book: Casebook) -> tuple[Quote | None, str | None]:
    """The words most worth repeating, with what they show; nothing where no score reached the bar."""
    found = [(value, quote, note) for case in book.graded for value, quote, note in _kept(book, case)]
    if not found:
        return None, None
    _, quote, note = max(found, key=lambda f: f[0])
    return quote, note


def ask_yourself(book: Casebook, case: Case) -> tuple[str, ...]:
    """Up to three questions that would close the largest gaps of one answer."""
    wanted = [g.gap for g in case.gaps if g.size >= book.rubrics.debrief.gap_wide_from][:_MOST_QUESTIONS]
    return tuple(book.gap(g).ask_yourself for g in wanted)


def _cost(book: Casebook, case: Case, rank: int, gap: OpenGap) -> float:
    rule = book.rubrics.gaps[gap.gap]
    need = book.rubrics.needs[case.kind].get(gap.gap, 0.0)
    low = min((case.scores[p] for p in rule.pillars if p in case.scores), default=BAR)
    missed = any(r.gap == gap.gap and r.came_back in {"missing", "declined"} for r in case.recovered)
    cost = need * gap.size * (6 - low) * (book.rubrics.debrief.missed_when_asked if missed else 1.0) / (1 + 0.1 * rank)
    return cost * _target_weight(case, rule.pillars)


def _would_change(book: Casebook, case: Case, gap: OpenGap, wanted: Collection[Pillar]) -> int:
    """2 where closing it would raise a pillar that counts and stands no higher than the bar in this answer; 1 above."""
    bears = [p for p in book.rubrics.gaps[gap.gap].pillars if p in wanted]
    if gap.size < book.rubrics.debrief.gap_wide_from or not bears:
        return 0
    return 2 if any(case.scores.get(p, BAR + 1) <= BAR for p in bears) else 1


def _target_weight(case: Case, pillars: Collection[Pillar]) -> float:
    """More where the question asks most for what the gap bears on: half to one."""
    targets = case.exchange.targets
    if not targets:
        return 1.0
    return 0.5 + 0.5 * max((targets.get(p, 0.0) for p in pillars), default=0.0) / max(targets.values())


def _fix(book: Casebook, case: Case, gap: OpenGap) -> Fix:
    probe = next((r for r in reversed(case.recovered) if r.gap == gap.gap), None)
    asked = None
    if probe is not None:
        text = case.exchange.turns[probe.turn].text
        asked = Quote(case.number_of(probe.turn), text, 0, len(text))
    before = probe.turn if probe is not None else len(case.exchange.turns)
    return Fix(case, gap.gap, _said(book, case, gap, before), asked, book.gap(gap.gap).missing)


def _said(book: Casebook, case: Case, gap: OpenGap, before: int) -> Quote | None:
    """Words that stand where the gap is, from before it was asked for if there are any."""
    places = list(_places(book, case, gap))
    early = [p for p in places if p[0] < before]
    for turn, span in early or places:
        answer = case.signals.answers[turn]
        return case.quote_span(turn, sentence_quote(answer.text, span))
    return None


def _places(book: Casebook, case: Case, gap: OpenGap) -> Iterable[tuple[int, Span]]:
    for name in holding_open(book, gap.gap):
        for turn, answer in case.signals.answers.items():
            for span in answer.found.get(name, ()) if answer.kind in SPEAKING else ():
                if is_said(answer, span) and fragment(answer.text, span) is not None:
                    yield turn, span


def holding_open(book: Casebook, gap: str) -> list[str]:
    """Signals in whose words a gap stands open: those listed for it, or else the weaknesses that it can hang on."""
    listed = book.rubrics.debrief.holds_open.get(gap)
    if listed is not None:
        return list(listed)
    return [n for n in book.rubrics.gaps[gap].hang_on if wording.is_weakness(n, book.rubrics)]


def is_said(answer: AnswerSignals, span: Span) -> bool:
    """Whether the span stands in a whole sentence of the answer that counts: in no question back, in no scrap."""
    around = sentence_at(answer, span.start)
    return around is not None and around.counts and around.words >= _LEAST_SAID and not around.asks


def _kept(book: Casebook, case: Case) -> Iterable[tuple[float, Quote, str]]:
    """Evidence of scores at the bar or above, valued by score, by how much it shows, and by being short."""
    for pillar, scored in case.grade.pillars.items():
        if scored.score is None or scored.score < book.rubrics.debrief.keep_from:
            continue
        for evidence in scored.evidence:
            quote = case.quote(evidence)
            shown = strengths_in(book, case, pillar, evidence.turn, quote)
            if _says_enough(book, case, evidence.turn, quote, shown) and is_worth_repeating(
                book, case, evidence.turn, quote, own=pillar == "communication"
            ):
                note = book.prose["keep_note"].format(what=what_it_shows(book, shown))
                yield _worth(book, case, pillar, evidence.turn, quote, shown), quote, note


def is_worth_repeating(book: Casebook, case: Case, turn: int, quote: Quote, *, own: bool = False) -> bool:
    """Whether a quote is a sentence that says something of the case, and holds no question, excuse or bluff.

    With `own` it must tell what the speaker does.
    """
    answer = case.signals.answers.get(turn)
    around = sentence_at(answer, quote.start) if answer is not None and quote.start is not None else None
    if answer is None or around is None or around.asks:
        return False
    if starts_loose(quote.text) or (not around.own and (own or not around.anchored)):
        return False
    spans = [s for n in book.rubrics.debrief.excuses for s in answer.found.get(n, ())]
    return around.words >= _LEAST_SAID and not any(around.start <= s.start < around.end for s in spans)


def sentence_at(answer: AnswerSignals, place: int) -> SentenceRead | None:
    """The sentence of an answer in which a place lies."""
    return next((s for s in answer.sentences if s.start <= place < s.end), None)


def _says_enough(book: Casebook, case: Case, turn: int, quote: Quote, shown: Sequence[str]) -> bool:
    """Whether a quote is long enough and holds a strength that is more than plain, or an own act with a figure."""
    if not shown or len(quote.text.split()) < _LEAST_KEPT:
        return False
    read = sentence_at(case.signals.answers[turn], quote.start or 0)
    return bool(_strong(book, shown)) or (read is not None and read.own and read.figures > 0)


def _strong(book: Casebook, shown: Sequence[str]) -> list[str]:
    return [s for s in shown if s not in book.rubrics.debrief.plain]


def _worth(book: Casebook, case: Case, pillar: Pillar, turn: int, quote: Quote, shown: Sequence[str]) -> float:
    """How well a quote is worth repeating: a good answer, strengths, an own act and figures, and a clean beginning."""
    read = sentence_at(case.signals.answers[turn], quote.start or 0)
    first = fold(quote.text.split()[0]).text.strip(",.")
    return (
        case.scores[pillar]
        + 0.5 * (case.grade.recommendation or 0)
        + 0.5 * len(unlike(_strong(book, shown), book.rubrics)[:3])
        + (0.5 * read.own + 0.25 * min(read.figures, 2) if read else 0.0)
        - 0.6 * (first in book.rubrics.reading.loose_starts)
        - 0.02 * max(0, len(quote.text.split()) - _EASY_KEPT)
        - (pillar == "communication")
    )


def starts_loose(text: str) -> bool:
    """Whether words hang on what stood before them."""
    first = next(iter(tokenise(text)), None)
    return first is not None and first.norm in HANGING_START


def what_it_shows(book: Casebook, signals: Sequence[str]) -> str:
    """The first two signals that say something, and not the same, as a clause to the candidate, with a capital."""
    plain = book.rubrics.debrief.plain
    told = unlike(sorted(signals, key=lambda s: s in plain), book.rubrics)[:2]
    return wording.capital(wording.shown_clauses([wording.shows(s, book.rubrics) for s in told]))


def strengths_in(book: Casebook, case: Case, pillar: Pillar, turn: int, quote: Quote) -> list[str]:
    """Signals that earned this pillar points and are shown within a quote, what is worth most first."""
    answer = case.signals.answers.get(turn)
    if answer is None or quote.start is None or quote.end is None:
        return []
    inside = [
        name
        for name, spans in answer.shown.items()
        if any(quote.start <= s.start and s.end <= quote.end for s in spans)
    ]
    rarest = sorted(inside, key=lambda n: case.signals.counts.get(n, 0))
    return worth_first(book.rubrics.pillars[pillar].scale, rarest)
