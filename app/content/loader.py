"""Files to domain: loads all content at start and cross-checks it."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from app.content.catalog import Content, Wordings
from app.content.checkup import load_checkup
from app.content.crosscheck import cross_check
from app.content.engines import load_engines
from app.content.expected import load_expected
from app.content.files import content_files, read_front_matter, read_yaml, validated
from app.content.grading import load_grading
from app.content.interviewing import load_interviewing
from app.content.rubrics import load_rubrics
from app.content.schema import (
    CheckFile,
    CompanyFile,
    FactFile,
    GapFile,
    InjectFile,
    LoopFile,
    MannersFile,
    MoveFile,
    PaceFile,
    PersonaFile,
    ProbeFile,
    QuestionFile,
    SampleFile,
)
from app.domain.loop import Loop, Round
from app.domain.manners import Manners
from app.domain.pace import Pace
from app.domain.patterns import Patterns, any_case
from app.domain.persona import Company, Persona, RoundShape
from app.domain.question import Check, Fact, Gap, Inject, Probe, Question
from app.domain.sample import Sample, SampleAnswers
from app.errors import ContentError

Item = TypeVar("Item")


def load_content(prompts: Path, rubrics: Path) -> Content:
    """All content. ContentError names the first broken file and what is wrong with it."""
    gaps = _gaps(rubrics / "gaps.yaml")
    rules = load_rubrics(rubrics, frozenset(gaps))
    content = Content(
        personas=_by_id(prompts / "personas", ".md", _persona),
        questions=_by_id(prompts / "questions", ".md", _question),
        gaps=gaps,
        companies=_by_id(prompts / "companies", ".md", _company),
        loops=_by_id(prompts / "loops", ".yaml", _loop),
        moves=_moves(prompts / "moves"),
        probes=_moves(prompts / "moves" / "probes"),
        samples=_by_id(prompts / "samples", ".yaml", _sample),
        manners=_manners(prompts / "manners.yaml"),
        expected=load_expected(prompts / "expected.yaml"),
        pace=_pace(prompts / "pace.yaml"),
        interviewing=load_interviewing(prompts / "interviewing"),
        rubrics=rules,
        grading=load_grading(prompts / "grading", rubrics, rules.version),
        engines=load_engines(prompts / "engines.yaml"),
        checkup=load_checkup(prompts / "doctor.yaml"),
        version=_version(prompts, rubrics),
    )
    cross_check(content)
    return content


def _by_id(folder: Path, suffix: str, load: Callable[[Path], Item]) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for path in content_files(folder, suffix):
        if path.stem in items:
            raise ContentError(f"{path}: another file is called {path.stem} too; ids must differ")
        items[path.stem] = load(path)
    return items


def _version(prompts: Path, rubrics: Path) -> str:
    digest = hashlib.sha256()
    for folder in (prompts, rubrics):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".md", ".yaml"}):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _gaps(path: Path) -> dict[str, Gap]:
    data: Any = read_yaml(path)
    if not isinstance(data, dict) or not isinstance(data.get("gaps"), dict):
        raise ContentError(f"{path}: needs a mapping `gaps`")
    files = {key: validated(GapFile, value, path) for key, value in data["gaps"].items()}
    return {key: Gap(id=key, **dict(file)) for key, file in files.items()}


def _pace(path: Path) -> Pace:
    return Pace(**dict(validated(PaceFile, read_yaml(path), path)))


_MANNERS_APART = {"never_say", "never_say_exactly"}
_MANNERS_PLAIN = ("words_of_change", "opposites", "one_time_events", "words_of_moving", "words_apart")


def _manners(path: Path) -> Manners:
    file = validated(MannersFile, read_yaml(path), path)
    never_say = Patterns((*any_case(file.never_say), *file.never_say_exactly))
    plain: dict[str, Any] = {name: getattr(file, name) for name in _MANNERS_PLAIN}
    others = {n: Patterns(any_case(patterns)) for n, patterns in file if n not in _MANNERS_APART | plain.keys()}
    return Manners(never_say=never_say, **plain | others)


def _persona(path: Path) -> Persona:
    data, body = read_front_matter(path)
    file = validated(PersonaFile, data, path)
    fields = dict(file) | {"round": RoundShape(**dict(file.round))}
    return Persona(id=path.stem, character=body, **fields)


def _question(path: Path) -> Question:
    data, body = read_front_matter(path)
    file = validated(QuestionFile, data, path)
    fields = dict(file) | {
        "facts": tuple(_fact(f) for f in file.facts),
        "checks": tuple(_check(c) for c in file.checks),
        "probes": tuple(_probe(p) for p in file.probes),
        "injects": tuple(_inject(i) for i in file.injects),
    }
    if not body:
        raise ContentError(f"{path}: the body below the front matter is empty; say what the question is after")
    return Question(id=path.stem, area=path.parent.name, about=body, **fields)  # type: ignore[arg-type]


def _fact(file: FactFile) -> Fact:
    return Fact(id=file.id, asked=tuple(a.lower() for a in file.asked), tell=file.tell)


def _check(file: CheckFile) -> Check:
    return Check(**dict(file))


def _probe(file: ProbeFile) -> Probe:
    return Probe(**dict(file))


def _inject(file: InjectFile) -> Inject:
    return Inject(**dict(file))


def _company(path: Path) -> Company:
    data, body = read_front_matter(path)
    file = validated(CompanyFile, data, path)
    fields = dict(file) | {"facts": tuple(_fact(f) for f in file.facts)}
    return Company(id=path.stem, page=body, **fields)


def _loop(path: Path) -> Loop:
    file = validated(LoopFile, read_yaml(path), path)
    fields = dict(file) | {"rounds": tuple(Round(**dict(r)) for r in file.rounds)}
    return Loop(id=path.stem, **fields)


def _sample(path: Path) -> Sample:
    file = validated(SampleFile, read_yaml(path), path)
    answers = {
        key: SampleAnswers(first=a.first, by_gap=a.__pydantic_extra__, otherwise=a.otherwise)
        for key, a in file.questions.items()
    }
    fields = {key: value for key, value in dict(file).items() if key != "covers"} | {"questions": answers}
    return Sample(id=path.stem, **fields)


def _moves(folder: Path) -> Mapping[str, Wordings]:
    return {path.stem: _wordings(path) for path in content_files(folder, ".md") if path.parent == folder}


def _wordings(path: Path) -> Wordings:
    data, body = read_front_matter(path)
    validated(MoveFile, data, path)
    found: dict[str, list[str]] = {}
    persona: str | None = None
    for line in filter(None, map(str.strip, body.splitlines())):
        persona = _take_line(path, line, persona, found)
    return {key: tuple(lines) for key, lines in found.items()}


def _take_line(path: Path, line: str, persona: str | None, found: dict[str, list[str]]) -> str:
    if line.startswith("## "):
        persona = line[3:].strip()
        found.setdefault(persona, [])
    elif persona is None or not line.startswith("-"):
        raise ContentError(f"{path}: {line[:60]!r} is neither '## persona' nor '- wording'")
    else:
        found[persona].append(_unquote(line[1:].strip()))
    return persona


def _unquote(line: str) -> str:
    return line[1:-1] if line == '""' else line
