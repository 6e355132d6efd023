"""The shapes of persona, question, company, loop and gap files."""

from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, field_validator, model_validator

from app.content.files import FileModel
from app.domain.patterns import compiled, linear
from app.domain.scale import Area, Category, Element, Level, Pillar, QuestionKind


def _pattern(value: str) -> str:
    compiled(value)
    return value


def _linear(value: str) -> str:
    linear(value)
    return value


def _spoken(value: str) -> str:
    if value.count("?") > 1:
        raise ValueError(f"more than one question mark in {value!r}")
    return value


def _clause(value: str) -> str:
    if value[-1:] in {".", "?", "!"} or value[:1].isspace():
        raise ValueError(f"a clause without an end mark is wanted, not {value!r}")
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
LinearPattern = Annotated[str, AfterValidator(_linear)]
Spoken = Annotated[str, AfterValidator(_spoken), Field(min_length=1)]
Clause = Annotated[str, AfterValidator(_clause), Field(min_length=1, max_length=90)]
Voices = Annotated[dict[str, Spoken], Field(min_length=1)]
Weight = Annotated[float, Field(gt=0)]


class GapFile(FileModel):
    """One entry of gaps.yaml."""

    name: str
    wants: str
    missing: str
    ask_yourself: str
    pillars: tuple[Pillar, ...]
    element: Element | None


class FactFile(FileModel):
    """A fact and the words that fetch it."""

    id: str
    asked: tuple[str, ...] = Field(min_length=1)
    tell: str


class CheckFile(FileModel):
    """A claim that code can verify, by patterns or by range."""

    id: str
    says: str
    right: tuple[Pattern, ...] = ()
    wrong: tuple[Pattern, ...] = ()
    error: str | None = None
    near: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "CheckFile":
        patterns, numeric = bool(self.right or self.wrong), self.low is not None and self.high is not None
        if patterns == numeric:
            raise ValueError(f"check {self.id}: give patterns (right, wrong) or a range (near, low, high)")
        if self.wrong and not self.error:
            raise ValueError(f"check {self.id}: `wrong` needs `error`, the sentence for the report")
        return self


class ProbeFile(FileModel):
    """A follow-up at one gap; `after` is a clause that says what it is after."""

    gap: str
    say: Voices
    after: Clause | None = None


class InjectFile(ProbeFile):
    """A changed constraint; `gap` is what it tests, `facts` names the question's facts that it leans on."""

    id: str
    facts: tuple[str, ...] = ()


class QuestionFile(FileModel):
    """The front matter of prompts/questions/<area>/<id>.md."""

    covers: tuple[str, ...] = Field(min_length=1)
    category: Category
    kind: QuestionKind
    level: Level
    minutes: int = Field(ge=2, le=20)
    title: str
    settles: bool = False
    targets: dict[Pillar, Weight] = Field(min_length=1)
    ask: dict[str, Spoken] = Field(min_length=2)
    facts: tuple[FactFile, ...] = ()
    checks: tuple[CheckFile, ...] = ()
    strong: tuple[str, ...] = Field(min_length=3)
    probes: tuple[ProbeFile, ...] = Field(min_length=4)
    injects: tuple[InjectFile, ...] = ()
    hints: tuple[str, str, str]

    @field_validator("probes")
    @classmethod
    def _distinct_gaps(cls, probes: tuple[ProbeFile, ...]) -> tuple[ProbeFile, ...]:
        gaps = [p.gap for p in probes]
        if len(set(gaps)) < 4:
            raise ValueError(f"probes aim at fewer than four gaps: {gaps}")
        return probes


class RoundShapeFile(FileModel):
    """`round:` of a persona."""

    minutes: int = Field(ge=5, le=120)
    questions: int = Field(ge=1, le=10)


class PersonaFile(FileModel):
    """The front matter of prompts/personas/<id>.md."""

    name: str
    role: str
    monogram: str = Field(min_length=1, max_length=2)
    pronoun: str
    covers: tuple[str, ...] = ()
    temper: str
    card: str
    focus: dict[Pillar, Weight]
    areas: dict[Area, Weight]
    pursues: tuple[str, ...] = Field(min_length=3)
    patience: int = Field(ge=1, le=3)
    lets_go: str
    round: RoundShapeFile
    borrows: str | None = None


class CompanyFile(FileModel):
    """The front matter of prompts/companies/<id>.md."""

    name: str
    line: str
    covers: tuple[str, ...] = ()
    facts: tuple[FactFile, ...]
    declines: tuple[str, ...]


class RoundFile(FileModel):
    """One round of a loop."""

    persona: str
    minutes: int = Field(ge=5, le=120)
    areas: dict[Area, Weight]


class LoopFile(FileModel):
    """prompts/loops/<id>.yaml."""

    name: str
    covers: tuple[str, ...] = ()
    about: str
    rounds: tuple[RoundFile, ...] = Field(min_length=1)


class MoveFile(FileModel):
    """The front matter of a move file; the wordings stand in its body."""

    covers: tuple[str, ...] = ()
    about: str


class MannersFile(FileModel):
    """prompts/manners.yaml."""

    never_say: tuple[LinearPattern, ...]
    never_say_exactly: tuple[LinearPattern, ...]
    nothing_to_ask: tuple[LinearPattern, ...]
    asks_something: tuple[LinearPattern, ...]
    wants_to_know: tuple[LinearPattern, ...]
    points_back: tuple[LinearPattern, ...]
    asks_of_the_case: tuple[LinearPattern, ...]
    asks_of_the_talk: tuple[LinearPattern, ...]
    asks_for_the_time: tuple[LinearPattern, ...]
    asks_how_many_come: tuple[LinearPattern, ...]
    asks_whether_enough: tuple[LinearPattern, ...]
    asks_how_to_tell: tuple[LinearPattern, ...]
    asks_for_a_view: tuple[LinearPattern, ...]
    asks_of_the_company: tuple[LinearPattern, ...]
    asks_of_a_team: tuple[LinearPattern, ...]
    asks_you: tuple[LinearPattern, ...]
    asks_of_others: tuple[LinearPattern, ...]
    aside: tuple[LinearPattern, ...]
    trails: tuple[LinearPattern, ...]
    reports: tuple[LinearPattern, ...]
    behind_reported: tuple[LinearPattern, ...]
    keeps_to_it: tuple[LinearPattern, ...]
    has_none: tuple[LinearPattern, ...]
    figures: tuple[LinearPattern, ...]
    not_to_tell: tuple[LinearPattern, ...]
    guarantees: tuple[LinearPattern, ...]
    wants_to_stop: tuple[LinearPattern, ...]
    agrees: tuple[LinearPattern, ...]
    goes_on: tuple[LinearPattern, ...]
    asks_for_a_moment: tuple[LinearPattern, ...]
    own_grief: tuple[LinearPattern, ...]
    of_now: tuple[LinearPattern, ...]
    unsure_of_themselves: tuple[LinearPattern, ...]
    words_of_change: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    one_time_events: tuple[tuple[str, ...], ...]
    words_of_moving: frozenset[str]
    words_apart: frozenset[str]


class PaceFile(FileModel):
    """prompts/pace.yaml."""

    closing_seconds: int = Field(ge=0)
    short_closing_seconds: int = Field(ge=0)
    short_round_minutes: int = Field(ge=0)
    least_for_question_seconds: int = Field(ge=0)
    note_time_after: float = Field(ge=0, le=1)
    drill_probes: int = Field(ge=0, le=3)
    questions_back: int = Field(ge=1)
    own_questions: int = Field(ge=1)
    hints: int = Field(ge=0, le=3)
    stuck: int = Field(ge=0)
    additions: int = Field(ge=1)
    presses: int = Field(ge=0)
    facts_at_once: int = Field(ge=1)
    spare_from: float = Field(gt=0, le=1)
    ahead: float = Field(ge=0, le=1)
    two_questions_minutes: int = Field(ge=1)
    more: int = Field(ge=0)
    gap_open_from: float = Field(gt=0, le=1)
    own_probe_weight: Weight
    unpursued_weight: Weight
    gone_for_weight: float = Field(gt=0, le=1)
    first_pursued_weight: Weight
    pursued_step: float = Field(ge=0)
    general_probes: dict[QuestionKind, frozenset[str]]
    after_change: dict[str, frozenset[str]]
    only_after_a_figure: frozenset[str]
    cases_in_a_row: int = Field(ge=1)
    story_among: int = Field(ge=1)
    longest_quote_words: int = Field(ge=0, le=8)
    hanging_weight: Weight
    receipt_share: float = Field(ge=0, le=0.34)


class SampleAnswersFile(FileModel):
    """Answers to one question of a sample: `first`, one by gap, `inject` or `after_change`, and `else`."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, str]

    first: str
    otherwise: tuple[str, ...] = Field(alias="else", min_length=1)


class SampleFile(FileModel):
    """prompts/samples/<id>.yaml."""

    covers: tuple[str, ...] = ()
    persona: str
    candidate: str
    role: str | None = None
    minutes: int = Field(ge=5, le=120)
    seed: int
    started_at: AwareDatetime
    words_a_minute: int = Field(gt=0)
    questions: dict[str, SampleAnswersFile] = Field(min_length=1)
    closing: tuple[str, ...]
