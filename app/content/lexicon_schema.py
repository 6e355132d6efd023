"""The shapes of the files under rubrics/lexicon/."""

from pydantic import field_validator

from app.content.files import FileModel
from app.content.rubric_schema import Phrases, Text
from app.domain.rubric import WhenShown


def _as_text(values: object) -> object:
    """YAML reads `no`, `yes`, `on` and figures as other types; in a list of words they are words."""
    names = {True: "yes", False: "no"}
    if isinstance(values, list):
        return [names.get(v, v) if isinstance(v, bool) else str(v) for v in values]
    return values


class SignalFile(FileModel):
    """One signal of a lexicon file."""

    heard: Phrases
    shown: WhenShown
    present: Text
    absent: str
    unless: tuple[str, ...] = ()

    _words = field_validator("heard", mode="before")(_as_text)


class LexiconFile(FileModel):
    """rubrics/lexicon/<theme>.yaml."""

    signals: dict[str, SignalFile]


class ComputedSignalFile(FileModel):
    """A computed signal: only its words to the candidate, which may be none."""

    present: str
    absent: str


class ComputedFile(FileModel):
    """rubrics/lexicon/computed.yaml."""

    signals: dict[str, ComputedSignalFile]


class WordsFile(FileModel):
    """rubrics/lexicon/words.yaml."""

    classes: dict[str, tuple[str, ...]]

    @field_validator("classes", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return {k: _as_text(v) for k, v in value.items()} if isinstance(value, dict) else value


class LanguagesFile(FileModel):
    """rubrics/lexicon/language.yaml."""

    languages: dict[str, tuple[str, ...]]

    @field_validator("languages", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return {k: _as_text(v) for k, v in value.items()} if isinstance(value, dict) else value


class IntegrityFile(FileModel):
    """rubrics/lexicon/integrity.yaml."""

    orders: Phrases
    claims: Phrases
    told_of: Phrases
    addressed: Phrases
    lead_in: frozenset[str]
    labels: frozenset[str]
    doubtful_labels: frozenset[str]
    follows: frozenset[str]
    grading_words: Phrases
    markers: Phrases
