"""An interview on the page, against a scripted wire: what is kept, what is said once, what the keyboard can do."""

import json

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.scripted_wire import ASK, CAN, Wire, turn

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE = {"viewport": {"width": 390, "height": 844}}


async def _opened(browser: Browser, site: str, wire: Wire, **options: object) -> Page:
    page = await wire.page(browser, **options)
    await page.goto(f"{site}/session/s1")
    await expect(page.locator("#answer, .end-card, .notice").first).to_be_visible()
    return page


async def test_a_draft_is_there_after_a_reload_and_gone_when_sent(browser: Browser, site: str) -> None:
    wire = Wire()
    page = await _opened(browser, site, wire)
    await page.fill("#answer", "Two things. Finance closed by hand.")
    await expect(page.locator(".count")).to_have_text("6 words≈ 5 s aloudSaved")
    await page.reload()
    await expect(page.locator("#answer")).to_have_value("Two things. Finance closed by hand.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("#answer")).to_have_value("")
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator(".turn--now")).to_contain_text("And who signed off on that?")
    await page.reload()
    await expect(page.locator("#answer")).to_have_value("")
    assert [m["type"] for m in wire.heard] == ["answer"]


async def test_an_unacknowledged_answer_goes_out_again_after_a_reload(browser: Browser, site: str) -> None:
    wire = Wire(silent=True)
    page = await _opened(browser, site, wire)
    await page.fill("#answer", "Mara decided.")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".record")).to_contain_text("Sending")
    await page.reload()
    await expect(page.locator(".record")).to_contain_text("Mara decided.")
    await wire.hears(2)
    assert [m["command_id"] for m in wire.heard] == [wire.heard[0]["command_id"]] * 2


async def test_the_reply_waits_a_moment_and_can_be_had_at_once(browser: Browser, site: str) -> None:
    wire = Wire()
    page = await wire.page(browser)
    await page.clock.install()
    await page.goto(f"{site}/session/s1")
    await page.fill("#answer", "Mara decided.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".reading")).to_have_text("Marcus is reading. Go on")
    await expect(page.locator(".record")).not_to_contain_text("And who signed off")
    await page.clock.fast_forward(1_100)
    await expect(page.locator(".turn--now")).to_contain_text("And who signed off on that?")
    await expect(page.locator(".reading")).to_have_count(0)


async def test_each_turn_is_announced_once(browser: Browser, site: str) -> None:
    wire = Wire(session={"model": "openai:any"})
    page = await _opened(browser, site, wire)
    await page.evaluate(
        "() => { window.said = []; new MutationObserver(() => said.push(announcer.textContent))"
        ".observe(announcer, { childList: true, characterData: true, subtree: true }); }"
    )
    wire.say({"type": "turn.delta", "turn": 4, "attempt": 1, "offset": 0, "text": "And "})
    wire.say({"type": "turn.delta", "turn": 4, "attempt": 1, "offset": 4, "text": "who?"})
    await expect(page.locator(".record")).to_contain_text("And who?")
    wire.reply("And who?")
    await expect(page.locator("#announcer")).to_have_text("Marcus: And who?")
    assert await page.evaluate("said") == ["Marcus: And who?"]


async def test_a_lost_connection_keeps_everything_and_comes_back_from_where_it_was(browser: Browser, site: str) -> None:
    wire = Wire()
    page = await _opened(browser, site, wire)
    await page.evaluate("Math.random = () => 1")
    wire.silent = True
    await wire.sockets[0].close(code=1011)
    await page.fill("#answer", "Mara decided.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".record")).to_contain_text("Mara decided.")
    await expect(page.locator(".record")).to_contain_text("Sending")
    await wire.hears(1)
    assert "last_seq=5" in wire.urls[1]
    assert "tab=" in wire.urls[1]
    assert [m["text"] for m in wire.heard if m["type"] == "answer"] == ["Mara decided."]
    assert await page.evaluate("document.activeElement.id") == "answer"


async def test_a_refused_answer_comes_back_into_the_field(browser: Browser, site: str) -> None:
    wire = Wire(silent=True)
    page = await _opened(browser, site, wire)
    await page.fill("#answer", "Mara decided.")
    await page.keyboard.press("Control+Enter")
    await page.fill("#answer", "And more")
    await wire.hears(1)
    refusal = {"type": "error", "code": "storage", "message": "It could not be kept.", "retryable": True}
    wire.say(refusal | {"command_id": wire.heard[0]["command_id"]})
    await expect(page.locator("#answer")).to_have_value("Mara decided.\n\nAnd more")
    await expect(page.get_by_role("alert")).to_contain_text("It could not be kept. Your text is back in the field.")


async def test_too_long_keeps_it_all_and_says_how_much(browser: Browser, site: str) -> None:
    wire = Wire()
    page = await _opened(browser, site, wire)
    await page.fill("#answer", "word " * 4_100)
    await expect(page.locator("#too-long")).to_contain_text("About 100 words too long to send.")
    await page.keyboard.press("Control+Enter")
    assert len(await page.input_value("#answer")) == 20_500
    assert wire.heard == []


async def test_adding_to_the_last_answer(browser: Browser, site: str) -> None:
    wire = Wire()
    page = await _opened(browser, site, wire)
    await page.get_by_role("button", name="I wasn’t finished").click()
    await expect(page.get_by_label("Adding to your last answer")).to_be_focused()
    await page.keyboard.type("And one more thing.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".record")).to_contain_text("added")
    assert [(m["type"], m["text"]) for m in wire.heard] == [("append", "And one more thing.")]


async def test_a_misread_answer(browser: Browser, site: str) -> None:
    told = turn(3, "interviewer", "inform", "Either is fine.")
    wire = Wire(turns=[*Wire().turns[:2], told], place={"can": [*CAN, "confirm"]})
    page = await _opened(browser, site, wire)
    await page.get_by_role("button", name="That was my answer").click()
    await wire.hears(1)
    assert [m["type"] for m in wire.heard] == ["confirm"]


async def test_pause_stops_it_and_go_on_brings_the_draft_back(browser: Browser, site: str) -> None:
    page = await _opened(browser, site, Wire())
    await page.fill("#answer", "Half a")
    await page.get_by_role("button", name="Pause").click()
    await expect(page.locator(".composer-dock .notice")).to_contain_text("Paused.")
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator("#answer")).to_have_value("Half a")
    await expect(page.locator("#answer")).to_be_focused()


async def test_ending_asks_first(browser: Browser, site: str) -> None:
    wire = Wire(silent=True)
    page = await _opened(browser, site, wire)
    await page.get_by_role("button", name="More").press("Enter")
    await expect(page.get_by_role("button", name="I’m stuck")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="More")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="End the round").click()
    await expect(page.get_by_role("button", name="Go on")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#answer")).to_be_focused()
    assert wire.heard == []
    await page.get_by_role("button", name="More").click()
    await page.get_by_role("button", name="End the round").click()
    await page.get_by_role("button", name="End the round").click()
    await wire.hears(1)
    assert [m["type"] for m in wire.heard] == ["end"]


async def test_a_second_tab_reads_or_takes_over(browser: Browser, site: str) -> None:
    wire = Wire(writer=False)
    page = await _opened(browser, site, wire)
    await expect(page.locator(".composer-dock")).to_contain_text("Open elsewhere. Read here, or take over.")
    await page.get_by_role("button", name="Read only").click()
    await page.get_by_role("button", name="Take over").click()
    await expect(page.locator("#answer")).to_be_visible()
    await wire.hears(1)
    assert [m["type"] for m in wire.heard] == ["takeover"]


async def test_no_reply_can_be_tried_again_or_left_to_the_built_in_one(browser: Browser, site: str) -> None:
    wire = Wire(turns=Wire().turns[:2], session={"model": "openai:any"}, silent=True)
    wire.after = [{"type": "error", "code": "model_unavailable", "message": "x", "retryable": True, "command_id": None}]
    page = await _opened(browser, site, wire)
    await expect(page.locator(".tail")).to_contain_text("Marcus couldn’t reply. Your answer is safe.")
    await page.get_by_role("button", name="Continue with the built-in interviewer").click()
    await wire.hears(2)
    assert [(m["type"], m.get("model")) for m in wire.heard] == [("engine", "offline"), ("retry", None)]


async def test_notes_are_a_sheet_that_gives_the_focus_back(browser: Browser, site: str) -> None:
    page = await _opened(browser, site, Wire(), **PHONE)
    opener = page.get_by_role("button", name="Notes")
    await opener.click()
    await expect(page.get_by_label("Private notes")).to_be_focused()
    await page.keyboard.type("gate <1/10k\nsay WHO decided")
    assert await page.locator("main").get_attribute("inert") is not None
    await page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
    await page.reload()
    await opener.click()
    await page.get_by_label("Private notes").press("Control+End")
    await page.get_by_role("button", name="Insert this line").click()
    await expect(page.locator("#answer")).to_have_value("say WHO decided")
    await expect(page.locator("#answer")).to_be_focused()


async def test_coding_is_monospace(browser: Browser, site: str) -> None:
    page = await _opened(browser, site, Wire(turns=[ASK], place={"kind": "code"}))
    await expect(page.get_by_label("Your code, or pseudo-code")).to_have_class("code")
    await page.fill("#answer", "def f():\n    pass")
    await expect(page.locator(".count")).to_have_text("2 linesSaved")


async def test_the_end_offers_the_report(browser: Browser, site: str) -> None:
    wire = Wire(session={"status": "grading"}, place={"can": [], "phase": "closed"})
    wire.after = [{"type": "session.ended", "seq": 6, "reason": "closed"}]
    page = await _opened(browser, site, wire)
    wire.say({"type": "grade.progress", "done": 1, "total": 2})
    await expect(page.locator(".end-card")).to_contain_text("One of two graded.")
    await page.get_by_text("Below", exact=True).click()
    await expect(page.locator(".end-card")).to_contain_text("You put yourself below the bar.")
    wire.say({"type": "report.ready", "seq": 7})
    await expect(page.get_by_role("link", name="Read the report")).to_have_attribute("href", "/report/s1")
    assert ("PUT", "sessions/s1/self-rating", {"rating": "below"}) in wire.asked


async def test_hostile_text_stays_text(browser: Browser, site: str) -> None:
    hit = "<img src=x onerror='window.hit=1'><script>window.hit=1</script>\u202e</textarea>"
    turns = [
        turn(1, "interviewer", "ask", hit, "q0"),
        turn(2, "candidate", "answer", hit, "q0"),
        turn(3, "interviewer", "probe", hit),
    ]
    persona = {"id": "x", "name": hit, "role": hit, "monogram": "<b>", "pronoun": hit}
    wire = Wire(turns=turns, session={"persona": persona}, place={"question_text": hit})
    page = await _opened(browser, site, wire)
    wire.reply(hit)
    await expect(page.locator(".turn--now")).to_contain_text("window.hit=1")
    assert await page.evaluate("window.hit") is None
    assert await page.locator("#app img, #app script, #app b b").count() == 0
    assert json.dumps(wire.complaints) == "[]"
