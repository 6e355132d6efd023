"""Whatever a candidate does: there is a next move, the session ends, and nobody forgets their manners."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.catalog import Content
from app.domain.session import SessionSpec
from app.domain.turn import Turn
from app.interview.phrasebook import placeholders
from app.service.rehearsal import Rehearsal, rehearse
from tests.conftest import FixedClock
from tests.interview import candidates
from tests.interview.readers import reader_of

PERSONAS = ("recruiter", "hiring_manager", "peer_tpm", "partner_engineer", "pm_ux", "bar_raiser")
MOST_TURNS = 400
BEYOND_PATIENCE = {"not_answered", "change_answered"}
FOLLOW_UPS = {"probe", "challenge", "inject", "ask"}

steps = st.tuples(
    st.sampled_from(["answer"] * 8 + ["append", "skip", "hint", "confirm"]),
    st.one_of(st.integers(0, len(candidates.EVERYTHING) - 1), st.text(max_size=200)),
    st.sampled_from([0, 5, 40, 120, 300]),
)


Step = tuple[str, str | int, int]
"""A command, its text (or a number in candidates.EVERYTHING), and the seconds it takes."""


def run(content: Content, spec: SessionSpec, seed: int, script: list[Step]) -> Rehearsal:
    """Plays the script over and over until the interviewer closes."""
    clock = FixedClock()
    rehearsal = rehearse(spec, seed, content, clock, reader_of(content))
    for step in range(MOST_TURNS):
        assert rehearsal.reply() is not None
        if rehearsal.ended:
            return rehearsal
        kind, text, seconds = script[step % len(script)]
        text = candidates.EVERYTHING[text] if isinstance(text, int) else text
        clock.pass_seconds(seconds)
        rehearsal.say(text, kind if kind in rehearsal.place.can else "answer")
    raise AssertionError("the interview does not end")


def spoken(rehearsal: Rehearsal) -> list[Turn]:
    return [t for t in rehearsal.turns if t.speaker == "interviewer"]


def check(content: Content, rehearsal: Rehearsal) -> None:
    turns = spoken(rehearsal)
    probes: Counter[str | None] = Counter()
    for turn in turns:
        assert turn.text.strip()
        own_words = turn.text.replace(turn.quote, "") if turn.quote else turn.text
        assert own_words.count("?") <= 1, turn.text
        assert not content.manners.never_say.finds(own_words), turn.text
        assert not placeholders(own_words), turn.text
        probes[turn.question_id] += turn.kind in {"probe", "challenge"} and turn.reason not in BEYOND_PATIENCE
    patience = content.personas[rehearsal.session.persona].patience + (rehearsal.session.format != "drill")
    assert all(count <= patience + _unspent(rehearsal, question) for question, count in probes.items() if question)
    _nothing_twice(turns)
    _quotes_and_receipts(turns)
    assert [t.kind for t in turns].count("close") == 1
    assert turns[-1].kind == "close"


def _unspent(rehearsal: Rehearsal, question: str) -> int:
    """Follow-ups here that can have gone unanswered: those after which the interviewer did not go on at once."""
    turns = [t for t in spoken(rehearsal) if t.question_id == question]
    return sum(a.kind in FOLLOW_UPS and b.kind not in FOLLOW_UPS for a, b in pairwise(turns))


def _nothing_twice(turns: list[Turn]) -> None:
    """No wording; a fact only where the turn asks for nothing else."""
    wordings = Counter(w for t in turns for w in t.wordings if t.kind != "inform" or not w.startswith("facts/"))
    assert not [w for w, n in wordings.items() if n > 1]
    asked = Counter(t.question_id for t in turns if t.kind == "ask")
    assert max(asked.values()) == 1
    gaps = Counter((t.question_id, t.gap) for t in turns if t.kind == "probe" and t.reason not in BEYOND_PATIENCE)
    assert not gaps or max(gaps.values()) == 1
    injects = Counter(t.question_id for t in turns if t.kind == "inject")
    assert not injects or max(injects.values()) == 1
    redirects = Counter(t.question_id for t in turns if t.kind == "redirect")
    assert not redirects or max(redirects.values()) == 1


def _quotes_and_receipts(turns: list[Turn]) -> None:
    assert not [b.text for a, b in pairwise(turns) if a.quote and b.quote]
    assert all(len(t.quote.split()) <= 8 for t in turns if t.quote)
    receipts = sum(any(w.startswith("receipt/") for w in t.wordings) for t in turns)
    assert receipts <= max(1, len(turns) / 3)


@given(
    persona=st.sampled_from(PERSONAS),
    form=st.sampled_from(["round", "round", "drill"]),
    minutes=st.sampled_from([None, 0, 10, 25]),
    style=st.sampled_from(["realistic", "coach"]),
    seed=st.integers(0, 10_000),
    script=st.lists(steps, min_size=1, max_size=12),
)
@settings(max_examples=150)
def test_every_session_ends_and_keeps_its_manners(content, persona, form, minutes, style, seed, script) -> None:
    spec = SessionSpec(format=form, persona=persona, minutes=minutes, style=style)
    check(content, run(content, spec, seed, script))


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("text", candidates.EVERYTHING, ids=range(len(candidates.EVERYTHING)))
def test_the_same_answer_for_ever(content: Content, persona: str, text: str) -> None:
    check(content, run(content, SessionSpec(format="round", persona=persona), 1, [("answer", text, 20)]))


@pytest.mark.parametrize("persona", PERSONAS)
def test_same_seed_answers_and_clock_give_the_same_turns(content: Content, persona: str) -> None:
    script = [("answer", text, 60) for text in candidates.STRONG + candidates.THIN]
    spec = SessionSpec(format="round", persona=persona)
    assert run(content, spec, 7, script).turns == run(content, spec, 7, script).turns
    assert run(content, spec, 7, script).turns != run(content, spec, 8, script).turns
