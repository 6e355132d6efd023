"""What a model wrote beside the numbers, in every format; without it a report is as it was."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from app.domain.report import Coaching
from app.reports import pdf
from app.reports.formats import find
from tests.reports.pages import Page
from tests.reports.papers import Paper
from tests.reports.payloads import PAYLOADS
from tests.reports.sample import sample_report
from tests.reports.variants import coached_report, filled

SAID = (
    "What a stronger answer would hold",
    "Who decided, by name.",
    "One passage, told again",
    "[who decided] held the contract date, and finance got [the price] for it.",
    "[the price]",
    "What did finance get?",
    "Written by openai:qwen3-32b",
)


def folded(text: str) -> str:
    return " ".join(text.split())


def test_html_and_pdf_tell_it_in_order() -> None:
    page = folded(Page(find("html").render(coached_report())).root.text)
    places = [page.index(words) for words in SAID]
    assert places == sorted(places)
    printed = folded(Paper(pdf.render(coached_report())).text)
    assert all(words in printed for words in SAID)


def test_markdown_tells_it_and_a_blank_is_no_link() -> None:
    written = find("markdown").render(coached_report()).decode()
    tokens = MarkdownIt("gfm-like").parse(written)
    text = "".join(c.content for t in tokens if t.type == "inline" for c in t.children or ())
    assert all(words in text for words in SAID)


def test_who_wrote_is_said_once() -> None:
    assert find("markdown").render(coached_report()).decode().count("Written by") == 1


@pytest.mark.parametrize("format_id", ["html", "markdown", "pdf"])
def test_a_report_without_it_is_as_it_was(format_id: str) -> None:
    render = find(format_id).render
    empty = Coaching("openai:any", "0", (), sample_report().drills)
    assert render(replace(sample_report(), coaching=empty, prose="done")) == render(sample_report())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_model_wrote_is_shown_and_not_obeyed(payload: str) -> None:
    plain = "\n".join("plain words" for line in payload.splitlines() if line.strip()) or "plain words"
    page = Page(find("html").render(filled(coached_report(), payload)))
    assert page.skeleton() == Page(find("html").render(filled(coached_report(), plain))).skeleton()
