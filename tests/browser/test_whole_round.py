"""A whole round with Ruth, a real browser and a real server: reloaded, killed, and reported in every format."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.api.servers import Forge, Server
from tests.interview.candidates import STRONG, THIN

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCREENSHOT = Path(__file__).resolve().parents[2] / "docs" / "images" / "interview.png"
ANSWERS = (*STRONG, THIN[0], STRONG[0], THIN[1])
COMPLAINT = (
    "A payment partner's head of operations rang my director five times in one September. We were moving her "
    "settlement files to a new format and had missed two dates for the test files.\n\n"
    "On 2 October I went to her office and asked her to show me what she sees on a Monday. It was an empty folder. "
    "We agreed on a page with each file, its state and a date, and after the second week of October the calls stopped."
)
MOST_ANSWERS = 70
"""Time hardly passes here, so that all eight questions of the plan are asked, with all their follow-ups."""
RELOAD_AT, KILL_AT = 2, 4
BEGINNINGS = {"pdf": b"%PDF-", "markdown": b"# ", "html": b"<!doctype html>", "json": b"{"}


async def _started(browser: Browser, server: Server) -> Page:
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = await context.new_page()
    await page.goto(server.start_url)
    await page.get_by_role("link", name="Ruth").click()
    await page.get_by_role("button", name="Start the round").click()
    await expect(page.locator("#answer")).to_be_enabled()
    return page


async def _answer(page: Page, text: str) -> None:
    """Sends an answer and waits for what Ruth says to it."""
    await _reads(page, 1)  # the opening: the page can be typed in before it is there
    due = len(await _turns(page)) + 2
    await page.fill("#answer", text)
    await page.keyboard.press("Control+Enter")
    await _reads(page, due)
    reply = (await _turns(page))[due - 1]
    await expect(page.locator("main")).to_contain_text(reply[-40:], timeout=20_000)  # Ruth reads for a second first


async def _turns(page: Page) -> list[str]:
    """What was said so far, as the server holds it."""
    return [turn["text"] for turn in (await _session(page))["turns"]]


async def _session(page: Page) -> dict[str, Any]:
    answer = await page.request.get(f"{page.url.split('/session')[0]}/api/sessions/{page.url.rsplit('/', 1)[1]}")
    session: dict[str, Any] = await answer.json()
    return session


async def _reads(page: Page, count: int) -> None:
    """Waits until the server holds this many turns, and says so if it never does."""
    await page.evaluate(
        """async ([path, count]) => {
          for (let frame = 0; frame < 2_000; frame++) {
            if ((await (await fetch(path)).json()).turns.length >= count) return;
            await new Promise(requestAnimationFrame);
          }
          throw new Error(`there are not ${count} turns`);
        }""",
        [f"/api/sessions/{page.url.rsplit('/', 1)[1]}", count],
    )


async def _shows(page: Page, turns: list[str]) -> None:
    """Everything that was said is on the page, the candidate's words and the interviewer's.

    Sentence by sentence: the question in hand stands apart from the words that lead to it.
    """
    for details in await page.locator("details.earlier:not([open]) > summary").all():
        await details.click()
    shown = " ".join((await page.locator("main").inner_text()).split())
    sentences = [" ".join(s.split()) for turn in turns[1:] for s in re.split(r"(?<=[.?!])\s+", turn)]
    assert [s for s in sentences if s not in shown] == []


async def test_a_round_survives_all_and_ends_in_a_report(browser: Browser, forge: Forge, tmp_path: Path) -> None:
    server = forge.start(tmp_path / "data")
    page = await _started(browser, server)
    for number in range(MOST_ANSWERS):
        if (await _session(page))["place"]["phase"] == "closed":
            break
        if number == RELOAD_AT:
            await _reload(page)
        if number == KILL_AT:
            server = await _kill_and_restart(page, forge, server)
        await _answer(page, ANSWERS[number % len(ANSWERS)])
    await page.goto(f"{server.url}/report/{page.url.rsplit('/', 1)[1]}")
    await expect(page.get_by_role("heading", name="Five pillars, against the bar")).to_be_visible(timeout=30_000)
    await _downloads(page, server)
    await page.context.close()


async def test_golden_picture_of_one_answer(browser: Browser, forge: Forge, tmp_path: Path) -> None:
    """The picture of the README: a question, an answer, and a follow-up at what the answer left out."""
    server = forge.start(tmp_path / "data")
    page = await (await browser.new_context(viewport={"width": 1280, "height": 800})).new_page()
    await page.goto(server.start_url)
    asked = {"format": "drill", "persona": "bar_raiser", "question": "went_round_you", "seed": 3}
    session = await page.evaluate(
        "async (body) => (await (await fetch('/api/sessions', {method: 'POST', body: JSON.stringify(body), "
        "headers: {'content-type': 'application/json'}})).json()).id",
        asked,
    )
    await page.goto(f"{server.url}/session/{session}")
    await _answer(page, COMPLAINT)
    turns = await _turns(page)
    assert len(turns) == 3
    await expect(page.locator(".turn--now")).to_contain_text(turns[2][-30:])
    if os.environ.get("HOTSEAT_GOLDEN") == "write":
        SCREENSHOT.parent.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=SCREENSHOT)
    await page.context.close()


async def _reload(page: Page) -> None:
    before = await _turns(page)
    await page.reload()
    await expect(page.locator("#answer")).to_be_enabled()
    await _shows(page, before)
    assert await _turns(page) == before


async def _kill_and_restart(page: Page, forge: Forge, server: Server) -> Server:
    before = await _turns(page)
    await page.fill("#answer", "A draft that outlives the server.")
    server.kill()
    await expect(page.get_by_text("Connection lost.")).to_be_visible(timeout=20_000)
    again = forge.start(server.data, port=str(server.port))
    await expect(page.get_by_text("Connection lost.")).to_have_count(0, timeout=20_000)
    await expect(page.locator("#answer")).to_have_value("A draft that outlives the server.")
    assert await _turns(page) == before
    await _shows(page, before)
    return again


async def _downloads(page: Page, server: Server) -> None:
    session = page.url.rsplit("/", 1)[1]
    for form, beginning in BEGINNINGS.items():
        link = page.locator(f'a[href*="format={form}"]').first
        async with page.expect_download() as started:
            await link.click()
        saved = await started.value
        assert (await saved.path()).read_bytes().startswith(beginning)
        assert saved.suggested_filename.startswith("hotseat-")
    report = json.loads(await (await page.context.request.get(_json(server, session))).body())
    said = {t["number"]: t["text"] for e in report["exchanges"] for t in e["turns"]}
    quotes = [q for e in report["exchanges"] for s in e["pillars"] for q in s["quotes"]]
    assert quotes
    assert all(q["text"] in said[q["turn"]] for q in quotes)


def _json(server: Server, session: str) -> str:
    return f"{server.url}/api/sessions/{session}/report?format=json"
