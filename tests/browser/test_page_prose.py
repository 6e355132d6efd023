"""What a model writes beside a report's numbers: shown when it is there, waited for, asked for again."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.scripted_reports import coaching, report, reports, unfold
from tests.browser.scripted_wire import SAMPLE, Wire

pytestmark = pytest.mark.asyncio(loop_scope="session")

PENDING = "The scores are final. Suggestions are being written."


async def _opened(browser: Browser, site: str, wire: Wire) -> Page:
    page = await wire.page(browser)
    await page.clock.install()
    await page.goto(f"{site}/report/s1")
    await expect(page.locator("h1")).to_be_visible()
    return page


async def test_the_numbers_are_there_at_once_and_the_prose_joins_them(browser: Browser, site: str) -> None:
    wire = reports(prose="pending")
    page = await _opened(browser, site, wire)
    await expect(page.locator("h1")).to_contain_text(SAMPLE["headline"])
    await expect(page.locator(".prose-line")).to_have_text(PENDING)
    await unfold(page)
    await page.evaluate("document.querySelector('.exchange').mark = 'mine'")
    folded = await page.locator(".exchange:not([open])").count()
    async with page.expect_response("**/report?*"):
        await page.clock.fast_forward(3_100)
    await expect(page.locator(".prose-line")).to_have_text(PENDING)
    drills = [SAMPLE["drills"][0] | {"title": "Say who decided"}]
    wire.reports["s1"] = report(prose="done", coaching=coaching(), drills=drills)
    await page.clock.fast_forward(3_100)
    await expect(page.locator(".prose-line")).to_contain_text("The suggestions are there")
    await expect(page.locator(".told-again")).to_be_visible()
    await expect(page.locator(".drills")).to_contain_text("Say who decided")
    assert await page.evaluate("document.querySelector('.exchange').mark") == "mine"
    assert await page.locator(".exchange:not([open])").count() == folded
    await page.context.close()


async def test_what_was_written_stands_at_its_exchange(browser: Browser, site: str) -> None:
    page = await _opened(browser, site, reports(prose="done", coaching=coaching()))
    await unfold(page)
    await expect(page.locator(".prose-line")).to_be_hidden()
    first, second = (page.locator(f"#x{e['number']} .coaching") for e in SAMPLE["exchanges"][:2])
    await expect(first).to_contain_text("What a stronger answer would holdWho decided, by name.")
    await expect(first).to_contain_text("Written by openai:any after the scores were fixed")
    await expect(second.locator(".told-again")).to_have_text(
        "[who decided] held the contract date, and [sic] it stayed."
    )
    await expect(second.locator(".blank")).to_have_text(["[who decided]"])
    await expect(second.locator(".blanks")).to_have_text("[who decided]Who had the last word?")
    await expect(second).not_to_contain_text("Written by")
    await page.context.close()


async def test_prose_that_failed_can_be_asked_for_again(browser: Browser, site: str) -> None:
    wire = reports(prose="failed")
    page = await _opened(browser, site, wire)
    await expect(page.locator(".prose-line")).to_contain_text("The suggestions could not be written.")
    await page.locator(".prose-line").get_by_role("button", name="Try again").click()
    await expect(page.locator(".prose-line")).to_have_text(PENDING)
    assert ("POST", "sessions/s1/grade", {}) in wire.asked
    await page.clock.fast_forward(3_100)
    await expect(page.locator(".prose-line")).to_contain_text("could not be written")
    await page.context.close()


async def test_nothing_is_said_of_prose_where_nobody_writes_any(browser: Browser, site: str) -> None:
    page = await _opened(browser, site, reports())
    await expect(page.locator(".prose-line")).to_be_hidden()
    assert await page.locator(".coaching:visible").count() == 0
    await page.context.close()


async def test_the_report_says_whose_words_they_are(browser: Browser, site: str) -> None:
    by = {"interviewer": "openai:any (4 turns) and offline (2 turns)", "grader": "openai:any"}
    exchanges = [
        e
        | {
            "turns": [
                t | {"engine": "offline" if i > 1 and t["speaker"] == "interviewer" else "openai:any"}
                for i, t in enumerate(e["turns"])
            ]
        }
        for e in SAMPLE["exchanges"]
    ]
    page = await _opened(browser, site, reports(trust=SAMPLE["trust"] | by, exchanges=exchanges))
    await unfold(page)
    told = "Interviewed by openai:any (4 turns) and the built-in engine (2 turns), graded by openai:any"
    await expect(page.locator("main")).to_contain_text(told)
    await expect(page.locator("main")).to_contain_text("What you said was also sent to the language models named")
    await expect(page.locator(".exchange .who", has_text="built in").first).to_be_visible()
    await page.context.close()
