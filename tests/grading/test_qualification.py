"""What a report says about the measurement of its grader."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.config import Settings
from app.content.catalog import Content
from app.content.evaluation import load_evaluation
from app.domain.evaluation import Qualification
from app.domain.grade import GraderStamp
from app.errors import ContentError
from app.grading.qualification import qualification_line

STAMP = GraderStamp("openai:some-model", "rubric1", "prompt1", 0.0, 1)
GOOD = Qualification(
    model="openai:some-model",
    prompt="prompt1",
    rubric="rubric1",
    temperature=0.0,
    repeats=1,
    set_name="coach.jsonl",
    set_digest="d",
    exchanges=80,
    rated_by="models",
    raters=0.94,
    kappa=0.812,
    low=0.7,
    high=0.9,
    words=0.55,
    pillars=0.774,
    leniency=0.21,
    scored=0.97,
    measured_at=datetime(2026, 3, 2, tzinfo=UTC),
)


def line(content: Content, *stored: Qualification, stamp: GraderStamp = STAMP) -> str:
    return qualification_line(stamp, stored, content.rubrics)


def test_a_model_that_was_not_measured_says_so(content: Content) -> None:
    said = "This model's grades have not been measured against labelled answers."
    assert line(content) == said
    assert line(content, replace(GOOD, model="openai:another")) == said


def test_a_good_one_gives_its_figures(content: Content) -> None:
    assert line(content, GOOD) == (
        "openai:some-model agrees with model raters at 0.81 on 80 labelled answers (0.77 on the pillars; 1 is full "
        "agreement); lenient by 0.2 points. They agree among themselves at 0.94."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kappa": 0.41}, "That is poor agreement"),
        ({"kappa": 0.62, "words": 0.63}, "Counting the words"),
        ({"exchanges": 12}, "too few answers"),
        ({"prompt": "prompt0"}, "another prompt or rubric"),
        ({"rubric": "rubric0"}, "another prompt or rubric"),
        ({"leniency": -0.34}, "strict by 0.3 points"),
        ({"leniency": 0.05}, "neither lenient nor strict"),
        ({"leniency": None}, "could not be told"),
        ({"pillars": None}, "not known on the pillars"),
        ({"rated_by": "people"}, "agrees with people at"),
        ({"scored": 0.7}, "no score to 30% of what they scored"),
        ({"kappa": None}, "do not differ enough"),
    ],
)
def test_a_doubt_is_said_plainly(content: Content, change: dict[str, object], said: str) -> None:
    assert said in line(content, replace(GOOD, **change))  # type: ignore[arg-type]
    assert said not in line(content, GOOD)


def test_the_measurement_of_this_version_goes_before_a_later_one_of_another(content: Content) -> None:
    later = replace(GOOD, prompt="prompt0", kappa=0.99, measured_at=GOOD.measured_at + timedelta(days=9))
    latest = replace(GOOD, kappa=0.7, measured_at=GOOD.measured_at + timedelta(days=1))
    assert "at 0.70" in line(content, later, GOOD, latest)


def test_the_built_in_grader_brings_its_own(content: Content) -> None:
    stamp = GraderStamp("offline", content.rubrics.version, None)
    assert line(content, GOOD, stamp=stamp) == content.rubrics.prose["qualification_offline"]
    own = replace(GOOD, model="offline", prompt=None, rubric=content.rubrics.version, rated_by="people")
    assert line(content, own, stamp=stamp).startswith("offline agrees with people at 0.81")


def test_a_file_of_rules_that_lacks_a_sentence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.yaml"
    shipped = (Settings().rubrics / "evaluation.yaml").read_text()
    path.write_text("\n".join(text for text in shipped.splitlines() if not text.startswith("  poor:")))
    with pytest.raises(ContentError, match=r"evaluation\.yaml.*poor"):
        load_evaluation(path)
