"""rubrics/evaluation.yaml to domain EvaluationRules."""

from pathlib import Path

from pydantic import Field, field_validator

from app.content.files import FileModel, read_yaml, validated
from app.domain.evaluation import EvaluationRules, QualificationRules, StatisticsRules

LINES = frozenset(
    {
        "none", "agrees", "no_agreement", "without_pillars", "lenient", "strict", "even", "raters_models",
        "raters_people", "raters_both", "raters_unknown", "raters_among", "leaves_out", "other_version", "few", "poor",
        "words", "leniency_unknown",
    }
)  # fmt: skip


class StatisticsFile(FileModel):
    """How figures are made."""

    seed: int
    draws: int = Field(ge=100)
    interval: float = Field(gt=0, lt=1)
    folds: int = Field(ge=2)
    cuts: int = Field(ge=1)
    least_pairs: int = Field(ge=2)


class QualificationFile(FileModel):
    """When a measurement is doubtful."""

    least_exchanges: int = Field(ge=1)
    poor_under: float = Field(ge=0, le=1)
    lenient_from: float = Field(gt=0)
    scored_from: float = Field(ge=0, le=1)


class EvaluationFile(FileModel):
    """The file."""

    statistics: StatisticsFile
    qualification: QualificationFile
    lines: dict[str, str]

    @field_validator("lines")
    @classmethod
    def _all_and_no_more(cls, lines: dict[str, str]) -> dict[str, str]:
        if odd := sorted(LINES ^ set(lines)):
            raise ValueError(f"must hold the sentences that are used and no others; look at {', '.join(odd)}")
        return lines


def load_evaluation(path: Path) -> EvaluationRules:
    """The rules of measuring. ContentError says what is wrong with the file."""
    file = validated(EvaluationFile, read_yaml(path), path)
    return EvaluationRules(
        statistics=StatisticsRules(**dict(file.statistics)),
        qualification=QualificationRules(**dict(file.qualification)),
        lines=file.lines,
    )
