"""The shapes of the files under rubrics/."""

from typing import Annotated

from pydantic import ConfigDict, Field, field_validator

from app.content.files import FileModel
from app.domain.scale import Area, Category, Element, Pillar, QuestionKind

Phrases = Annotated[tuple[str, ...], Field(min_length=1)]
Weight = Annotated[float, Field(gt=0)]
Text = Annotated[str, Field(min_length=1)]


class CapFile(FileModel):
    """A ceiling on a level."""

    at_most: int
    having: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    says: Text


class ScaleFile(FileModel):
    """Points, levels and ceilings."""

    base: float = 0
    points: dict[str, tuple[float, ...]]
    levels: dict[int, float]
    caps: tuple[CapFile, ...] = ()


class PillarFile(FileModel):
    """One pillar of pillars.yaml."""

    name: Text
    about: Text
    asked_for: Text
    anchors: dict[int, Text]
    scale: ScaleFile
    scored_up_to: int | None = None
    judged_for: tuple[QuestionKind, ...] | None = None
    unknowable: str | None = None
    shows_itself_at: float | None = None
    never_in: tuple[QuestionKind, ...] = ()

    @field_validator("anchors")
    @classmethod
    def _five(cls, value: dict[int, str]) -> dict[int, str]:
        if sorted(value) != [1, 2, 3, 4, 5]:
            raise ValueError("a pillar has anchors 1 to 5")
        return value


class PillarsFile(FileModel):
    """rubrics/pillars.yaml."""

    covers: tuple[str, ...] = ()
    pillars: dict[Pillar, PillarFile]


class ElementFile(FileModel):
    """One element of starl.yaml."""

    name: Text
    anchors: dict[int, Text]
    scale: ScaleFile
    missing: dict[int, Text]
    quoted_from: Phrases

    @field_validator("anchors")
    @classmethod
    def _four(cls, value: dict[int, str]) -> dict[int, str]:
        if sorted(value) != [0, 1, 2, 3]:
            raise ValueError("an element has anchors 0 to 3")
        return value


class StarlFile(FileModel):
    """rubrics/starl.yaml."""

    covers: tuple[str, ...] = ()
    elements: dict[Element, ElementFile]


class PartFile(FileModel):
    """A part of a good answer of one kind."""

    id: Text
    name: Text
    asks: Text
    heard: Phrases


class PartsFile(FileModel):
    """system_design.yaml, estimation.yaml, coding.yaml."""

    covers: tuple[str, ...] = ()
    parts: tuple[PartFile, ...]


class ArtifactFile(FileModel):
    """A document of the trade."""

    id: Text
    name: Text
    named: Phrases
    shown_by: Phrases


class ArtifactsFile(FileModel):
    """rubrics/artifacts.yaml."""

    covers: tuple[str, ...] = ()
    artifacts: tuple[ArtifactFile, ...]


class PlaybookFile(FileModel):
    """A way through a conflict."""

    id: Text
    name: Text
    parts: tuple[PartFile, ...]


class ConflictFile(FileModel):
    """rubrics/conflict.yaml."""

    covers: tuple[str, ...] = ()
    playbooks: tuple[PlaybookFile, ...]


class CategoryFile(FileModel):
    """What a category asks for by default."""

    kind: QuestionKind
    targets: dict[Pillar, Weight]


class KindFile(FileModel):
    """How a kind of question is told from its words."""

    kind: QuestionKind
    heard: Phrases


class CategoriesFile(FileModel):
    """rubrics/categories.yaml."""

    covers: tuple[str, ...] = ()
    categories: dict[Category, CategoryFile]
    by_kind: dict[QuestionKind, dict[Pillar, Weight]]
    told_by_words: frozenset[Category]
    kinds: tuple[KindFile, ...]


class GapRuleFile(FileModel):
    """When a gap is closed, and on what a follow-up hangs."""

    closed_by: Phrases
    full: float = Field(ge=1)
    hang_on: tuple[str, ...] = ()


class NeedsFile(FileModel):
    """rubrics/needs.yaml."""

    covers: tuple[str, ...] = ()
    kinds: dict[QuestionKind, dict[str, Annotated[float, Field(ge=0, le=1)]]]
    gaps: dict[str, GapRuleFile]


class BearsOn(FileModel):
    """Of an entry of gaps.yaml: what it bears on; its texts are the loader's matter."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    pillars: tuple[Pillar, ...]
    element: Element | None


class BearsOnFile(FileModel):
    """rubrics/gaps.yaml, as far as rules need it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    gaps: dict[str, BearsOn]


class VerdictFile(FileModel):
    """One recommendation and what it takes."""

    value: int = Field(ge=1, le=4)
    mean: float
    lowest: float
    headline: Text
    on_answer: Text


class RecommendationFile(FileModel):
    """rubrics/recommendation.yaml."""

    covers: tuple[str, ...] = ()
    unscored_at_most: int = Field(ge=1, le=4)
    verdicts: tuple[VerdictFile, ...] = Field(min_length=4)


class ReadingFile(FileModel):
    """rubrics/reading.yaml; the fields are those of domain Reading."""

    covers: tuple[str, ...] = ()
    words_a_minute: int = Field(gt=0)
    good_minutes: tuple[float, float]
    thin_words: int
    off_topic_words: int
    content_free_words: int
    beside_words: int
    elsewhere_words: int
    short_words: int
    limit_words: int
    read_back_share: float
    echo_share: float
    parrot_share: float
    list_share: float
    foreign_share: float
    catalogue_signals: int
    catalogue_share: float
    group_share: float
    concrete_share: float
    general_share: float
    held_share: float
    thin_reply_share: float
    hedge_rate: float
    filler_rate: float
    buzz_rate: float
    full_answer_sentences: int
    long_sentence_words: int
    steps: dict[str, tuple[float, ...]]
    abstract_endings: tuple[str, ...]
    loose_starts: frozenset[str]
    says_nothing: frozenset[str]
    thrown_back: frozenset[str]
    own: frozenset[str]
    substance: frozenset[str]
    trade: frozenset[str]
    reply_closes: float
    figure_gaps: frozenset[str]
    opposites: tuple[frozenset[str], ...]


class ProseFile(FileModel):
    """rubrics/prose.yaml: sentences of the report, with names in braces."""

    covers: tuple[str, ...] = ()
    prose: dict[str, str]
    never: dict[str, Text]
    areas: dict[Area, Text]


class DebriefFile(FileModel):
    """debrief.yaml."""

    covers: tuple[str, ...] = ()
    below_bar_under: float = Field(ge=1, le=5)
    above_bar_from: float = Field(ge=1, le=5)
    strong_from: float = Field(ge=1, le=5)
    keep_from: int = Field(ge=1, le=5)
    gap_open_from: float = Field(gt=0, le=1)
    gap_wide_from: float = Field(gt=0, le=1)
    untargeted_need: float = Field(ge=0, le=1)
    missed_when_asked: float = Field(ge=1)
    answered_from: float = Field(gt=0, le=1)
    worth_naming_from: float = Field(ge=0)
    worth_telling_from: float = Field(ge=0, le=1)
    facts_right_from: float = Field(ge=0, le=1)
    excuses: tuple[str, ...]
    plain: tuple[str, ...]
    alike: tuple[frozenset[str], ...]
    never_missed: tuple[str, ...]
    told_from: dict[str, Annotated[int, Field(ge=1, le=3)]]
    holds_open: dict[str, tuple[str, ...]]
