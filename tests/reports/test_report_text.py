"""Text made fit to be shown, and answers split at their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.report import Mark
from app.reports.document.marks import answer_paragraphs, looks_like_code, marked_runs
from app.reports.document.phrases import aloud, count, turn_range
from app.reports.document.text import clean, language_of, one_line
from tests.reports.payloads import PAYLOADS
from tests.reports.variants import CODE

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@given(ANY_TEXT)
def test_clean_text_can_be_written_and_turns_nothing_around(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not set(cleaned) & set("\r\v\f\x00\x1b\u2028\u202e\u2066")
    assert clean(cleaned) == cleaned


HONEST = ["plain", "crème brûlée", "سألتُ الفريق", "नमस्ते क्ष", "👩‍💻 ❤️ 🏳️‍🌈", "\u200fעברית\u200e", "e\u0301"]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_stays_as_it_was_written(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("plain", None),
        ("naïve café", None),
        ("我们先切换", "zh"),
        ("六月を守る", "ja"),
        ("재무 책임자", "ko"),
        ("قرّرت مديرة المالية", "ar"),
        ("החלטה", "he"),
        ("हर सोमवार", "hi"),
        ("ใครตัดสินใจ", "th"),
        ("Ответ", "ru"),
        ("Απόφαση", "el"),
        ("We used 飞书 for the weekly status", None),
        ("12 %, 3.5 – 🚀", None),
        ("", None),
    ],
)
def test_the_script_tells_the_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@given(st.data())
def test_marks_neither_lose_nor_add_a_word(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab é中\n"), max_size=30))
    ends = st.integers(-2, len(text) + 2)
    marks = [
        Mark(label, data.draw(st.sampled_from(["keep", "gap"])), 4, data.draw(ends), data.draw(ends), "")
        for label in data.draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=5))
    ]
    runs = list(marked_runs(text, marks))
    assert "".join(run.text for run in runs) == text
    fitting = [mark.label for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    assert sorted(label for run in runs for label in run.labels) == sorted(fitting)
    lines = ["".join(run.text for run in part.runs) for part in answer_paragraphs(text, marks)]
    said = [line for line in text.split("\n") if line.strip()]
    assert [line for line in lines if line in said] == said


def test_overlapping_marks_keep_both_labels_and_the_later_style() -> None:
    marks = [Mark("a", "keep", 4, 0, 9, ""), Mark("b", "gap", 4, 4, 13, "")]
    runs = [(run.text, run.style, run.labels) for run in marked_runs("said what meant", marks)]
    assert runs == [
        ("said", "keep", ()),
        (" what", "gap", ("a",)),
        (" mea", "gap", ("b",)),
        ("nt", "plain", ()),
    ]


def test_an_answer_without_words_says_so() -> None:
    assert [run.text for part in answer_paragraphs(" \n ", []) for run in part.runs] == ["No words."]


def test_code_is_told_from_prose_and_keeps_its_lines() -> None:
    assert looks_like_code(CODE)
    assert not looks_like_code("First I would ask.\nThen I would plan.")
    (block,) = answer_paragraphs(CODE, [], code=True)
    assert "".join(run.text for run in block.runs) == CODE


@pytest.mark.parametrize("text", PAYLOADS)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_lengths_and_counts_read_well() -> None:
    assert [aloud(5), aloud(60), aloud(67), aloud(130)] == [
        "≈ 5 s aloud",
        "≈ 1 min aloud",
        "≈ 1 min 07 aloud",
        "≈ 2 min 10 aloud",
    ]
    assert [count(1, "exchange"), count(2, "exchange")] == ["1 exchange", "2 exchanges"]
    assert [turn_range([3, 4, 10]), turn_range([7])] == ["3 to 10", "7"]
