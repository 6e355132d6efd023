"""One exchange of the report: its summary, its scores with their quotes, its checked claims and its turns."""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.grade import Scored
from app.domain.report import Claim, Mark, ReportExchange, ReportTurn, ScoreLine, Standing
from app.domain.rubric import ElementRubric
from app.domain.scale import ELEMENTS, PILLARS, Element, Pillar
from app.domain.turn import CONTROL_KINDS, Turn
from app.grading import wording
from app.grading.facts import Checked, check_facts
from app.grading.offline import MODEL
from app.grading.parts.casebook import Case, Casebook
from app.grading.parts.fixing import ask_yourself
from app.grading.parts.marks import marks

_STANDING: dict[int, Standing] = {1: "below", 2: "below", 3: "at", 4: "above"}


def report_exchange(book: Casebook, case: Case) -> ReportExchange:
    """Everything the report says about one question."""
    own = [t for t in book.turns if t.question_id == case.question.id]
    marked = marks(book, case)
    return ReportExchange(
        number=case.number,
        question_id=case.question.id,
        title=case.question.title,
        category=case.question.category,
        question=case.exchange.question,
        summary=_summary(book, case),
        on_this_answer=_STANDING.get(case.grade.recommendation or 0, "not_assessed"),
        passed=case.exchange.passed,
        not_graded=None if case.exchange.passed else case.grade.not_graded,
        turns=tuple(report_turn(t, book) for t in own if t.kind not in CONTROL_KINDS),
        pillars=tuple(_pillar_lines(book, case, marked)) if case.graded else (),
        starl=_starl(book, case),
        marks=marked,
        claims=_claims(book, case) if case.graded else (),
        strong=case.question.strong,
        ask_yourself=ask_yourself(book, case),
        hints=sum(t.kind == "hint" for t in own),
    )


def _claims(book: Casebook, case: Case) -> tuple[Claim, ...]:
    checked = check_facts(case.exchange.checks, case.exchange, case.signals)
    return tuple(_claim(book, case, c) for c in checked)


def report_turn(turn: Turn, book: Casebook) -> ReportTurn:
    """A turn with its length in words and, for the candidate, aloud."""
    words = len(turn.text.split())
    candidate = turn.speaker == "candidate"
    return ReportTurn(
        number=turn.number,
        speaker=turn.speaker,
        kind=turn.kind,
        text=turn.text,
        words=words,
        aloud_seconds=round(60 * words / book.rubrics.reading.words_a_minute) if candidate else None,
        gap=turn.gap,
        engine=turn.engine,
    )


def _summary(book: Casebook, case: Case) -> str:
    if case.exchange.passed:
        return book.prose["summary_passed"]
    if not case.graded:
        return ""
    if case.floored:
        reason = next(s.reason for s in case.grade.pillars.values() if s.score is not None)
        return book.prose["summary_floor"].format(why=reason)
    return " ".join(filter(None, (_where_it_stands(book, case), _asked_for(book, case))))


def _where_it_stands(book: Casebook, case: Case) -> str:
    """`Program execution above the bar, stakeholder leadership below it.`"""
    groups: dict[str, list[str]] = {}
    for pillar in PILLARS:
        if pillar in case.scores:
            name = book.rubrics.pillars[pillar].name.lower()
            groups.setdefault(wording.standing(case.scores[pillar], book.rubrics.debrief), []).append(name)
    parts = [f"{wording.joined(groups[key])} {key} {'the bar' if first else 'it'}" for first, key in _in_order(groups)]
    return f"{wording.capital(', '.join(parts))}." if parts else ""


def _in_order(groups: dict[str, list[str]]) -> Iterable[tuple[bool, str]]:
    present = [key for key in ("above", "at", "below") if key in groups]
    return ((index == 0, key) for index, key in enumerate(present))


def _asked_for(book: Casebook, case: Case) -> str:
    """What came only when asked for, and what did not come even then."""
    came = [book.gap(r.gap).name for r in case.recovered if r.came_back == "answered"]
    missed = [n for r in case.recovered if r.came_back == "missing" and (n := book.gap(r.gap).name) not in came]
    sentences = []
    for key, names in (("summary_asked", came), ("summary_missing", missed)):
        if names:
            what = wording.joined([wording.lowered(n) for n in dict.fromkeys(names)][:2])
            sentences.append(book.prose[key].format(what=what, name=book.persona.name))
    return " ".join(sentences)


def _pillar_lines(book: Casebook, case: Case, marked: Sequence[Mark]) -> Iterator[ScoreLine]:
    """The pillars. What is missing is told once in an exchange, in its marks or with one pillar."""
    told = [m.note.lower() for m in marked]
    for pillar in (p for p in PILLARS if p in case.grade.pillars):
        scored = case.grade.pillars[pillar]
        missing = _missing(book, case, pillar, scored, told)
        told += [missing.lower()] if missing else []
        yield _pillar_line(book, case, pillar, missing)


def _pillar_line(book: Casebook, case: Case, pillar: Pillar, missing: str | None) -> ScoreLine:
    scored = case.grade.pillars[pillar]
    return ScoreLine(
        id=pillar,
        name=book.rubrics.pillars[pillar].name,
        score=scored.score,
        in_words=wording.in_words(scored.score, book.rubrics),
        reason=scored.reason,
        missing=missing,
        quotes=tuple(case.quote(e) for e in scored.evidence),
    )


def _missing(book: Casebook, case: Case, pillar: Pillar, scored: Scored, told: Sequence[str]) -> str | None:
    """The largest open gap that bears on a pillar at the bar or below; nothing where it was told already."""
    if scored.score is None or scored.score > 3 or case.floored or (pillar == "communication" and scored.score == 3):
        return None
    gap = next((g.gap for g in case.gaps if pillar in book.rubrics.gaps[g.gap].pillars), None)
    if gap is None or _is_in(book, gap, scored.reason):
        return None
    missing = book.gap(gap).missing
    return None if any(missing.lower() in t for t in told) else missing


def _is_in(book: Casebook, gap: str, reason: str) -> bool:
    """Whether a reason says already that what would close the gap was not there."""
    absent = (book.rubrics.signals[s].absent for s in book.rubrics.gaps[gap].closed_by)
    return any(a and a in reason for a in absent)


def _starl(book: Casebook, case: Case) -> tuple[ScoreLine, ...] | None:
    if not case.graded or case.grade.starl is None:
        return None
    return tuple(_element_line(book, case, e, case.grade.starl[e]) for e in ELEMENTS if e in case.grade.starl)


def _element_line(book: Casebook, case: Case, element: Element, scored: Scored) -> ScoreLine:
    rubric = book.rubrics.elements[element]
    level = "none" if scored.score is None else str(scored.score)
    return ScoreLine(
        id=element,
        name=rubric.name,
        score=scored.score,
        in_words=book.prose[f"element_{level}"],
        reason=scored.reason if scored.score else "",
        missing=_element_missing(rubric, scored, case.grade.grader.model),
        quotes=tuple(case.quote(e) for e in scored.evidence),
    )


def _element_missing(rubric: ElementRubric, scored: Scored, grader: str) -> str | None:
    """What a higher score wants, by the level; the built-in grader's reason says it already."""
    if scored.score is None or (scored.score and grader == MODEL):
        return None
    return rubric.missing.get(scored.score)


def _claim(book: Casebook, case: Case, checked: Checked) -> Claim:
    quote = None
    if checked.turn is not None and checked.span is not None:
        quote = case.quote_span(checked.turn, checked.span)
    note = checked.check.error or "" if checked.verdict == "wrong" else ""
    if checked.slip is not None:  # the latest word counts, and the slip is told
        slip = book.prose["claim_slip"]
        note = slip.format(turn=case.number_of(checked.slip), error=checked.check.error or "").strip()
    return Claim(checked.check.says, checked.verdict, quote, note)
