"""Whatever people write, a report keeps its shape: the words are shown, and nothing in them is obeyed."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.domain.report import Report
from app.reports.document.marks import answer_paragraphs
from app.reports.document.text import clean
from app.reports.formats import find
from app.reports.plain.blocks import block, quoted
from app.reports.plain.escape import span
from tests.reports.pages import Page
from tests.reports.payloads import PAYLOADS
from tests.reports.sample import sample_report
from tests.reports.variants import CODE, filled

SAMPLE = sample_report()
# GFM with links made of bare addresses, and HTML allowed: a parser that obeys as much as any.
MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": True})
INERT = {
    "text",
    "code_inline",
    "softbreak",
    "strong_open",
    "strong_close",
    "em_open",
    "em_close",
    "link_open",
    "link_close",
}


def told(text: str) -> str:
    """The text as it should be read: cleaned, white space folded."""
    return " ".join(clean(text).split())


def harmless(text: str) -> str:
    """Plain words on as many lines as the text has."""
    return "\n".join("plain words" for line in clean(text).split("\n") if line.strip())


def answered(text: str, *, category: str = "behavioral") -> Report:
    """The sample with this text as an answer."""
    exchange = SAMPLE.exchanges[1]
    turns = (exchange.turns[0], replace(exchange.turns[1], text=text), *exchange.turns[2:])
    marks = tuple(mark for mark in exchange.marks if mark.turn != 4)
    return replace(SAMPLE, exchanges=(replace(exchange, turns=turns, marks=marks, category=category),))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_keeps_its_shape_with_the_text_in_every_field(payload: str) -> None:
    page = Page(find("html").render(filled(SAMPLE, payload)))
    assert page.skeleton() == Page(find("html").render(filled(SAMPLE, harmless(payload)))).skeleton()
    assert page.comments == []
    assert told(payload) in told(page.root.all("h1")[0].text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_shows_an_answer_word_for_word(payload: str) -> None:
    page = Page(find("html").render(answered(payload)))
    turn = next(element for element in page.root.all("li") if element.attributes.get("id") == "t4")
    said = " ".join(part.text for part in turn.all("div")[0].all("p"))
    assert told(said) == told(payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_keeps_its_shape_with_the_text_in_every_field(payload: str) -> None:
    tokens = MARKDOWN.parse(find("markdown").render(filled(SAMPLE, payload)).decode())
    plain = MARKDOWN.parse(find("markdown").render(filled(SAMPLE, harmless(payload))).decode())
    assert [(token.type, token.level) for token in tokens] == [(token.type, token.level) for token in plain]
    assert {token.type for token in inline(tokens)} <= INERT
    assert all(str(token.attrs["href"]).startswith("#") for token in inline(tokens) if token.type == "link_open")
    assert links(tokens) == links(plain)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_shows_an_answer_word_for_word(payload: str) -> None:
    tokens = MARKDOWN.parse(find("markdown").render(answered(payload)).decode())
    assert told(payload) in told(" ".join(shown(token) for token in tokens if token.type == "inline"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_code_cannot_close_its_fence(payload: str) -> None:
    code = f"{CODE}\n{payload}\n````\n```` `````\n"
    tokens = MARKDOWN.parse(find("markdown").render(answered(code, category="coding")).decode())
    (fence,) = [token for token in tokens if token.type == "fence"]
    assert told(fence.content) == told(code)
    assert not [token for token in tokens if token.type == "html_block"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_json_gives_the_text_back_to_the_letter(payload: str) -> None:
    again = json.loads(find("json").render(answered(payload)))
    assert again["exchanges"][0]["turns"][1]["text"] == payload


@given(st.text(st.sampled_from("*_[]()<>`|#-+=~:!.&@\\ \nab1中\u202e/www:tp"), max_size=40))
@settings(max_examples=400)
def test_no_run_of_signs_is_markup_in_markdown(text: str) -> None:
    (paragraph,) = [token for token in MARKDOWN.parse(f"x {span(text)} x") if token.type == "inline"]
    assert {token.type for token in paragraph.children or ()} <= {"text", "code_inline"}
    assert told(shown(paragraph)) == told(f"x {text} x")


@given(st.text(st.sampled_from("*_[]<>`|#-+=~:!.&@\\ \n\tab1.)"), max_size=40))
@settings(max_examples=100)
def test_no_run_of_signs_starts_a_block_in_markdown(text: str) -> None:
    tokens, plain = (MARKDOWN.parse(as_said(answer)) for answer in (f"{text} a", harmless(f"{text} a")))
    assert [token.type for token in tokens] == [token.type for token in plain]


def as_said(text: str) -> str:
    """An answer as the record sets it."""
    return "\n>\n".join(quoted(part) for paragraph in answer_paragraphs(text, []) for part in block(paragraph))


def inline(tokens: list[Token]) -> Iterator[Token]:
    """What stands inside lines."""
    return (child for token in tokens for child in token.children or ())


def links(tokens: list[Token]) -> int:
    """How many links there are."""
    return sum(token.type == "link_open" for token in inline(tokens))


def shown(token: Token) -> str:
    """The words of a line, without its markup."""
    return "".join(
        child.content if child.content else " " * (child.type == "softbreak") for child in token.children or ()
    )
