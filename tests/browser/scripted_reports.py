"""What came of earlier sessions, for a scripted server."""

from typing import Any

from playwright.async_api import Page

from tests.browser.scripted_wire import PERSONA, SAMPLE, Wire


def listed(name: str, status: str, **more: Any) -> dict[str, Any]:
    """A session as the history has it."""
    lines = {"headline": "Hire", "count_line": "three exchanges", "next_time": "Say who decided."}
    return Wire().whole_session() | {"id": name, "status": status, "persona": PERSONA} | lines | more


def report(**more: Any) -> dict[str, Any]:
    """The sample as one's own."""
    return SAMPLE | {"sample": False, "session_id": "s1", "self_rating": None} | more


def reports(**more: Any) -> Wire:
    """A server with one report."""
    return Wire(reports={"s1": report(**more)})


def past() -> Wire:
    """A server with three graded sessions, an engine change between them, and one that waits."""
    ids = ("s1", "s2", "s3")
    graded = {s: report(session_id=s, started_at=f"2025-11-0{n}T14:05:00Z") for n, s in enumerate(ids, 1)}
    graded["s2"] = graded["s2"] | {"trust": SAMPLE["trust"] | {"grader": "offline"}}
    sessions = [listed(s, "graded") for s in ids] + [listed("s4", "paused")]
    return Wire(sessions=sessions, reports=graded)


async def unfold(page: Page) -> None:
    """Opens every fold."""
    for details in await page.locator("details:not([open]) > summary").all():
        if await details.is_visible():
            await details.click()


def coaching() -> dict[str, Any]:
    """What a model wrote beside the sample's numbers."""
    first, second = SAMPLE["exchanges"][:2]
    said = next(q for line in second["pillars"] for q in line["quotes"])
    blanks = [{"name": "who decided", "question": "Who had the last word?"}]
    text = "[who decided] held the contract date, and [sic] it stayed."
    told = [
        {"exchange": first["number"], "stronger": ["Who decided, by name."], "rewrite": None},
        {"exchange": second["number"], "stronger": [], "rewrite": {"said": said, "text": text, "blanks": blanks}},
    ]
    return {"model": "openai:any", "prompt": "0", "exchanges": told, "drills": []}
