"""Things noted that earn no score: length, documents, the parts of a design, an estimate, a way through a conflict."""

from collections.abc import Iterable, Sequence

from app.domain.report import Observation, Quote
from app.domain.rubric import Artifact, Part
from app.domain.scale import QuestionKind
from app.grading import wording
from app.grading.parts.casebook import Case, Casebook
from app.signals.found import AnswerSignals, Span
from app.signals.fragment import fragment, sentence_quote
from app.signals.manner import SPEAKING

_PLAYBOOK_PARTS = 3  # a way through is told of when at least this many of its parts were heard
_SHORT_SECONDS = 90


def observations(book: Casebook) -> tuple[Observation, ...]:
    """All that was noted, in a fixed order."""
    return tuple(o for o in (_length(book), *_parts(book), *_playbooks(book), _artifacts(book), _mapping(book)) if o)


def _answers(book: Casebook) -> Iterable[tuple[Case, int, AnswerSignals]]:
    return ((c, i, a) for c in book.graded for i, a in c.signals.answers.items() if a.kind in SPEAKING)


def _length(book: Casebook) -> Observation | None:
    seconds = [a.aloud_seconds for _, _, a in _answers(book)]
    if not seconds:
        return None
    longest, limit = max(seconds), 60 * book.rubrics.reading.good_minutes[1]
    key = "length_over" if longest > limit else _short(book) if longest < _SHORT_SECONDS else "length_within"
    text = book.prose[key].format(longest=wording.aloud(longest))
    return Observation("length", book.prose["length_title"], text, (), ())


def _short(book: Casebook) -> str:
    """Short answers are too short only where one of them cost its exchange something."""
    cost = any(
        c.signals.counts.get("brief") and wording.standing(_weakest(c), book.rubrics.debrief) == "below"
        for c in book.graded
    )
    return "length_short" if cost else "length_brief"


def _weakest(case: Case) -> float | None:
    return min(case.scores.values(), default=None)


def _mapping(book: Casebook) -> Observation | None:
    quotes = [q for c, i, a in _answers(book) for q in _quotes(c, i, a, ("mapped_aloud",))]
    if not book.graded:
        return None
    key = "mapping_yes" if quotes else "mapping_no"
    return Observation("mapping", book.prose["mapping_title"], book.prose[key], (), tuple(quotes[:2]))


def _artifacts(book: Casebook) -> Observation | None:
    items: dict[str, str] = {}
    quotes: list[Quote] = []
    for case, index, answer in _answers(book):
        for artifact in book.rubrics.artifacts:
            shown = _artifact_shown(artifact, answer, book.rubrics.artifacts)
            if shown is None or (artifact.id in items and not shown):
                continue
            key = "artifact_shown" if shown else "artifact_named"
            items[artifact.id] = book.prose[key].format(name=artifact.name)
            quotes += _sentences_with(case, index, answer, artifact.id)[:1]
    if not items:
        return None
    title, text = book.prose["artifacts_title"], book.prose["artifacts_text"]
    return Observation("artifacts", title, text, tuple(items.values()), tuple(quotes[:3]))


def _artifact_shown(artifact: Artifact, answer: AnswerSignals, every: Sequence[Artifact]) -> bool | None:
    """None when it is not named; else whether, there or in the next sentence, something of its content is shown.

    Where several are named in one breath, none is shown.
    """
    named = answer.found.get(artifact.id, ())
    if not named:
        return None
    others = [_sentence(answer, s) for a in every if a is not artifact for s in answer.found.get(a.id, ())]
    alone = [n for n in named if _sentence(answer, n) not in others]
    shown = [s for name in artifact.shown_by for s in answer.shown.get(name, ())]
    return any(_near(answer, n, s) for n in alone for s in shown)


def _near(answer: AnswerSignals, name: Span, other: Span) -> bool:
    """Whether something stands in the name's sentence or the next, and not in the name itself."""
    apart = other.end <= name.start or name.end <= other.start
    return apart and 0 <= _sentence(answer, other) - _sentence(answer, name) <= 1


def _sentence(answer: AnswerSignals, span: Span) -> int:
    return next((i for i, s in enumerate(answer.sentences) if s.start <= span.start < s.end), -9)


def _parts(book: Casebook) -> Iterable[Observation]:
    by_kind: tuple[tuple[QuestionKind, str, tuple[Part, ...]], ...] = (
        ("design", "design", book.rubrics.design),
        ("estimate", "estimation", book.rubrics.estimation),
        ("code", "coding", book.rubrics.coding),
    )
    for kind, name, parts in by_kind:
        cases = [c for c in book.graded if c.kind == kind]
        if cases:
            text = "design_text" if kind == "design" else "parts_text"
            yield _parts_heard(book, name, book.prose[f"{name}_title"], text, parts, cases)


def _parts_heard(
    book: Casebook, name: str, title: str, text: str, parts: Sequence[Part], cases: Sequence[Case]
) -> Observation:
    heard = [part for part in parts if _is_heard(part, cases)]
    keys = ("part_shown" if part in heard else "part_missing" for part in parts)
    items = tuple(book.prose[k].format(name=p.name, asks=p.asks) for k, p in zip(keys, parts, strict=True))
    counts = book.prose[text].format(shown=wording.capital(wording.number(len(heard))), all=wording.number(len(parts)))
    return Observation(name, title, counts, items, ())


def _is_heard(part: Part, cases: Sequence[Case]) -> bool:
    return any(c.signals.counts.get(name, 0) for c in cases for name in part.heard)


def _playbooks(book: Casebook) -> Iterable[Observation]:
    """The fitting way through a conflict, for questions that cover one."""
    for playbook in book.rubrics.playbooks:
        cases = [c for c in book.graded if playbook.id in c.question.covers]
        if sum(_is_heard(part, cases) for part in playbook.parts) >= _PLAYBOOK_PARTS:
            title = book.prose["playbook_title"].format(name=playbook.name)
            yield _parts_heard(book, f"playbook_{playbook.id.lower()}", title, "parts_text", playbook.parts, cases)


def _quotes(case: Case, turn: int, answer: AnswerSignals, names: Sequence[str]) -> list[Quote]:
    spans = [s for name in names for s in answer.found.get(name, ())]
    pieces = [piece for s in spans if (piece := fragment(answer.text, s)) is not None]
    return [case.quote_span(turn, piece) for piece in pieces]


def _sentences_with(case: Case, turn: int, answer: AnswerSignals, name: str) -> list[Quote]:
    return [case.quote_span(turn, sentence_quote(answer.text, s)) for s in answer.found.get(name, ())]
