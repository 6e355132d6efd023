"""What a language model is told as a grader (prompts/grading/), and its limits (rubrics/model_grades.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.scale import Element, Pillar, QuestionKind


@dataclass(frozen=True, slots=True)
class StepPrompt:
    """One step of grading. Placeholders stand in [[double brackets]].

    `system` is told once and never holds a candidate's words, `ask` carries them. `parts` are sections that `system`
    has only at times. `says` are the short texts for a reply that does not hold. `max_tokens` is of the reply.
    """

    system: str
    ask: str
    parts: Mapping[str, str]
    says: Mapping[str, str]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class GradeRules:
    """Limits that stand over a model's scores, explained in rubrics/model_grades.yaml. Shares are 0 to 1."""

    most_quotes: int
    unfound_share: float
    echo_share: float
    longest_reason: int
    least_quotes: Mapping[int, int]
    most_uses: int
    figure_from: Mapping[Element, int]
    thin_kinds: frozenset[QuestionKind]
    thin_at_most: Mapping[Pillar, int]
    encoded_from: int
    cipher_words: int
    cipher_vowels: float
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProseRules:
    """Limits of what a model writes beside the numbers. Lengths are in words."""

    most_points: int
    longest_point: int
    longest_passage: int
    longest_rewrite: int
    most_blanks: int
    longest_question: int
    drills: int
    drill_choices: int
    longest_reason: int


@dataclass(frozen=True, slots=True)
class Grading:
    """All of it. `version` is a hash of what makes a grade, with the rubric's; `prose_version` of what comes after."""

    evidence: StepPrompt
    score: StepPrompt
    prose: StepPrompt
    drills: StepPrompt
    rules: GradeRules
    prose_rules: ProseRules
    version: str
    prose_version: str
