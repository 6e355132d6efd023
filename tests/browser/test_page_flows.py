"""From page to page: what one press asks of the server, where the focus goes, what text may not do."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.scripted_reports import past, reports, unfold
from tests.browser.scripted_wire import CATALOG, SAMPLE, Wire

pytestmark = pytest.mark.asyncio(loop_scope="session")

HIT = "<img src=x onerror='window.hit=1'><script>window.hit=1</script>\u202e"
KEPT = {
    *("id", "session_id", "started_at", "ended_at", "created_at", "format", "status", "verdict_kind", "pillar"),
    *("speaker", "kind", "came_back", "on_this_answer", "question_id", "category", "style", "self_rating", "standing"),
}


def _poisoned(value: Any) -> Any:
    """The same with every text that a person or a model could have written."""
    if isinstance(value, dict):
        return {k: v if k in KEPT else _poisoned(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_poisoned(v) for v in value]
    return HIT if isinstance(value, str) else value


async def _opened(browser: Browser, wire: Wire, address: str, **options: Any) -> Page:
    page = await wire.page(browser, **options)
    await page.goto(address)
    await page.locator("h1").first.wait_for(state="attached")
    return page


def _posted(wire: Wire) -> Any:
    return next(body for method, _, body in wire.asked if method == "POST")


@pytest.mark.parametrize("path", ["/report/s1", "/history", "/", "/round/hiring_manager"])
async def test_hostile_text_stays_text(browser: Browser, site: str, path: str) -> None:
    wire = past()
    wire.reports = {k: _poisoned(v) | {"persona": "x"} for k, v in wire.reports.items()}
    wire.sessions = [_poisoned(s) for s in wire.sessions]
    wire.catalog = _poisoned(CATALOG)
    page = await _opened(browser, wire, site + path)
    await page.wait_for_load_state("networkidle")
    await unfold(page)
    await expect(page.locator("main")).to_contain_text("window.hit=1")
    assert await page.evaluate("window.hit") is None
    assert await page.locator("#app img, #app script").count() == 0
    assert wire.complaints == []
    await page.context.close()


async def test_a_change_of_page_moves_the_focus_to_its_heading(browser: Browser, site: str) -> None:
    page = await _opened(browser, Wire(), site)
    await page.get_by_role("link", name="History").click()
    await expect(page).to_have_title("History · Hotseat")
    await expect(page.locator("h1")).to_be_focused()
    await page.go_back()
    await expect(page.locator("h1")).to_have_text("Practise one answer")
    await page.context.close()


async def test_one_press_starts_an_answer_with_what_was_set(browser: Browser, site: str) -> None:
    wire = Wire()
    page = await _opened(browser, wire, site)
    await page.get_by_text("Company, technologies, length, coach").click()
    await page.get_by_label("Role").fill("Senior TPM")
    await page.get_by_label("Technologies you can be asked about").fill("Kafka, OAuth")
    await page.get_by_role("button", name="Answer this one").click()
    await expect(page).to_have_url(f"{site}/session/made")
    wanted = {"format": "drill", "persona": "hiring_manager", "question": "vault", "style": "realistic"}
    assert _posted(wire) == wanted | {"role": "Senior TPM", "technologies": ["Kafka", "OAuth"]}
    await expect(page.locator("#answer")).to_be_focused()
    await page.context.close()


async def test_a_round_is_started_with_its_length(browser: Browser, site: str) -> None:
    wire = Wire()
    page = await _opened(browser, wire, site)
    await page.get_by_text("Company, technologies, length, coach").click()
    await page.get_by_text("25 minutes", exact=True).click()
    await page.get_by_role("link", name="Marcus").click()
    await page.get_by_role("button", name="Start the round").click()
    await expect(page).to_have_url(f"{site}/session/made")
    wanted = {"format": "round", "persona": "hiring_manager", "minutes": 25, "style": "realistic"}
    assert _posted(wire) == wanted
    await page.context.close()


async def test_what_the_server_refuses_is_told_where_it_was_pressed(browser: Browser, site: str) -> None:
    wire = Wire()
    page = await _opened(browser, wire, site)
    told = {"error": {"code": "storage", "message": "The disk is full.", "retryable": True}}
    await page.route("**/api/sessions", lambda route: route.fulfill(status=503, json=told))
    await page.get_by_role("button", name="Answer this one").click()
    await expect(page.get_by_role("alert")).to_have_text("That didn’t work. The disk is full.")
    await page.context.close()


async def test_that_answer_can_be_tried_again(browser: Browser, site: str) -> None:
    wire = reports()
    page = await _opened(browser, wire, f"{site}/report/s1")
    await page.get_by_role("button", name="Try that answer again").click()
    await expect(page).to_have_url(f"{site}/session/made")
    body = _posted(wire)
    assert (body["format"], body["question"], body["retry_of"]) == ("drill", SAMPLE["fix_first"]["question_id"], "s1")
    await page.context.close()


async def test_a_link_into_a_fold_opens_it(browser: Browser, site: str) -> None:
    page = await _opened(browser, reports(), f"{site}/report/s1")
    row = page.locator("table.ledger tbody tr").last.locator("a")
    target = (await row.get_attribute("href") or "").lstrip("#")
    await expect(page.locator(f"#{target}")).to_be_hidden()
    await row.click()
    await expect(page.locator(f"#{target}")).to_be_in_viewport()
    await page.context.close()


async def test_marks_stand_on_the_words_that_were_marked(browser: Browser, site: str) -> None:
    page = await _opened(browser, reports(), f"{site}/report/s1")
    for exchange in SAMPLE["exchanges"]:
        texts = {t["number"]: t["text"] for t in exchange["turns"]}
        wanted = [texts[m["turn"]][m["start"] : m["end"]] for m in exchange["marks"]]
        shown = await page.locator(f"#x{exchange['number']} .record mark").all_text_contents()
        assert sorted(shown) == sorted(wanted)
    await page.context.close()


async def test_deleting_names_what_goes_and_says_when_it_is_gone(browser: Browser, site: str) -> None:
    wire = reports()
    page = await _opened(browser, wire, f"{site}/report/s1")
    await page.evaluate("localStorage.setItem('hotseat.notes.s1', '\"mine\"')")
    await page.get_by_role("button", name="Delete this session").click()
    await expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    await page.get_by_role("button", name="Delete for good").click()
    gone = "Gone. 21 turns, four grades, notes and report, deleted at 09:00."
    await expect(page.locator("main")).to_contain_text(gone)
    assert await page.evaluate("localStorage.getItem('hotseat.notes.s1')") is None
    assert [path for method, path, _ in wire.asked if method == "DELETE"] == ["sessions/s1"]
    await page.context.close()


async def test_a_theme_is_chosen_and_kept(browser: Browser, site: str) -> None:
    page = await _opened(browser, Wire(), site, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(paper)
    await page.get_by_role("button", name="Appearance").click()
    await page.get_by_role("button", name="Appearance: light").click()
    await page.reload()
    await expect(page.get_by_role("button", name="Appearance: dark")).to_be_visible()
    assert await page.evaluate(paper) != light
    await page.context.close()


async def test_on_paper_every_fold_is_open(browser: Browser, site: str) -> None:
    page = await _opened(browser, reports(), f"{site}/report/s1")
    await expect(page.locator("#t18")).to_be_hidden()
    await page.emulate_media(media="print")
    await expect(page.locator("#t18")).to_be_visible()
    await expect(page.locator(".contents")).to_be_hidden()
    await page.context.close()
