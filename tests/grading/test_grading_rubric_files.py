"""The rubric files: complete, checked against each other, and readable by a nervous candidate."""

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
import yaml

from app.config import ROOT
from app.content.catalog import Content
from app.content.rubrics import load_rubrics
from app.domain.scale import CATEGORIES, ELEMENTS, PILLARS
from app.errors import ContentError
from app.signals.found import AnswerSort
from app.signals.manner import computed
from app.signals.replies import ASKED, TOLD

RUBRICS = ROOT / "rubrics"
GAPS = frozenset(yaml.safe_load((RUBRICS / "gaps.yaml").read_text())["gaps"])


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the rubric files that a test may break."""
    return Path(shutil.copytree(RUBRICS, tmp_path / "rubrics", ignore=shutil.ignore_patterns("calibration")))


def test_every_pillar_element_and_category_has_its_rubric(content: Content) -> None:
    assert tuple(content.rubrics.pillars) == PILLARS
    assert tuple(content.rubrics.elements) == ELEMENTS
    assert set(content.rubrics.categories) == set(CATEGORIES)
    assert set(content.rubrics.needs) == {"story", "scenario", "explain", "design", "estimate", "code", "motive"}


def test_every_item_of_the_guide_that_rubrics_cover_is_covered(content: Content) -> None:
    covered = {item for items in content.rubrics.covers.values() for item in items}
    wanted = [
        *(f"S{n}" for n in range(1, 7)),
        *(f"T{n}" for n in range(1, 8)),
        *(f"D{n}" for n in range(1, 9)),
        "C1",
        "C2",
    ]
    assert set(wanted) <= covered


def test_every_computed_signal_is_computed_and_worded(content: Content) -> None:
    told = {s.id.replace(ASKED, TOLD) for s in content.rubrics.signals.values() if s.id.startswith(ASKED)}
    facts = {*computed([], content.rubrics.reading), *told, "right_fact", "wrong_fact", "slipped_fact", "wrong_sum"}
    assert facts == {s.id for s in content.rubrics.signals.values() if not s.heard}


def test_every_kind_of_turn_has_its_sentence_at_the_floor(content: Content) -> None:
    kinds = set(get_args(AnswerSort)) - {"answer", "limit", "grave"}
    assert {f"floor_{kind}" for kind in kinds} <= set(content.rubrics.prose)


def test_half_sentences_join_up(content: Content) -> None:
    for signal in content.rubrics.signals.values():
        for clause in (signal.present, signal.absent):
            assert not clause.endswith((".", ",", ";"))
            assert clause[:1] == clause[:1].lower()


def test_texts_hold_no_dash_that_a_voice_cannot_say(content: Content) -> None:
    for path in RUBRICS.rglob("*.yaml"):
        assert not re.search(r"\u2014", path.read_text()), path


def test_thresholds_and_ceilings_make_sense(content: Content) -> None:
    for rubric in (*content.rubrics.pillars.values(), *content.rubrics.elements.values()):
        limits = [rubric.scale.levels[level] for level in sorted(rubric.scale.levels)]
        assert limits == sorted(limits)
        assert all(cap.having or cap.lacking for cap in rubric.scale.caps)
        assert set(rubric.scale.levels) == set(rubric.anchors) - {min(rubric.anchors)}


@pytest.mark.parametrize(
    ("file", "old", "new", "names"),
    [
        ("pillars.yaml", "own_specific:", "own_spesific:", "own_spesific"),
        ("starl.yaml", "quoted_from: [stake", "quoted_from: [steak", "steak"),
        ("needs.yaml", "motive: 1.0,", "motif: 1.0,", "motif"),
        ("reading.yaml", "thin_words: 18", "thin_word: 18", "reading.yaml"),
        ("recommendation.yaml", "mean: 3.6", "mean: high", "recommendation.yaml"),
        ("lexicon/people.yaml", "shown: always", "shown: sometimes", "people.yaml"),
        ("lexicon/story.yaml", "signals:", "signals: [", "story.yaml"),
        ("gaps.yaml", "element: situation}", "element: scene}", "gaps.yaml"),
    ],
)
def test_a_broken_file_is_named(files: Path, file: str, old: str, new: str, names: str) -> None:
    path = files / file
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(ContentError, match=names):
        load_rubrics(files, GAPS)


def test_any_change_is_another_version(files: Path, content: Content) -> None:
    path = files / "pillars.yaml"
    path.write_text(path.read_text() + "\n# a thought\n")
    assert load_rubrics(files, GAPS).version != content.rubrics.version
