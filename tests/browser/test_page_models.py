"""A language model interviews on the page: words as they come, taken back, missing; and who else can go on."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.scripted_wire import Wire, engine, turn

pytestmark = pytest.mark.asyncio(loop_scope="session")

MODEL = "openai:any"
WITHOUT = "Continue with the built-in interviewer"
OTHER = engine("ollama:small", "ollama", "ready", label="Ollama with small")


def _waiting() -> Wire:
    """An answer is on disk and its reply is due."""
    engines = [engine(MODEL, "set", "ready", sent_to="OpenAI"), OTHER]
    return Wire(turns=Wire().turns[:2], session={"model": MODEL}, silent=True, engines=engines)


def _piece(offset: int, text: str, attempt: int = 1) -> dict[str, object]:
    return {"type": "turn.delta", "turn": 3, "attempt": attempt, "offset": offset, "text": text}


def _failure(
    code: str = "model_unavailable", *, retryable: bool = True, command: str | None = None
) -> dict[str, object]:
    told = {"code": code, "message": "Nothing answers at 127.0.0.1:9.", "retryable": retryable}
    return {"type": "error", "command_id": command} | told


async def _opened(browser: Browser, site: str, wire: Wire, *, clock: bool = False) -> Page:
    page = await wire.page(browser)
    if clock:
        await page.clock.install()
    await page.goto(f"{site}/session/s1")
    await expect(page.locator("#answer")).to_be_visible()
    return page


async def test_words_come_into_one_turn_that_is_never_made_anew(browser: Browser, site: str) -> None:
    wire = _waiting()
    page = await _opened(browser, site, wire)
    wire.say(_piece(0, "You held "))
    await expect(page.locator(".turn--now")).to_contain_text("You held")
    await page.evaluate("document.querySelector('.turn--now').mark = 'mine'")
    for number, word in enumerate(("June. ", "What did ", "that cost?")):
        wire.say(_piece(9 + sum(map(len, ("June. ", "What did ")[:number])), word))
    await expect(page.locator(".turn--now .said")).to_have_text("You held June. What did that cost?")
    assert await page.evaluate("document.querySelector('.turn--now').mark") == "mine"
    await expect(page.locator(".reading")).to_have_count(0)
    await expect(page.get_by_role("button", name="Hear the question")).to_have_count(0)
    wire.reply("You held June. What did that cost?")
    await expect(page.get_by_role("button", name="Hear the question")).to_be_visible()
    await expect(page.locator(".record .turn--them .said", has_text="that cost?")).to_have_count(1)
    assert wire.complaints == []
    await page.context.close()


async def test_words_that_are_taken_back_go_and_their_place_stays(browser: Browser, site: str) -> None:
    wire = _waiting()
    page = await _opened(browser, site, wire)
    wire.say(_piece(0, "Great answer!"))
    await expect(page.locator(".turn--now")).to_contain_text("Great answer!")
    top = await page.locator(".turn--now").evaluate("node => node.getBoundingClientRect().top")
    wire.say({"type": "turn.reset", "turn": 3, "attempt": 2})
    await expect(page.locator(".turn--now .said")).to_have_text("…")
    assert await page.locator(".turn--now").evaluate("node => node.getBoundingClientRect().top") == top
    wire.say(_piece(0, "Whose", attempt=2))
    await expect(page.locator(".turn--now .said")).to_have_text("Whose")
    await page.context.close()


async def test_adding_to_the_answer_while_the_reply_comes(browser: Browser, site: str) -> None:
    wire = _waiting()
    page = await _opened(browser, site, wire)
    wire.say(_piece(0, "You held"))
    await page.get_by_role("button", name="I wasn’t finished").click()
    await page.keyboard.type("Finance closed by hand.")
    await page.keyboard.press("Control+Enter")
    await wire.hears(1)
    assert wire.heard[0]["type"] == "append"
    wire.acknowledge(wire.heard[0])
    wire.say({"type": "turn.reset", "turn": 3, "attempt": 2})
    await expect(page.locator(".record")).to_contain_text("Finance closed by hand.")
    await expect(page.locator(".record")).not_to_contain_text("You held")
    await expect(page.locator(".turn--now")).to_have_count(0)
    wire.reply("By hand for how long?")
    await expect(page.locator(".turn--now")).to_contain_text("By hand for how long?")
    await page.context.close()


async def test_a_failure_in_the_middle_can_be_tried_again(browser: Browser, site: str) -> None:
    wire = _waiting()
    page = await _opened(browser, site, wire)
    wire.say(_piece(0, "You held"))
    wire.say({"type": "turn.reset", "turn": 3, "attempt": 2})
    wire.say(_failure("model_cut"))
    tail = page.locator(".tail")
    await expect(tail).to_contain_text("Marcus couldn’t reply. Your answer is safe.Nothing answers at 127.0.0.1:9.")
    await expect(page.locator(".record")).not_to_contain_text("You held")
    await expect(page.locator(".turn--now")).to_have_count(0)
    await expect(tail.get_by_role("button").first).to_have_text("Retry")
    await tail.get_by_role("button", name="Retry").click()
    await wire.hears(1)
    await expect(tail).to_have_text("Marcus is reading.")
    await expect(page.locator("#answer")).to_be_focused()
    wire.say(_failure(command=str(wire.heard[0]["command_id"])))
    await tail.get_by_role("button", name=WITHOUT).click()
    await wire.hears(3)
    assert [m["type"] for m in wire.heard] == ["retry", "engine", "retry"]
    wire.session["model"] = "offline"
    wire.say(wire.state(wire.next()))
    wire.reply("And who signed off?")
    await expect(page.locator(".turn--now")).to_contain_text("And who signed off?")
    await expect(tail).to_be_empty()
    await page.context.close()


@pytest.mark.parametrize("code", ["model_key", "model_rejected"])
async def test_where_something_must_be_put_right_going_on_comes_first(browser: Browser, site: str, code: str) -> None:
    wire = _waiting()
    wire.after = [_failure(code, retryable=False)]
    page = await _opened(browser, site, wire)
    await expect(page.locator(".tail button")).to_have_text([WITHOUT, "Try again"])
    await page.context.close()


async def test_an_opening_that_cannot_be_made(browser: Browser, site: str) -> None:
    wire = _waiting()
    wire.turns, wire.after = [], [_failure()]
    wire.place = {"phase": "opening", "question": None, "question_id": None, "question_text": None, "can": []}
    page = await _opened(browser, site, wire)
    await expect(page.locator(".tail")).to_contain_text("Marcus couldn’t begin. Nothing is lost.")
    await page.fill("#answer", "Hello?")
    await expect(page.get_by_role("button", name="Send")).to_be_disabled()
    await page.context.close()


async def test_a_model_that_is_quiet_for_long_can_be_left(browser: Browser, site: str) -> None:
    wire = _waiting()
    page = await _opened(browser, site, wire, clock=True)
    await expect(page.locator(".tail")).to_have_text("Marcus is reading.")
    await page.clock.fast_forward(6_100)
    await expect(page.locator(".tail")).to_contain_text("Marcus is thinking. You can wait, or go on without")
    wire.say(_piece(0, "You"))
    await expect(page.locator(".tail")).to_be_empty()
    await page.clock.fast_forward(6_100)
    await expect(page.locator(".tail")).to_contain_text("Marcus has stopped in the middle.")
    await page.get_by_role("button", name=WITHOUT).click()
    await wire.hears(2)
    assert [(m["type"], m.get("model")) for m in wire.heard] == [("engine", "offline"), ("retry", None)]
    await page.context.close()


async def test_the_menu_says_who_speaks_and_changes_it(browser: Browser, site: str) -> None:
    wire = _waiting()
    wire.turns.append(turn(3, "interviewer", "probe", "What did that cost?", engine=MODEL))
    page = await _opened(browser, site, wire)
    await page.get_by_role("button", name="More").click()
    menu = page.locator(".menu")
    await expect(menu).to_contain_text(f"Interviewer: {MODEL}")
    await expect(menu.get_by_role("button", name="Change to the built-in interviewer")).to_be_visible()
    await menu.get_by_role("button", name="Change to Ollama with small").click()
    await wire.hears(1)
    assert (wire.heard[0]["type"], wire.heard[0]["model"]) == ("engine", "ollama:small")
    told = {"code": "model_unavailable", "message": "There is no such engine here.", "retryable": False}
    wire.say({"type": "error", "command_id": wire.heard[0]["command_id"]} | told)
    await expect(page.locator(".composer-dock")).to_contain_text("Nothing has changed. There is no such engine here.")
    await page.context.close()


async def test_without_a_choice_the_menu_is_silent_about_engines(browser: Browser, site: str) -> None:
    page = await _opened(browser, site, Wire())
    await page.get_by_role("button", name="More").click()
    await expect(page.locator(".menu")).not_to_contain_text("Interviewer:")
    await page.context.close()


async def test_who_words_the_turns_is_said_where_it_changes(browser: Browser, site: str) -> None:
    ask, answer, probe = Wire().turns
    wire = Wire(turns=[ask | {"engine": MODEL}, answer, probe | {"engine": "offline"}])
    page = await _opened(browser, site, wire)
    await expect(page.locator(".turn--them .who")).to_have_text(["Marcus", "Marcus built in"])
    await page.context.close()
