"""Grades rest on words that are there, say why, and abstain where rules cannot know."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import ROOT
from app.content.catalog import Content
from app.domain.question import Check
from app.domain.scale import CATEGORIES, PILLARS, Category
from app.grading.agreement import quadratic_kappa
from app.grading.evidence import locate, long_enough
from app.grading.lines import read_line
from app.grading.offline import OfflineGrader
from tests.answers import CACHE, HONEST, WEAK
from tests.grading.conftest import asked
from tests.signals.test_signals_reader import TEXTS

LINES = (ROOT / "rubrics" / "calibration" / "exchanges.jsonl").read_text().splitlines()


@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(CATEGORIES))
def test_any_grade_is_well_formed(grader: OfflineGrader, answers: list[str], category: Category) -> None:
    exchange = asked(*answers, category=category)
    grade = grader.grade(exchange)
    assert set(grade.pillars) == set(PILLARS)
    scored = [*grade.pillars.values(), *(grade.starl or {}).values()]
    assert all(s.reason for s in scored)
    for one in scored:
        for evidence in one.evidence:
            turn = exchange.turns[evidence.turn]
            assert turn.speaker == "candidate"
            assert evidence.quote in turn.text
            assert long_enough(evidence.quote, turn.text)
    assert all(s.evidence for s in grade.pillars.values() if s.score is not None and s.score > 1)
    assert all(s.evidence for s in (grade.starl or {}).values() if s.score)
    has_score = any(s.score is not None for s in grade.pillars.values())
    assert (grade.recommendation is None) == (grade.not_graded is not None or not has_score)


@pytest.mark.parametrize("line", LINES, ids=[json.loads(line)["id"] for line in LINES])
def test_quotes_of_the_calibration_set_are_verbatim(grader: OfflineGrader, line: str) -> None:
    exchange = read_line(line)
    grade = grader.grade(exchange)
    for scored in (*grade.pillars.values(), *(grade.starl or {}).values()):
        for evidence in scored.evidence:
            assert locate(evidence.quote, exchange.turns[evidence.turn].text) is not None
            assert evidence.quote in exchange.turns[evidence.turn].text
    assert grade.integrity == ()


def test_agreement_with_the_raters_does_not_slip(grader: OfflineGrader) -> None:
    """A regression bound over the whole set, well below what docs/grading.md reports."""
    pairs: dict[str, list[tuple[int, int]]] = {}
    for line in LINES:
        grade, labels = grader.grade(read_line(line)), json.loads(line)["labels"]
        pairs.setdefault("recommendation", []).append((grade.recommendation or 0, labels["recommendation"]))
        for pillar in PILLARS:
            ours, theirs = grade.pillars[pillar].score, labels["pillars"][pillar]
            if ours is not None and theirs is not None:
                pairs.setdefault(pillar, []).append((ours, theirs))
    for name in ("recommendation", "program_execution", "stakeholder_leadership", "communication", "culture_values"):
        assert (quadratic_kappa(pairs[name]) or 0) > 0.55, name


def test_stronger_answers_score_higher(grader: OfflineGrader) -> None:
    weak = [grader.grade(asked(t)).recommendation or 0 for t in WEAK]
    strong = [grader.grade(asked(t)).recommendation or 0 for t in HONEST]
    assert max(weak) < min(strong)


def test_reasons_speak_to_the_candidate_in_plain_words(grader: OfflineGrader) -> None:
    for line in LINES:
        grade = grader.grade(read_line(line))
        for scored in (*grade.pillars.values(), *(grade.starl or {}).values()):
            assert scored.reason[0].isupper()
            assert scored.reason[-1] == "."
            assert not re.search(r"_|—|\{|\}|\.\.| ,", scored.reason), scored.reason


def test_technical_statements_are_not_scored_by_rules(grader: OfflineGrader) -> None:
    depth = grader.grade(asked(CACHE, category="system_design")).pillars["technical_depth"]
    assert depth.score is None
    assert "cannot tell" in depth.reason


def test_terms_without_a_mechanism_are_below_the_bar(grader: OfflineGrader) -> None:
    text = (
        "Caching improves performance. There are multiple layers and different strategies, such as write-back. "
        "You pick the right tool for the use case, depending on the need. It has to scale, so Redis is the standard."
    )
    depth = grader.grade(asked(text, category="technical_explanation")).pillars["technical_depth"]
    assert depth.score in {1, 2}


def test_a_wrong_fact_holds_depth_down_and_right_ones_let_it_be_scored(grader: OfflineGrader) -> None:
    right = Check("stampede", "An expired key sends readers to the database.", (r"\bhit the database at once\b",))
    wrong = Check("lock", "A lock is taken by one worker.", (), (r"\bone worker takes a lock\b",), "It is not.")
    good = grader.grade(asked(CACHE, category="technical_explanation", checks=(right,))).pillars["technical_depth"]
    bad = grader.grade(asked(CACHE, category="technical_explanation", checks=(right, wrong))).pillars["technical_depth"]
    assert (good.score or 0) >= 3
    assert bad.score == 2
    assert "hit the database at once" in " ".join(e.quote for e in good.evidence)


def test_a_slip_holds_depth_at_the_bar(content: Content) -> None:
    cap = next(c for c in content.rubrics.pillars["technical_depth"].scale.caps if "slipped_fact" in c.having)
    assert cap.at_most == 3


def test_facts_that_were_not_said_give_no_score(grader: OfflineGrader) -> None:
    check = Check("invalidation", "A write removes the key.", (r"\binvalidat",))
    depth = grader.grade(asked(CACHE, category="technical_explanation", checks=(check,))).pillars["technical_depth"]
    assert depth.score is None
    assert "0 of the 1" in depth.reason


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("the peak is 3,000 per second", "was right"),
        ("at peak that is three thousand", "was right"),
        ("it comes to a peak of about 90 thousand", "was wrong"),
    ],
)
def test_a_figure_is_checked_against_its_range(grader: OfflineGrader, said: str, verdict: str) -> None:
    limits = {"near": ("peak",), "low": 1_000, "high": 6_000, "error": "It is a few thousand."}
    check = Check("peak", "The peak is a few thousand.", **limits)  # type: ignore[arg-type]
    text = f"10 million open it a day, so I take 120 a second on average, and {said}, if I double it for Friday."
    depth = grader.grade(asked(text, category="estimation", checks=(check,))).pillars["technical_depth"]
    assert verdict in depth.reason


def test_a_figure_about_something_else_is_not_called_wrong(grader: OfflineGrader) -> None:
    check = Check("peak", "The peak is a few thousand.", near=("peak",), low=1_000, high=6_000)
    text = "At my last company we had a peak of about 90 thousand, and here I would take 10 million opens a day."
    depth = grader.grade(asked(text, category="estimation", checks=(check,))).pillars["technical_depth"]
    assert depth.score is None


def test_star_l_is_for_stories(grader: OfflineGrader) -> None:
    assert grader.grade(asked(HONEST[0], kind="story")).starl is not None
    assert grader.grade(asked(HONEST[0], kind="motive")).starl is None
    assert grader.grade(asked(HONEST[0], category="estimation")).starl is None
