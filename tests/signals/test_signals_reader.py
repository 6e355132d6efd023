"""What the reader promises for any text, and what it hears in a plain one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.signals.reader import Reader
from app.signals.tokens import sentences, spoken
from tests.answers import CONFLICT_STORY

_VOCABULARY = "I we they decided asked Lena the director by Friday 40 percent from 12 to 3 because risk owner . , ?"
WORDS = st.sampled_from([*_VOCABULARY.split(), "\n", "it", "was"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))
QUESTION = "Tell me about a time two engineers disagreed."


@pytest.fixture(scope="module")
def other(content: Content) -> Reader:
    """A second one, which remembers nothing of what the first has read."""
    return Reader(content.rubrics)


def exchange(*answers: str, question: str = QUESTION, follow_up: str = "Can you say more?") -> Exchange:
    """Answers to a question and to follow-ups."""
    turns = [ExchangeTurn("interviewer", question)]
    for index, answer in enumerate(answers):
        turns += [ExchangeTurn("interviewer", follow_up)] if index else []
        turns.append(ExchangeTurn("candidate", answer))
    return Exchange("x", "behavioral", "bar_raiser", question, tuple(turns), {})


@given(TEXTS)
def test_every_span_is_of_the_original_text(reader: Reader, text: str) -> None:
    answer = reader.answer(text, QUESTION)
    spans = [s for found in (answer.found, answer.shown, answer.starl) for group in found.values() for s in group]
    assert all(text[s.start : s.end] == s.text for s in (*spans, *answer.steering))
    assert all(set(answer.shown[name]) <= set(answer.found[name]) for name in answer.shown)


@given(TEXTS)
def test_reading_twice_gives_the_same(reader: Reader, text: str) -> None:
    assert reader.answer(text, QUESTION) == reader.answer(text, QUESTION)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_an_exchange_that_grows_reads_as_one_that_is_whole(reader: Reader, other: Reader, answers: list[str]) -> None:
    grown = [reader.exchange(exchange(*answers[: n + 1])) for n in range(len(answers))]
    assert grown[-1] == other.exchange(exchange(*answers))


@given(TEXTS)
def test_the_words_alone_are_the_words_of_the_sentences(text: str) -> None:
    assert spoken(text) == tuple(tuple(w.norm for w in s.words) for s in sentences(text))


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_gaps_hang_on_the_candidates_own_words(reader: Reader, answers: list[str]) -> None:
    signals = reader.exchange(exchange(*answers))
    gaps = reader.open_gaps("story", {"stakeholder_leadership": 2}, signals)
    assert len({g.gap for g in gaps}) == len(gaps)
    for gap in gaps:
        assert 0 < gap.size <= 1
        quote = reader.hang_on(gap.gap, signals)
        if quote is not None:
            assert 3 <= len(quote.split()) <= 8
            assert quote in signals.answers[max(signals.answers)].text


@pytest.mark.parametrize(
    "text",
    [
        *(
            piece * (20_000 // len(piece))
            for piece in ("a", "the ", "I ", "one two ", "!?", "\n", "(", "'\"", "\u200b")
        ),
        "from 1 to 2 " * 1_600,
    ],
)
def test_long_hostile_strings_are_read(reader: Reader, text: str) -> None:
    assert reader.answer(text, QUESTION).kind in {"empty", "thin", "answer", "read_back", "off_topic", "limit"}


def test_what_a_plain_story_shows(reader: Reader) -> None:
    shown = reader.answer(CONFLICT_STORY, QUESTION).shown
    for signal in (
        "setting",
        "interest",
        "reason",
        "criteria",
        "decider",
        "baseline",
        "measured",
        "now_do",
        "moved_people",
    ):
        assert signal in shown, signal


def test_naming_is_not_showing(reader: Reader) -> None:
    named = reader.answer("There would be a rollback, a gate and phases, and of course milestones for it.", QUESTION)
    assert {"contingency", "sequence"} <= set(named.found)
    assert not {"contingency", "sequence"} & set(named.shown)


def test_a_list_of_terms_shows_nothing(reader: Reader) -> None:
    text = "Critical path, RAID log, RACI, rollback, guardrails, OKRs, trade-offs, owner, 40 percent, Friday, baseline."
    assert reader.answer(text, QUESTION).shown == {}


def test_what_the_interviewer_said_is_not_the_candidates(reader: Reader) -> None:
    told = "The fraud team's manager, Priit, signed off on 4 May because a regulator asked for the audit."
    signals = reader.exchange(exchange("I see.", told, follow_up=told))
    assert signals.counts.get("decider", 0) == 0


def test_a_repeated_sentence_counts_once(reader: Reader) -> None:
    once, twice = reader.exchange(exchange(CONFLICT_STORY)), reader.exchange(exchange(CONFLICT_STORY, CONFLICT_STORY))
    assert once.counts["decider"] == twice.counts["decider"]


@pytest.mark.parametrize(
    ("question", "category", "kind"),
    [
        ("Tell me about a time you missed a date.", "behavioral", "story"),
        ("Why do you want to work for us?", "behavioral", "motive"),
        ("How do you manage risk?", "program_management", "scenario"),
        ("How do you manage risk? Give me one you spotted.", "program_management", "story"),
        ("What is a queue for?", "technical_explanation", "explain"),
    ],
)
def test_the_kind_of_a_question(reader: Reader, question: str, category: str, kind: str) -> None:
    asked = Exchange("x", category, "", question, (ExchangeTurn("interviewer", question),), {})  # type: ignore[arg-type]
    assert reader.kind_of(asked) == kind


def test_the_largest_gap_comes_first_and_closes(reader: Reader) -> None:
    group = "We had a conflict in the team. We all agreed in the end, it was a group decision, and it went really well."
    before = [g.gap for g in reader.open_gaps("story", {}, reader.exchange(exchange(group)))]
    after = [g.gap for g in reader.open_gaps("story", {}, reader.exchange(exchange(group, CONFLICT_STORY)))]
    assert before[0] == "own_part"
    assert {"decision", "interest", "baseline"} <= set(before) - set(after)
