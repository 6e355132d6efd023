"""The PDF: every script drawn and not boxed, tagged, its links inside, its words those of the report."""

import re
from dataclasses import replace
from itertools import combinations

import pypdfium2.raw as pdfium
import pytest

from app.domain.report import Report
from app.errors import AppError
from app.reports import pdf
from app.reports.document.text import clean
from tests.reports.makers import turn
from tests.reports.papers import Paper, alike
from tests.reports.payloads import PAYLOADS
from tests.reports.sample import sample_report
from tests.reports.variants import filled, world_report

SAMPLE = sample_report()
SCRIPTS = {
    "Latin": "Q",
    "Cyrillic": "Ж",
    "Greek": "Ω",
    "Chinese": "骨",
    "Japanese": "ぬ",
    "Korean": "한",
    "Arabic": "ق",
    "Hebrew": "ש",
    "Devanagari": "ह",
    "Thai": "ท",
    "rocket": "🚀",
    "coffee": "☕",
    "check": "✅",
    "heart": "❤",
}
UNDRAWN = "\U00013000"  # a hieroglyph: no font that ships draws it
THE_SAME = 0.8  # share of ink in common above which two drawings count as one


def answers(*texts: str) -> Report:
    """The sample with these texts as the answers of its one exchange."""
    exchange = SAMPLE.exchanges[1]
    asked = [turn(2 * place + 1, "Go on.", "ask") for place in range(len(texts))]
    said = [turn(2 * place + 2, text) for place, text in enumerate(texts)]
    turns = tuple(each for pair in zip(asked, said, strict=True) for each in pair)
    return replace(SAMPLE, exchanges=(replace(exchange, turns=turns, marks=()),), closing=())


@pytest.fixture(scope="module")
def scripts() -> Paper:
    """One character of each script, and one that cannot be drawn."""
    return Paper(pdf.render(answers(*SCRIPTS.values(), f"{{{UNDRAWN}}}")))


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_is_drawn_as_a_box(script: str, scripts: Paper) -> None:
    assert alike(scripts.glyph(SCRIPTS[script]), scripts.between("{", "}")) < THE_SAME


def test_no_two_scripts_look_alike(scripts: Paper) -> None:
    glyphs = {script: scripts.glyph(character) for script, character in SCRIPTS.items()}
    assert [(one, two) for one, two in combinations(glyphs, 2) if alike(glyphs[one], glyphs[two]) >= THE_SAME] == []


def test_chinese_and_japanese_get_their_own_form_of_a_character() -> None:
    chinese = Paper(pdf.render(answers("骨")))
    japanese = Paper(pdf.render(answers("骨がおれる")))
    again = Paper(pdf.render(answers("骨", "Not the same report.")))
    assert alike(chinese.glyph("骨"), again.glyph("骨")) > alike(chinese.glyph("骨"), japanese.glyph("骨"))


@pytest.mark.parametrize("joined", ["👩‍💻", "🇩🇪"])
def test_joined_emoji_are_one_drawing(joined: str) -> None:
    together, apart = (Paper(pdf.render(answers(text))) for text in (joined, f"{joined[0]} {joined[-1]}"))
    assert alike(together.glyph(joined[0]), apart.glyph(joined[0])) < THE_SAME


def test_it_is_tagged_titled_and_certified_accessible() -> None:
    rendered = pdf.render(SAMPLE)
    paper = Paper(rendered)
    assert paper.is_tagged
    assert b"<pdfuaid:part>1</pdfuaid:part>" in rendered
    assert paper.metadata["Title"] == "Interview report: Marcus, Hiring manager, 20 November 2025"
    assert paper.metadata["Subject"] == "Leaning no hire"


def test_bookmarks_follow_the_sections() -> None:
    sections = [title for level, title in Paper(pdf.render(SAMPLE)).bookmarks if level == 1]
    assert sections[:4] == [
        "Five pillars, against the bar",
        "How far to trust this",
        "Exchange 1 Where you are now",
        "Exchange 2 The vault move",
    ]
    assert sections[-2:] == ["Transcript", "How this report was made"]


def test_pages_are_numbered() -> None:
    assert re.search(r"\b1 / \d+\b", Paper(pdf.render(SAMPLE)).text)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf.render(SAMPLE) == pdf.render(sample_report())


def test_a_clock_with_fractions_of_a_second_is_fine() -> None:
    ended = SAMPLE.ended_at.replace(microsecond=123456)
    assert Paper(pdf.render(replace(SAMPLE, ended_at=ended))).metadata["CreationDate"] == "D:20251120144800Z"


def test_a_character_that_no_font_draws_does_not_stop_the_report() -> None:
    rendered = pdf.render(answers(f"said {UNDRAWN} aloud"))
    assert b"pdfuaid" not in rendered
    assert Paper(rendered).is_tagged


@pytest.mark.parametrize("report", [SAMPLE, world_report(), answers(*PAYLOADS)], ids=["sample", "world", "hostile"])
def test_links_lead_only_inside(report: Report) -> None:
    assert Paper(pdf.render(report)).link_kinds() == {pdfium.PDFACTION_GOTO}


def test_every_payload_is_printed_word_for_word() -> None:
    latin = [payload for payload in PAYLOADS if payload.isascii() and payload.isprintable()]
    printed = _letters(Paper(pdf.render(answers(*latin))).text)
    assert [payload for payload in latin if _letters(payload) not in printed] == []


@pytest.mark.parametrize("payload", ['#eval("1") [*x*] $y$ <z> \\ @q', "] ) } #[ #{", PAYLOADS[0], "a\n\nb", "\x00"])
def test_any_field_may_hold_anything(payload: str) -> None:
    printed = _letters(Paper(pdf.render(filled(SAMPLE, payload))).text)
    assert _letters(payload) in printed


def test_what_typst_refuses_is_an_error_of_ours_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_TEMPLATE", pdf._TEMPLATE.with_name("missing.typ"))
    with pytest.raises(AppError, match="could not be set as PDF") as caught:
        pdf.render(SAMPLE)
    assert caught.value.__cause__ is None


def test_no_system_font_is_used() -> None:
    families = set(pdf.fonts().families())
    assert {
        "Noto Sans",
        "Noto Sans CJK SC",
        "Noto Sans CJK JP",
        "Noto Sans CJK KR",
        "Noto Emoji",
        "Source Serif 4",
    } <= families
    assert all(font.path is None or "site-packages" in font.path for font in pdf.fonts().fonts())


def _letters(text: str) -> str:
    """The text without white space, soft breaks and hyphens that setting it may add or take."""
    return re.sub("[\\s\u200b\u00ad\ufffe-]", "", clean(text))


@pytest.mark.parametrize("more", [0, 6, 12])
def test_no_page_ends_between_the_opening_of_an_exchange_and_its_first_turn(more: int) -> None:
    first, *others = SAMPLE.exchanges
    longer = [replace(t, text=t.text + "\n\nA line." * more if t.number == 2 else t.text) for t in first.turns]
    report = replace(SAMPLE, exchanges=(replace(first, turns=tuple(longer), marks=()), *others))
    *lines, _footer = (line for page in Paper(pdf.render(report)).pages for line in page.strip().splitlines()[-2:])
    assert lines and not any(re.search(r"on this answer|follow-up", line) for line in lines)
