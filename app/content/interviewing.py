"""Loads prompts/interviewing/: what a language model is told as an interviewer."""

import hashlib
from pathlib import Path
from typing import get_args

from pydantic import Field, model_validator

from app.content.files import FileModel, Model, read_front_matter, read_yaml, validated
from app.content.schema import LinearPattern
from app.domain.interviewing import Asks, Direction, Guarding, Interviewing, Memory
from app.domain.patterns import Patterns, any_case
from app.domain.scale import QuestionKind
from app.errors import ContentError


class SystemFile(FileModel):
    """The front matter of system.md."""

    about: str
    temperature: float = Field(ge=0, le=2)
    most_tokens: int = Field(ge=50)


class SettingsFile(FileModel):
    """settings.yaml."""

    lines: tuple[str, ...]
    drill: str


class KindsFile(FileModel):
    """kinds.yaml: one text for every kind of question."""

    kinds: dict[QuestionKind, str]


class DirectionFile(FileModel):
    """One move."""

    do: str = ""
    words: int | None = Field(default=None, ge=5)
    asks: Asks = "one"
    own_words: bool = True

    @model_validator(mode="after")
    def _says_what_to_do(self) -> "DirectionFile":
        if self.own_words != bool(self.do):
            raise ValueError("needs `do`, or `own_words: false` without it")
        return self


class MovesFile(FileModel):
    """moves.yaml."""

    moves: dict[str, DirectionFile]
    words_to_tell: int = Field(ge=10)
    words_to_pass: int = Field(ge=5)
    leads_itself: tuple[LinearPattern, ...]
    receipt_may: str
    most: str
    no_quote: str
    time: str
    question_notes: str
    no_facts: str
    summary: str
    nothing: str
    frame: str
    told: str
    told_first: str
    told_several: str
    rest_open: str
    unknown_first: str
    left_open: str
    not_told: str
    not_told_rest: str
    sample: str
    taken_up: dict[str, str]


class GapsFile(FileModel):
    """gaps.yaml."""

    gaps: dict[str, str]
    case_kinds: tuple[QuestionKind, ...]
    gaps_case: dict[str, str]


class GuardFile(FileModel):
    """guard.yaml."""

    most_words: int = Field(ge=20)
    stop_after: float = Field(ge=1)
    never_words: int = Field(ge=60)
    longest_quote_words: int = Field(ge=1)
    held: tuple[str, ...]
    withdrawn: tuple[LinearPattern, ...]


class MemoryFile(FileModel):
    """memory.yaml."""

    whole_up_to: int = Field(ge=1000)
    every: int = Field(ge=1)
    longest_answer: int = Field(ge=200)
    answer_head: int = Field(ge=100)
    left_out: str
    summary_sentences: int = Field(ge=0)
    summary_sentence: int = Field(ge=20)


def load_interviewing(folder: Path) -> Interviewing:
    """The folder's files as one. ContentError names the file that is broken."""
    data, system = read_front_matter(folder / "system.md")
    head = validated(SystemFile, data, folder / "system.md")
    settings = _read(SettingsFile, folder / "settings.yaml")
    moves = _read(MovesFile, folder / "moves.yaml")
    gaps = _read(GapsFile, folder / "gaps.yaml")
    kinds = _read(KindsFile, folder / "kinds.yaml").kinds
    if missing := sorted(set(get_args(QuestionKind)) - set(kinds)):
        raise ContentError(f"{folder / 'kinds.yaml'}: nothing for {', '.join(missing)}")
    phrases = {k: v for k, v in dict(moves).items() if isinstance(v, str)}
    return Interviewing(
        system=system,
        temperature=head.temperature,
        most_tokens=head.most_tokens,
        settings=settings.lines,
        drill=settings.drill,
        kinds=kinds,
        moves={key: Direction(**dict(move)) for key, move in moves.moves.items()},
        words_to_tell=moves.words_to_tell,
        words_to_pass=moves.words_to_pass,
        leads_itself=Patterns(any_case(moves.leads_itself)),
        phrases=phrases,
        taken_up=moves.taken_up,
        gaps=gaps.gaps,
        gaps_case=dict.fromkeys(gaps.case_kinds, gaps.gaps_case),
        guard=_guard(_read(GuardFile, folder / "guard.yaml")),
        memory=_memory(_read(MemoryFile, folder / "memory.yaml")),
        version=_version(folder),
    )


def _read(model: type[Model], path: Path) -> Model:
    return validated(model, read_yaml(path), path)


def _guard(file: GuardFile) -> Guarding:
    return Guarding(
        **dict(file) | {"withdrawn": Patterns(any_case(file.withdrawn)), "held": tuple(h.lower() for h in file.held)}
    )


def _memory(file: MemoryFile) -> Memory:
    return Memory(**dict(file))


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
