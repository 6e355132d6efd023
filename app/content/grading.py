"""Loads prompts/grading/ and rubrics/model_grades.yaml: what a language model is told as a grader, and its limits."""

import hashlib
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.content.files import FileModel, read_front_matter, read_yaml, validated
from app.domain.grading import GradeRules, Grading, ProseRules, StepPrompt
from app.domain.scale import Element, Pillar, QuestionKind
from app.errors import ContentError

Share = Annotated[float, Field(gt=0, le=1)]
Level = Annotated[int, Field(ge=0, le=5)]
Text = Annotated[str, Field(min_length=1)]
Sections = Mapping[str, Collection[str]]
"""The sections a file must have, each with the placeholders that stand in it."""

_DATA = frozenset({"fence", "data"})
_EVIDENCE: Sections = {"system": {"headings", "most"}, "ask": _DATA}
_PROSE: Sections = {"system": {"points", "point", "words", "most"}, "ask": _DATA}
_DRILLS: Sections = {"system": {"count", "words"}, "ask": _DATA}
_SCORE: Sections = {"system": {"pillars", "elements"}, "starl": {"elements"}, "ask": _DATA}


class EvidenceSays(FileModel):
    """`says` of evidence.md."""

    unfound: Text
    more: Text


class EvidenceFile(FileModel):
    """The front matter of evidence.md."""

    about: str
    max_tokens: int = Field(ge=500)
    says: EvidenceSays


class ScoreSays(FileModel):
    """`says` of score.md."""

    unknown: Text
    unquoted: Text
    unscored: Text


class ScoreFile(FileModel):
    """The front matter of score.md."""

    about: str
    max_tokens: int = Field(ge=500)
    says: ScoreSays


class ProseSays(FileModel):
    """`says` of prose.md."""

    unfound: Text
    invented: Text
    blanks: Text
    long: Text


class ProseFile(FileModel):
    """The front matter of prose.md."""

    about: str
    max_tokens: int = Field(ge=500)
    says: ProseSays


class DrillsSays(FileModel):
    """`says` of drills.md."""

    unknown: Text
    long: Text


class DrillsFile(FileModel):
    """The front matter of drills.md."""

    about: str
    max_tokens: int = Field(ge=500)
    says: DrillsSays


class ProseRulesFile(FileModel):
    """`prose` of model_grades.yaml; the fields are those of domain ProseRules."""

    most_points: int = Field(ge=1)
    longest_point: int = Field(ge=5)
    longest_passage: int = Field(ge=10)
    longest_rewrite: int = Field(ge=20)
    most_blanks: int = Field(ge=0)
    longest_question: int = Field(ge=5)
    drills: int = Field(ge=1)
    drill_choices: int = Field(ge=1)
    longest_reason: int = Field(ge=5)


class RulesSays(FileModel):
    """`says` of model_grades.yaml."""

    held_few: Text
    held_figure: Text
    held_thin: Text
    removed: Text
    illegible: Text
    name: Text
    no_number: Text


class RulesFile(FileModel):
    """rubrics/model_grades.yaml; the fields are those of domain GradeRules."""

    covers: tuple[str, ...] = ()
    most_quotes: int = Field(ge=1)
    unfound_share: Share
    echo_share: Share
    longest_reason: int = Field(ge=100)
    least_quotes: dict[Level, int]
    most_uses: int = Field(ge=1)
    figure_from: dict[Element, Level]
    thin_kinds: frozenset[QuestionKind]
    thin_at_most: dict[Pillar, Level]
    encoded_from: int = Field(ge=16)
    cipher_words: int = Field(ge=3)
    cipher_vowels: Share
    says: RulesSays
    prose: ProseRulesFile


def load_grading(folder: Path, rubrics: Path, rubric: str) -> Grading:
    """The files as one; `rubric` is the rubric's version. ContentError names the file that is broken."""
    path = rubrics / "model_grades.yaml"
    limits = validated(RulesFile, read_yaml(path), path)
    return Grading(
        evidence=_step(folder / "evidence.md", EvidenceFile, _EVIDENCE),
        score=_step(folder / "score.md", ScoreFile, _SCORE),
        prose=_step(folder / "prose.md", ProseFile, _PROSE),
        drills=_step(folder / "drills.md", DrillsFile, _DRILLS),
        rules=_rules(limits),
        prose_rules=ProseRules(**dict(limits.prose)),
        version=_version([folder / "evidence.md", folder / "score.md"], rubric),
        prose_version=_version([folder / "prose.md", folder / "drills.md"], rubric),
    )


def _step(path: Path, shape: type[EvidenceFile | ScoreFile | ProseFile | DrillsFile], sections: Sections) -> StepPrompt:
    data, body = read_front_matter(path)
    file = validated(shape, data, path)
    texts = _sections(path, body, sections)
    parts = {name: text for name, text in texts.items() if name not in {"system", "ask"}}
    return StepPrompt(texts["system"], texts["ask"], parts, dict(file.says), file.max_tokens)


def _rules(file: RulesFile) -> GradeRules:
    fields = {k: v for k, v in dict(file).items() if k not in {"covers", "prose"}}
    return GradeRules(**fields | {"says": dict(file.says)})


def _sections(path: Path, body: str, wanted: Sections) -> dict[str, str]:
    pieces = re.split(r"^## (\w+)$", body, flags=re.MULTILINE)
    texts = {name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    if pieces[0].strip() or set(texts) != set(wanted):
        raise ContentError(f"{path}: needs exactly the sections {', '.join(wanted)}, found {', '.join(texts)}")
    for name, text in texts.items():
        found = set(re.findall(r"\[\[(\w+)\]\]", text))
        if found != set(wanted[name]):
            raise ContentError(f"{path}: {name} needs the placeholders {sorted(wanted[name])}, found {sorted(found)}")
    return texts


def _version(paths: Collection[Path], rubric: str) -> str:
    digest = hashlib.sha256(rubric.encode())
    for path in paths:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]
