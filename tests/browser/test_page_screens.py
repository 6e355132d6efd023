"""Every screen in both themes at two widths: nothing that axe finds, nothing wider than the window, no complaint."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.scripted_reports import coaching, past, reports, unfold
from tests.browser.scripted_wire import ASK, CAN, CATALOG, Wire, engine, turn

pytestmark = pytest.mark.asyncio(loop_scope="session")

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, WIDE = (390, 844), (1280, 900)


async def _as_it_is(page: Page) -> None:
    """Nothing to press."""


async def _send(page: Page) -> None:
    await page.fill("#answer", "Mara decided.")
    await page.keyboard.press("Control+Enter")


async def _menu(page: Page) -> None:
    await page.get_by_role("button", name="More").click()


async def _notes(page: Page) -> None:
    if await page.get_by_role("button", name="Notes").is_visible():
        await page.get_by_role("button", name="Notes").click()


async def _delete(page: Page) -> None:
    await page.get_by_role("button", name="Delete this session").click()


async def _too_long(page: Page) -> None:
    await page.fill("#answer", "word " * 4_100)


@dataclass(frozen=True)
class Screen:
    """Where it is, what must be on it, what the server says, what is pressed."""

    path: str
    shows: str
    wire: Callable[[], Wire] = Wire
    press: Callable[[Page], Awaitable[None]] = _as_it_is
    late: bool = False  # more of it comes after the first sight


def _over(*after: dict[str, Any]) -> Wire:
    ended = {"type": "session.ended", "seq": 6, "reason": "ended"}
    return Wire(session={"status": "grading"}, place={"phase": "closed", "can": []}, after=[ended, *after])


def _error(**more: Any) -> dict[str, Any]:
    return {
        "type": "error",
        "code": "model_unavailable",
        "message": "No.",
        "retryable": True,
        "command_id": None,
    } | more


def _stuck() -> Wire:
    turns = [
        *Wire().turns,
        turn(4, "candidate", "hint", "I'm stuck."),
        turn(5, "interviewer", "coach_note", "Who paid?"),
    ]
    return Wire(turns=turns, session={"style": "coach"}, place={"can": [*CAN, "confirm"]})


def _dead() -> Wire:
    names = {"model": "openai:set", "grader_model": "openai:set"}
    dead = engine("openai:set", "set", "unreachable", message="Nothing answers at 127.0.0.1:9.")
    return Wire(catalog=CATALOG | {"engine": names}, engines=[dead])


def _found() -> Wire:
    key = engine("openai:new", "key", "unchecked", label="OpenAI with new", sent_to="OpenAI")
    return Wire(engines=[key, engine("ollama:small", "ollama", "ready", label="Ollama with " + "small" * 12)])


def _model(*after: dict[str, Any]) -> Wire:
    wire = _found()
    wire.turns, wire.session, wire.after = wire.turns[:2], {"model": "openai:set"}, list(after)
    return wire


LIVE = "/session/s1"
PIECE = {"type": "turn.delta", "turn": 3, "attempt": 1, "offset": 0, "text": "You held June. What"}
SCREENS = {
    "set-up": Screen("/", "Practise one answer", past, unfold, late=True),
    "engines found": Screen("/", "A key for OpenAI was found.", _found, unfold, late=True),
    "engine dead": Screen("/", "openai:set does not answer.", _dead, late=True),
    "round, engine dead": Screen("/round/hiring_manager", "openai:set does not answer.", _dead, late=True),
    "round": Screen("/round/hiring_manager", "You may ask, pause or pass", Wire, unfold),
    "question": Screen(LIVE, "Take me through how you planned it.", lambda: Wire(turns=[ASK])),
    "interview": Screen(LIVE, "You held June."),
    "reading": Screen(LIVE, "Marcus is reading.", lambda: Wire(session={"model": "offline"}), _send),
    "menu": Screen(LIVE, "You held June.", Wire, _menu),
    "notes": Screen(LIVE, "You held June.", Wire, _notes),
    "coach": Screen(LIVE, "Who paid?", _stuck),
    "code": Screen(LIVE, "Your code", lambda: Wire(place={"kind": "code"})),
    "too long": Screen(LIVE, "too long to send", Wire, _too_long),
    "paused": Screen(
        LIVE, "The clock has stopped.", lambda: Wire(session={"status": "paused"}, place={"can": ["resume"]})
    ),
    "no reply": Screen(LIVE, "couldn’t reply", lambda: Wire(turns=Wire().turns[:2], after=[_error()])),
    "in pieces": Screen(LIVE, "You held June. What", lambda: _model(PIECE)),
    "taken back": Screen(LIVE, "…", lambda: _model(PIECE, {"type": "turn.reset", "turn": 3, "attempt": 2})),
    "key refused": Screen(LIVE, "Try again", lambda: _model(_error(code="model_key", retryable=False))),
    "engine menu": Screen(LIVE, "Change to Ollama", _model, _menu, late=True),
    "elsewhere": Screen(LIVE, "Open elsewhere.", lambda: Wire(writer=False)),
    "grading": Screen(LIVE, "One of two graded.", lambda: _over({"type": "grade.progress", "done": 1, "total": 2})),
    "over": Screen(LIVE, "Read the report", lambda: _over({"type": "report.ready", "seq": 7})),
    "grading failed": Screen(LIVE, "Grade again", lambda: _over(_error(code="model_misbehaved"))),
    "report": Screen("/report/s1", "Leaning no hire", reports, unfold),
    "suggestions": Screen("/report/s1", "told again", lambda: reports(prose="done", coaching=coaching()), unfold),
    "suggestions to come": Screen("/report/s1", "are being written", lambda: reports(prose="pending")),
    "suggestions failed": Screen("/report/s1", "could not be written", lambda: reports(prose="failed")),
    "not graded": Screen(
        "/report/s1", "Grade again", lambda: reports(verdict_kind="not_graded", headline="Not graded")
    ),
    "delete": Screen("/report/s1", "It can’t be undone.", reports, _delete),
    "not finished": Screen("/report/s1", "is waiting for you"),
    "report to come": Screen("/report/s1", "Grading what you told Marcus", lambda: Wire(session={"status": "grading"})),
    "sample": Screen("/sample", "A sample."),
    "history": Screen("/history", "All sessions", past, late=True),
    "empty history": Screen("/history", "Nothing here yet."),
    "nothing there": Screen("/session/gone", "Nothing at this address"),
}


async def _shown(browser: Browser, site: str, wire: Wire, screen: Screen, **options: Any) -> Page:
    page = await wire.page(browser, **options)
    await page.goto(site + screen.path)
    await page.locator("h1").first.wait_for(state="attached")
    if screen.late:
        await page.wait_for_load_state("networkidle")
    await screen.press(page)
    await expect(page.locator("body")).to_contain_text(screen.shows)
    return page


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), (WIDE, "light")], ids=["phone dark", "wide light"])
async def test_screen(browser: Browser, site: str, name: str, size: tuple[int, int], theme: str) -> None:
    screen = SCREENS[name]
    wire = screen.wire()
    viewport = {"width": size[0], "height": size[1]}
    page = await _shown(browser, site, wire, screen, viewport=viewport, color_scheme=theme, bypass_csp=True)
    await page.evaluate(AXE)
    found = await page.evaluate("async rules => (await axe.run(document, { runOnly: rules })).violations", RULES)
    told = [f"{v['id']}: {[n['html'][:120] for n in v['nodes']]}" for v in found]
    assert told == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
    await page.context.close()


@pytest.mark.parametrize("name", SCREENS)
async def test_narrowest_and_under_the_policy(browser: Browser, site: str, name: str) -> None:
    """At 320 px (a page zoomed to 400 %) nothing scrolls sideways; the content policy has nothing to refuse."""
    screen = SCREENS[name]
    wire = screen.wire()
    page = await _shown(browser, site, wire, screen, viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    assert wire.complaints == []
    await page.context.close()
