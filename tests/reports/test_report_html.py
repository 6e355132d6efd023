"""The HTML report: one file that asks for nothing, with the structure that people and their tools rely on."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from app.domain.report import Quote
from app.reports.html import render
from tests.reports.pages import Element, Page
from tests.reports.sample import sample_report
from tests.reports.variants import long_report, world_report

PAGES = {"sample": sample_report(), "world": world_report(), "long": long_report()}
LIGHT, DARK, PRINT = 0, 1, 2
AA_TEXT, AA_GRAPHICS = 4.5, 3.0


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    """Each page in turn."""
    return Page(render(PAGES[request.param]))


def test_nothing_runs_and_nothing_is_fetched(page: Page) -> None:
    names = {element.name for element in page.root.walk()}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "audio", "use"}
    attributes = [name for element in page.root.walk() for name in element.attributes]
    assert not [
        name for name in attributes if name.startswith("on") or name in {"src", "srcset", "action", "xlink:href"}
    ]
    assert "url(" not in page.root.all("style")[0].text
    assert "@import" not in page.root.all("style")[0].text


def test_the_policy_stands_before_all_it_governs(page: Page) -> None:
    head = page.root.all("head")[0]
    policy = next(meta for meta in head.all("meta") if meta.attributes.get("http-equiv") == "Content-Security-Policy")
    assert (
        policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
    )
    assert head.children.index(policy) < head.children.index(head.all("style")[0])


def test_every_link_leads_to_a_place_on_the_page(page: Page) -> None:
    ids = Counter(element.attributes["id"] for element in page.root.walk() if "id" in element.attributes)
    assert not [name for name, times in ids.items() if times > 1]
    targets = [element.attributes["href"] for element in page.root.all("a")]
    assert not [target for target in targets if not target.startswith("#") or target[1:] not in ids]


def test_every_quote_links_to_its_turn() -> None:
    page = Page(render(sample_report()))
    reasons = [cell for cell in page.root.all("td") if cell.all("q") and cell.attributes["data-label"] == "Why"]
    assert reasons
    for cell in reasons:
        assert len(cell.all("q")) == len([link for link in cell.all("a") if link.attributes["href"].startswith("#t")])


def test_a_quote_from_a_turn_that_is_not_there_is_no_link() -> None:
    page = Page(render(replace(sample_report(), keep=Quote(99, "words from nowhere"))))
    assert "turn 99" in page.root.text
    assert "#t99" not in [link.attributes["href"] for link in page.root.all("a")]


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(element.name[1]) for element in page.root.walk() if re.fullmatch("h[1-6]", element.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_first_link_skips_to_the_content(page: Page) -> None:
    first = page.root.all("a")[0]
    assert first.attributes["href"] == "#content"
    assert page.root.all("main")[0].attributes["id"] == "content"


def test_regions_and_lists_have_names(page: Page) -> None:
    ids = {element.attributes["id"]: element for element in page.root.walk() if "id" in element.attributes}
    for section in page.root.all("section"):
        assert ids[section.attributes["aria-labelledby"]].text.strip()
    assert [nav.attributes["aria-label"] for nav in page.root.all("nav")] == ["Contents"]


def test_tables_stay_tables_when_they_fold(page: Page) -> None:
    roles = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for table in page.root.all("table"):
        assert table.attributes["role"] == "table"
        assert not [e for e in table.walk() if e.name in roles and e.attributes["role"] != roles[e.name]]
        heads = table.all("th")
        assert {head.attributes["role"] for head in heads} <= {"columnheader", "rowheader"}
        assert all("scope" in head.attributes for head in heads)
        titles = [head.text for head in heads if head.attributes["role"] == "columnheader"]
        assert {cell.attributes["data-label"] for cell in table.all("td")} <= set(titles)


def test_every_drawing_has_words_or_is_hidden(page: Page) -> None:
    for drawing in page.root.all("svg"):
        assert drawing.attributes.get("aria-hidden") == "true" or drawing.attributes["aria-label"]


def test_other_languages_are_marked_and_run_their_own_way() -> None:
    page = Page(render(world_report()))
    said = {element.attributes["lang"]: element for element in page.root.all("p") if "lang" in element.attributes}
    assert {"zh", "ja", "ko", "ar", "he", "hi", "th", "ru", "el"} <= set(said)
    assert [lang for lang, element in said.items() if element.attributes.get("dir") == "rtl"] == ["ar", "he"]


def test_marks_link_to_their_notes() -> None:
    page = Page(render(sample_report()))
    turn = next(element for element in page.root.all("li") if element.attributes.get("id") == "t4")
    labels = [label.text for label in turn.all("sup")]
    assert labels == ["a", "b", "c"]
    assert [mark.attributes["class"] for mark in turn.all("mark")] == ["keep", "keep", "gap"]
    notes = [element for element in turn.all("p") if element.attributes.get("id", "").startswith("t4-")]
    assert [note.all("b")[0].text for note in notes] == labels


def test_the_order_is_the_one_that_was_promised() -> None:
    page = Page(render(sample_report()))
    ids = [section.attributes["aria-labelledby"] for section in page.root.all("section")]
    exchanges = [f"exchange-{number}" for number in range(1, 5)]
    after = ["ledger", "starl", "coverage", "observations", "integrity", "drills", "closing", "transcript", "made"]
    assert ids == ["verdict", "keep", "fix", "pillars", "trust", *exchanges, *after]


def test_what_is_missing_names_its_exchange_where_no_words_are_held_up() -> None:
    report = sample_report()
    assert report.fix_first is not None
    bare = replace(report, fix_first=replace(report.fix_first, said=None, asked=None))
    asked = next(e for e in report.exchanges if e.number == report.fix_first.exchange)
    told = f'href="#t{asked.turns[0].number}">exchange {asked.number}, '
    assert told in render(bare).decode()
    assert told not in render(report).decode()


def test_a_sample_says_so_and_a_session_does_not() -> None:
    assert "Sample report" in Page(render(sample_report())).root.all("main")[0].text
    assert "Sample report" not in Page(render(world_report())).root.all("main")[0].text


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT])
def test_text_and_graphics_have_the_contrast_of_wcag_aa(theme: int) -> None:
    colours = _themes(Page(render(sample_report())).root.all("style")[0])[theme]
    for name in ("ink", "second", "teal", "amber"):
        assert _contrast(colours[name], colours["paper"]) >= AA_TEXT
    assert _contrast(colours["ink"], colours["teal-wash"]) >= AA_TEXT
    assert _contrast(colours["ink"], colours["amber-wash"]) >= AA_TEXT
    assert _contrast(colours["ink"], colours["wash"]) >= AA_TEXT
    assert _contrast(colours["edge"], colours["paper"]) >= AA_GRAPHICS


def _themes(style: Element) -> list[dict[str, str]]:
    blocks = [block for block in re.findall(r":root \{(.*?)\}", style.text, re.DOTALL) if "--paper" in block]
    return [dict(re.findall(r"--([\w-]+): (#[0-9A-F]{3,6})", block)) for block in blocks]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > len("#FFF") else "".join(digit * 2 for digit in colour[1:])
    channels = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
