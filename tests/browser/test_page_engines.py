"""Who interviews: the fold, the offer of what was found, a dead engine, and what a new session then asks for."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.scripted_reports import reports
from tests.browser.scripted_wire import CATALOG, Wire, engine, refused

pytestmark = pytest.mark.asyncio(loop_scope="session")

DEAD = "Nothing answers at 127.0.0.1:9. Start the model's server, or check the address."
SMALL = engine("ollama:small", "ollama", "ready", label="Ollama with small")
KEY = engine("openai:new", "key", "unchecked", label="OpenAI with new", sent_to="OpenAI")
BOTH_BUILT_IN = {"model": "offline", "grader_model": "offline"}


def _set(state: str, **more: Any) -> Wire:
    """A server whose model is set."""
    names = {"model": "openai:set", "grader_model": "openai:set"}
    return Wire(catalog=CATALOG | {"engine": names}, engines=[engine("openai:set", "set", state, **more)])


async def _opened(browser: Browser, wire: Wire, address: str) -> Page:
    page = await wire.page(browser)
    await page.goto(address)
    await page.locator("h1").first.wait_for(state="attached")
    return page


async def _starts(page: Page, wire: Wire, button: str = "Answer this one") -> dict[str, Any]:
    """What the next session asks for of engines."""
    await page.get_by_role("button", name=button).click()
    await expect(page).to_have_url(f"{page.url.split('/', 3)[0]}//{page.url.split('/')[2]}/session/made")
    body = next(body for method, _, body in reversed(wire.asked) if method == "POST")
    return {name: body[name] for name in ("model", "grader_model") if name in body}


async def test_the_servers_own_engine_is_asked_for_by_saying_nothing(browser: Browser, site: str) -> None:
    wire = _set("ready", sent_to="OpenAI")
    page = await _opened(browser, wire, site)
    await page.get_by_text("Interviewer: openai:set · change").click()
    await expect(page.locator(".engines")).to_contain_text("What you type is sent to OpenAI.")
    assert await _starts(page, wire) == {}
    await page.context.close()


@pytest.mark.parametrize(("path", "start"), [("", "Answer this one"), ("/round/hiring_manager", "Start the round")])
async def test_a_dead_engine_is_said_and_one_press_goes_on(browser: Browser, site: str, path: str, start: str) -> None:
    wire = _set("unreachable", message=DEAD)
    page = await _opened(browser, wire, site + path)
    await expect(page.locator(".notice--fault")).to_contain_text(f"openai:set does not answer. {DEAD}")
    await expect(page.get_by_role("button", name=start)).to_be_hidden()
    await page.get_by_role("button", name="Go on with the built-in interviewer").click()
    await expect(page.get_by_role("button", name=start)).to_be_focused()
    await expect(page.get_by_text("Interviewer: built-in · change")).to_be_visible()
    assert await _starts(page, wire, start) == BOTH_BUILT_IN
    await page.context.close()


async def test_a_dead_engine_that_is_back_is_found_by_looking_again(browser: Browser, site: str) -> None:
    wire = _set("unreachable", message=DEAD)
    page = await _opened(browser, wire, site)
    await page.locator(".notice--fault").wait_for()
    wire.engines = [engine("openai:set", "set", "ready")]
    await page.locator(".notice--fault").get_by_role("button", name="Look again").click()
    await expect(page.get_by_role("button", name="Answer this one")).to_be_visible()
    assert await _starts(page, wire) == {}
    assert ("GET", "engines?again=true") in [(m, p) for m, p, _ in wire.asked]
    await page.context.close()


async def test_the_makeshift_lasts_as_long_as_the_engine_is_dead(browser: Browser, site: str) -> None:
    wire = _set("unreachable", message=DEAD)
    page = await _opened(browser, wire, site)
    await page.get_by_role("button", name="Go on with the built-in interviewer").click()
    await page.reload()
    await expect(page.get_by_text("Interviewer: built-in · change")).to_be_visible()
    wire.engines = [engine("openai:set", "set", "ready")]
    await page.reload()
    await expect(page.get_by_text("Interviewer: openai:set · change")).to_be_visible()
    await page.context.close()


async def test_an_engine_that_is_still_looked_for_joins_when_it_is_there(browser: Browser, site: str) -> None:
    wire = Wire(looking=True)
    page = await _opened(browser, wire, site)
    await expect(page.get_by_text("Interviewer: built-in · change")).to_be_visible()
    wire.engines, wire.looking = [SMALL], False
    await expect(page.get_by_text("Ollama with small").first).to_be_visible()
    await page.context.close()


async def test_what_was_found_is_offered_once(browser: Browser, site: str) -> None:
    wire = Wire(engines=[SMALL])
    page = await _opened(browser, wire, site)
    side = page.get_by_label("Before you start")
    await expect(side).to_contain_text("Ollama with smallFound on this computer. Nothing leaves it.")
    await side.get_by_role("button", name="Stay with the built-in one").click()
    await expect(side).not_to_contain_text("Ollama")
    await page.reload()
    await expect(page.get_by_text("Interviewer: built-in · change")).to_be_visible()
    await expect(side).not_to_contain_text("Ollama")
    assert await _starts(page, wire) == {}
    await page.context.close()


async def test_the_keyboard_chooses_an_engine_and_keeps_its_place(browser: Browser, site: str) -> None:
    wire = Wire(engines=[KEY, SMALL])
    page = await _opened(browser, wire, site)
    await page.locator("summary", has_text="Interviewer: built-in · change").press("Enter")
    await page.get_by_role("radio", name="Built-in interviewer").focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("radio", name="Ollama with small")).to_be_focused()
    await expect(page.locator("#announcer")).to_have_text("Interviewer: Ollama with small")
    assert await _starts(page, wire) == {"model": "ollama:small", "grader_model": "ollama:small"}
    assert not [path for _, path, _ in wire.asked if "check" in path]
    await page.context.close()


async def test_a_key_is_tried_when_it_is_chosen(browser: Browser, site: str) -> None:
    wire = Wire(engines=[KEY])
    page = await _opened(browser, wire, site)
    await page.get_by_role("button", name="Interview with it").wait_for()
    assert not [path for _, path, _ in wire.asked if "check" in path]
    wire.engines = [KEY | {"model": "openai:other", "label": "OpenAI with other", "state": "ready"}]
    await page.get_by_role("button", name="Interview with it").click()
    await expect(page.get_by_text("Interviewer: OpenAI with other · change")).to_be_visible()
    assert [path for _, path, _ in wire.asked if "check" in path] == ["engines?check=openai%3Anew"]
    assert await _starts(page, wire) == {"model": "openai:other", "grader_model": "openai:other"}
    await page.context.close()


async def test_a_key_that_is_refused_needs_another_choice(browser: Browser, site: str) -> None:
    wire = Wire(engines=[KEY])
    page = await _opened(browser, wire, site)
    await page.get_by_role("button", name="Interview with it").wait_for()
    wire.engines = [KEY | {"state": "key_refused", "message": "It refused the key."}]
    await page.get_by_role("button", name="Interview with it").click()
    await expect(page.locator(".notice--fault")).to_contain_text("OpenAI with new cannot be used. It refused the key.")
    await page.get_by_role("button", name="Go on with the built-in interviewer").click()
    assert await _starts(page, wire) == {}
    await page.context.close()


async def test_what_was_chosen_and_is_gone_is_said(browser: Browser, site: str) -> None:
    wire = Wire(engines=[SMALL])
    page = await _opened(browser, wire, site)
    await page.get_by_role("button", name="Interview with it").click()
    wire.engines = []
    await page.reload()
    gone = "ollama:small, which you chose, is not there now. Interviewer: Built-in interviewer."
    await expect(page.get_by_label("Before you start")).to_contain_text(gone)
    assert await _starts(page, wire) == {}
    await page.context.close()


async def test_another_try_asks_for_the_chosen_engine_and_says_when_it_is_gone(browser: Browser, site: str) -> None:
    wire = reports()
    page = await _opened(browser, wire, f"{site}/report/s1")
    await page.evaluate("localStorage.setItem('hotseat.engine', '{\"model\": \"ollama:small\"}')")
    status, told = refused(400, "model_unavailable", "There is no engine 'ollama:small' here; use offline.")
    await page.route("**/api/sessions", lambda route: route.fulfill(status=status, json=told))
    await page.get_by_role("button", name="Try that answer again").click()
    await expect(page.get_by_role("alert")).to_contain_text("The interviewer that you chose is not there now.")
    await page.unroute("**/api/sessions")
    assert await _starts(page, wire, "Try that answer again") == {
        "model": "ollama:small",
        "grader_model": "ollama:small",
    }
    await page.context.close()


async def test_a_grader_that_is_dead_alone_is_told_and_stops_nobody(browser: Browser, site: str) -> None:
    wire = _set("ready")
    wire.catalog = CATALOG | {"engine": {"model": "openai:set", "grader_model": "openai:grader"}}
    wire.engines.append(engine("openai:grader", "set", "unreachable", message=DEAD))
    page = await _opened(browser, wire, site)
    await expect(page.locator(".notice")).to_contain_text("openai:grader, which is to grade, does not answer.")
    assert await _starts(page, wire) == {}
    await page.context.close()


async def test_hostile_names_stay_text(browser: Browser, site: str) -> None:
    hit = "<img src=x onerror='window.hit=1'>\u202e"
    more = {"label": hit, "message": hit, "sent_to": hit}
    wire = Wire(engines=[engine("ollama:x", "ollama", "ready", **more)])
    page = await _opened(browser, wire, site)
    await page.get_by_text("Interviewer: built-in · change").click()
    await expect(page.locator(".engines")).to_contain_text("window.hit=1")
    assert await page.evaluate("window.hit") is None
    assert await page.locator("#app img").count() == 0
    assert wire.complaints == []
    await page.context.close()
