"""What loading cannot refuse but a reviewer would: gaps in coverage, near-duplicates, too few wordings."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from app.content.askable import askable
from app.content.asking import load_asking
from app.content.catalog import Content, Wordings
from app.content.files import content_files, read_front_matter, read_yaml
from app.content.giveaways import giveaways

NEAR_QUESTION = 88.0
NEAR_WORDING = 90.0
LEAST_WORDINGS = 6
NO_QUESTION_MARK = (
    "opening", "drill_opening", "passage", "time_check", "lead", "receipt", "inform_unknown", "inform_lead", "clarify",
    "process_answer", "confirm", "skipped", "decline", "close", "close_early", "close_safe", "drill_close",
    "stuck", "grave", "later", "press", "stay", "left_open", "rest_open", "your_call", "your_view", "kept", "enough",
    "as_told", "time_left", "to_come", "on_we_go",
)  # fmt: skip

Spoken = tuple[str, str, str]
"""Where a line stands, what it may resemble without harm (its own group), and the line."""


def audit(content: Content, prompts: Path, rubrics: Path) -> list[str]:
    """Every finding as a sentence that names the file; empty when all is well."""
    return [
        *_uncovered(_covers(prompts, rubrics), content, rubrics),
        *_near_duplicates(list(_questions(content)), NEAR_QUESTION),
        *_near_duplicates(list(_probes(content)), NEAR_WORDING),
        *_moves(content),
        *_manners(content),
        *askable(content, load_asking(prompts / "asking.yaml")),
        *giveaways(content),
    ]


def _covers(prompts: Path, rubrics: Path) -> dict[str, set[str]]:
    """Which files cover an id."""
    covered: dict[str, set[str]] = {}
    for path in [*content_files(prompts, ".md"), *content_files(prompts, ".yaml"), *content_files(rubrics, ".yaml")]:
        data: Any = read_front_matter(path)[0] if path.suffix == ".md" else read_yaml(path)
        for key in (data or {}).get("covers", ()) if isinstance(data, dict) else ():
            covered.setdefault(key, set()).add(path.stem)
    return covered


def _uncovered(covered: dict[str, set[str]], content: Content, rubrics: Path) -> Iterator[str]:
    guide: Any = read_yaml(rubrics / "guide.yaml")
    for key, label in guide["ids"].items():
        if key not in covered:
            yield f"nothing covers {key} ({label})"
    for key in guide["twice"]:
        count = sum(key in q.covers for q in content.questions.values())
        if count < 2:
            yield f"{key} ({guide['ids'][key]}) has {count} of at least two questions"
    for key in sorted(set(covered) - set(guide["ids"])):
        yield f"{', '.join(sorted(covered[key]))}: covers {key}, which is no id of rubrics/guide.yaml"


def _questions(content: Content) -> Iterator[Spoken]:
    for question in content.questions.values():
        where = f"prompts/questions/{question.area}/{question.id}.md"
        yield from ((f"{where} ({persona})", question.id, text) for persona, text in question.ask.items())


def _probes(content: Content) -> Iterator[Spoken]:
    for question in content.questions.values():
        where = f"prompts/questions/{question.area}/{question.id}.md"
        for follow_up in (*question.probes, *question.injects):
            said = follow_up.say.items()
            yield from ((f"{where} ({follow_up.gap}, {p})", f"{question.id}/{follow_up.gap}", t) for p, t in said)
    for gap, wordings in content.probes.items():
        where = f"prompts/moves/probes/{gap}.md"
        yield from ((f"{where} ({p}, {i + 1})", "", t) for p, ts in wordings.items() for i, t in enumerate(ts))


def _near_duplicates(lines: list[Spoken], cutoff: float) -> Iterator[str]:
    folded = [" ".join(sorted(text.casefold().split())) for _, _, text in lines]
    for i, (here, group, text) in enumerate(lines):
        rest = folded[i + 1 :]
        for _, ratio, offset in process.extract_iter(folded[i], rest, scorer=fuzz.ratio, score_cutoff=cutoff):
            there, other_group, other = lines[i + 1 + offset]
            if not group or group != other_group:
                yield f"{here} and {there} are nearly the same ({ratio:.0f} %): {text!r} / {other!r}"


def _moves(content: Content) -> Iterator[str]:
    for name, wordings in content.moves.items():
        yield from _too_few(f"prompts/moves/{name}.md", wordings, _own_voices(content))
        lines = [
            (f"prompts/moves/{name}.md ({p})", "", t) for p, texts in wordings.items() for t in texts if len(t) > 24
        ]
        yield from _near_duplicates(lines, NEAR_WORDING)
    for persona in content.personas.values():
        if persona.borrows is None:
            for gap in persona.pursues:
                yield from _too_few(f"prompts/moves/probes/{gap}.md", content.probes.get(gap, {}), [persona.id])


def _own_voices(content: Content) -> list[str]:
    return [p.id for p in content.personas.values() if p.borrows is None]


def _too_few(where: str, wordings: Wordings, personas: Iterable[str]) -> Iterator[str]:
    for persona in personas:
        count = len(set(wordings.get(persona, ())))
        if count < LEAST_WORDINGS:
            yield f"{where}: {count} wordings for {persona}, at least {LEAST_WORDINGS} are needed"


def _manners(content: Content) -> Iterator[str]:
    for where, _, text in [*_questions(content), *_probes(content), *_move_lines(content)]:
        if text.count("?") > 1:
            yield f"{where}: more than one question in {text!r}"
        if found := content.manners.never_say.finds(text):
            yield f"{where}: an interviewer does not say {found!r}: {text!r}"
    for name in NO_QUESTION_MARK:
        for persona, texts in content.moves.get(name, {}).items():
            yield from (f"prompts/moves/{name}.md ({persona}): no question here: {t!r}" for t in texts if "?" in t)


def _move_lines(content: Content) -> Iterator[Spoken]:
    for name, wordings in content.moves.items():
        yield from ((f"prompts/moves/{name}.md ({p})", "", t) for p, texts in wordings.items() for t in texts)
