"""Lines about the whole session: the five pillars, the follow-ups, coverage, integrity, trust."""

from collections import Counter
from collections.abc import Sequence

from app.domain.evaluation import Qualification
from app.domain.report import Coverage, IntegrityLine, LedgerRow, PillarLine, Quote, Recovery, Trust
from app.domain.scale import PILLARS, Pillar
from app.grading import wording
from app.grading.offline import MODEL
from app.grading.parts.casebook import Case, Casebook
from app.grading.parts.recovery import Recovered
from app.grading.qualification import qualification_line

_MOST_LISTED = 6
_COUNTED: dict[Recovery, str] = {
    "answered": "answered",
    "in_part": "in part",
    "missing": "not",
    "declined": "declined",
    "not_answered": "without a reply",
}


def pillar_lines(book: Casebook) -> tuple[PillarLine, ...]:
    """The five pillars over the session."""
    return tuple(_pillar_line(book, p) for p in PILLARS)


def ledger(book: Casebook) -> tuple[LedgerRow, ...]:
    """Every follow-up and what came back."""
    return tuple(_ledger_row(book, case, r) for case in book.cases for r in case.recovered)


def ledger_line(book: Casebook) -> str:
    """`Five follow-ups in four exchanges. Two answered, one in part, two not.`"""
    found = [r for case in book.cases for r in case.recovered]
    if not found:
        return book.prose["ledger_none"]
    counts = Counter(r.came_back for r in found)
    parts = [f"{wording.number(counts[key])} {words}" for key, words in _COUNTED.items() if counts[key]]
    many = f"{wording.number(len(found))} follow-up{'' if len(found) == 1 else 's'}"
    where = wording.exchanges(sum(bool(c.recovered) for c in book.cases))
    return f"{wording.capital(many)} in {where}. {wording.capital(', '.join(parts))}."


def coverage(book: Casebook) -> Coverage:
    """What was shown, what was asked for and not shown, and what the session did not reach."""
    left = {r.gap for c in book.cases for r in c.recovered if r.came_back in {"missing", "declined", "not_answered"}}
    still_open = {g.gap for c in book.graded for g in c.gaps if g.size >= 0.5}
    shown = [g for c in book.graded if not c.floored for g in _shown(book, c)]
    missing = [g for g in book.content.gaps if g in left and g in still_open]
    return Coverage(
        shown=_names(book, [g for g in dict.fromkeys(shown) if g not in missing]),
        asked_not_shown=_names(book, missing),
        not_reached=_not_reached(book),
    )


def integrity(book: Casebook) -> tuple[IntegrityLine, ...]:
    """Every attempt to steer the grade."""
    return tuple(
        IntegrityLine(note.kind, book.prose[f"integrity_{note.kind}"], _place(case, note.turn, note.quote))
        for case in book.cases
        for note in case.grade.integrity
    )


def trust(book: Casebook, qualified: Sequence[Qualification], *, sample: bool) -> Trust:
    """Who asked, who graded, by which rules, how far each grader is to be believed, with which limits."""
    stamps = {c.grade.grader.model: c.grade.grader for c in book.cases}
    graders = list(stamps) or [book.session.grader_model]
    lines = [qualification_line(stamp, qualified, book.rubrics) for stamp in stamps.values()]
    count = len(book.graded)
    limits = [
        book.prose["limit_sample_session"] if sample else "",
        book.prose["limit_sample_one"] if count == 1 else "",
        book.prose["limit_sample"].format(count=wording.capital(wording.exchanges(count))) if count > 1 else "",
        book.prose["limit_offline"] if MODEL in graders else "",
        book.prose["limit_model"] if set(graders) - {MODEL} else "",
        book.prose["limit_quotes"],
    ]
    return Trust(
        interviewer=_worded_by(book),
        grader=wording.joined(graders),
        rubric=book.rubrics.version,
        qualification=" ".join(lines) or None,
        limits=tuple(limit for limit in limits if limit),
    )


def _worded_by(book: Casebook) -> str:
    """Who worded the interviewer's turns; how many each, where there was more than one."""
    worded = Counter(t.engine or MODEL for t in book.turns if t.speaker == "interviewer")
    if len(worded) < 2:
        return next(iter(worded), book.session.model)
    return wording.joined([f"{engine} ({count} turns)" for engine, count in worded.most_common()])


def _pillar_line(book: Casebook, pillar: Pillar) -> PillarLine:
    found = book.scores.pillars.get(pillar)
    mean = found.mean if found else None
    return PillarLine(
        pillar=pillar,
        name=book.rubrics.pillars[pillar].name,
        mean=mean,
        low=found.low if found else None,
        high=found.high if found else None,
        exchanges=found.exchanges if found else 0,
        standing=wording.standing(mean, book.rubrics.debrief),
        in_words=wording.in_words(mean, book.rubrics),
        reason="" if found else _why_not(book, pillar),
    )


def _why_not(book: Casebook, pillar: Pillar) -> str:
    asked = [c for c in book.graded if pillar in c.exchange.targets]
    if not asked:
        return book.prose["pillar_nothing_asked"]
    unknowable = book.rubrics.pillars[pillar].unknowable is not None and asked[0].grade.grader.model == MODEL
    return book.prose["pillar_unknowable" if unknowable else "pillar_not_scored"]


def _ledger_row(book: Casebook, case: Case, found: Recovered) -> LedgerRow:
    gap = book.gap(found.gap)
    quote = case.quote_span(found.reply, found.span) if found.reply is not None and found.span is not None else None
    return LedgerRow(
        turn=case.number_of(found.turn),
        exchange=case.number,
        gap=gap.id,
        gap_name=gap.name,
        asked=case.exchange.turns[found.turn].text,
        came_back=found.came_back,
        quote=quote,
        note=_note(book, found),
    )


def _note(book: Casebook, found: Recovered) -> str:
    if found.heard is None:
        return book.prose[found.note].format(what=book.rubrics.never[found.gap])
    if found.came_back in {"answered", "in_part"} or wording.is_weakness(found.heard, book.rubrics):
        return f"{wording.capital(wording.shows(found.heard, book.rubrics))}."
    return book.prose[found.note]


def _shown(book: Casebook, case: Case) -> list[str]:
    """Gaps that matter for this kind of question and are closed, those that matter most first."""
    needs = book.rubrics.needs[case.kind]
    answered = {r.gap for r in case.recovered if r.came_back == "answered"}
    still_open = {g.gap for g in case.gaps} | (case.signals.spoken_to - answered)
    closed = [g for g in needs if needs[g] >= book.rubrics.debrief.worth_naming_from and g not in still_open]
    return sorted(closed, key=lambda g: -needs[g])


def _names(book: Casebook, gaps: list[str]) -> tuple[str, ...]:
    return tuple(book.gap(g).name for g in gaps[:_MOST_LISTED])


def _not_reached(book: Casebook) -> tuple[str, ...]:
    """Areas this person asks about that had no question, and pillars nothing asked for; nothing for a single answer."""
    if book.session.format == "drill":
        return ()
    asked = {c.question.area for c in book.cases}
    areas = [book.rubrics.areas[a] for a in book.persona.areas if a not in asked]
    aimed = {p for c in book.cases for p in c.exchange.targets}
    return (*areas, *(book.rubrics.pillars[p].name for p in PILLARS if p not in aimed))


def _place(case: Case, turn: int, text: str) -> Quote:
    start = case.exchange.turns[turn].text.find(text)
    if start < 0:
        return Quote(case.number_of(turn), text)
    return Quote(case.number_of(turn), text, start, start + len(text))
