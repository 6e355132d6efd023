"""A language model interviews in a real browser, fails, and is left: a real server, and a model's server beside it."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.api.servers import Forge, Server
from tests.llm.upstream import Upstream

pytestmark = pytest.mark.asyncio(loop_scope="session")

MODEL = "openai:small"
ANSWER = (
    "A payment partner's head of operations rang my director five times in one September. We were moving her "
    "settlement files to a new format and had missed two dates for the test files."
)
ASKED = {"format": "drill", "persona": "bar_raiser", "question": "went_round_you", "seed": 3}
REPLY = "Whose name was on the new date?"


async def _started(browser: Browser, server: Server) -> Page:
    page = await (await browser.new_context(viewport={"width": 1280, "height": 800})).new_page()
    await page.goto(server.start_url)
    return page


async def _asked(page: Page) -> None:
    """Goes to a question that is always the same."""
    id = await page.evaluate(
        "async (body) => (await (await fetch('/api/sessions', {method: 'POST', body: JSON.stringify(body), "
        "headers: {'content-type': 'application/json'}})).json()).id",
        ASKED,
    )
    await page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/')[2]}/session/{id}")
    await expect(page.locator(".pinned--now .question")).to_be_visible()


async def _answer(page: Page) -> None:
    await page.fill("#answer", ANSWER)
    await page.keyboard.press("Control+Enter")


async def test_words_come_then_a_failure_and_the_built_in_interviewer_goes_on(
    browser: Browser, forge: Forge, tmp_path: Path
) -> None:
    async with Upstream() as up:
        up.say("I am with you.", REPLY)
        server = await asyncio.to_thread(
            forge.start, tmp_path / "data", model=MODEL, grader_model="offline", base_url=up.url("good"), timeout="5"
        )
        page = await _started(browser, server)
        await expect(page.get_by_text(f"Interviewer: {MODEL} · change")).to_be_visible()
        await _asked(page)
        await _answer(page)
        await expect(page.locator(".turn--now")).to_contain_text(REPLY)
        up.refuses = {"messages"}
        await _answer(page)
        tail = page.locator(".tail")
        await expect(tail).to_contain_text("couldn’t reply. Your answer is safe.")
        assert "not supported" not in await tail.inner_text()
        await tail.get_by_role("button", name="Continue with the built-in interviewer").click()
        await expect(tail).to_be_empty()
        await expect(page.locator(".composer-dock")).not_to_contain_text("Not sent.")
        await _end(page)
        await page.get_by_role("link", name="Read the report").click(timeout=30_000)
        await expect(page.locator("main")).to_contain_text(
            "Interviewed by openai:small (2 turns) and the built-in engine"
        )
        await page.context.close()


async def test_a_dead_upstream_at_the_start_is_told_by_api_and_page_and_the_built_in_interviewer_works(
    browser: Browser, forge: Forge, tmp_path: Path
) -> None:
    async with Upstream() as up:
        server = await asyncio.to_thread(forge.start, tmp_path / "data", model=MODEL, base_url=up.url("refused"))
        page = await _started(browser, server)
        told = await (await page.request.get(f"{server.url}/api/engines?again=true")).json()
        (dead,) = [engine for engine in told["engines"] if engine["model"] == MODEL]
        assert dead["state"] == "unreachable" and "Nothing answers at 127.0.0.1:" in dead["message"]
        await expect(page.locator(".notice--fault")).to_contain_text(f"{MODEL} does not answer. {dead['message']}")
        await page.get_by_role("button", name="Go on with the built-in interviewer").click()
        await page.get_by_role("button", name="Answer this one").click()
        await expect(page.locator(".pinned--now .question")).to_be_visible()
        await _answer(page)
        await expect(page.locator(".turn--now")).to_contain_text("?")
        session = await (await page.request.get(f"{server.url}/api/sessions/{page.url.rsplit('/', 1)[1]}")).json()
        assert [t["engine"] for t in session["turns"]] == ["offline", None, "offline"]
        assert session["grader_model"] == "offline"
        await page.context.close()


async def _end(page: Page) -> None:
    """End the session, unless the interviewer has."""
    await expect(page.locator("#answer, .end-card").first).to_be_visible()
    if await page.locator(".end-card").count():
        return
    await page.get_by_role("button", name="More").click()
    await page.get_by_role("button", name="End here").click()
    await page.get_by_role("button", name="End this answer").click()
