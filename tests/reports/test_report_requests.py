"""A report asks for nothing: not while it is made, and not when a browser opens it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from app.reports.formats import find
from tests.browser.conftest import CHROMIUM
from tests.reports.payloads import PAYLOADS
from tests.reports.sample import sample_report
from tests.reports.variants import filled, world_report

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests/vendor/axe.min.js"
MARKER = "/hotseat-rendering-starts-here"
RENDER_ALL = f"""
import os
from app.reports.formats import discover
from tests.reports.payloads import PAYLOADS
from tests.reports.sample import sample_report
from tests.reports.variants import filled
for made in discover().values():
    made.render(sample_report())
try:
    open("{MARKER}")
except FileNotFoundError:
    pass
for made in discover().values():
    made.render(filled(sample_report(), " ".join(text for text in PAYLOADS if text.isascii())))
"""
EVERYTHING = "\n".join(PAYLOADS)
REPORTS = {"sample": sample_report(), "world": world_report(), "hostile": filled(sample_report(), EVERYTHING)}


def test_rendering_opens_no_connection_and_no_file_but_its_own(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    traced = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=openat,socket,connect",
        "-o",
        str(trace),
        sys.executable,
        "-c",
        RENDER_ALL,
    ]
    subprocess.run(traced, cwd=ROOT, check=True, timeout=120)
    before, after = trace.read_text(errors="replace").split(MARKER, maxsplit=1)
    assert "openat(" in before
    assert not re.findall(r"AF_INET6?\b.*", after)
    opened = re.findall(r'openat\([^"]*"([^"]*)"[^\n]*= \d+', after)
    assert [
        path for path in opened if not path.startswith((str(ROOT / "app/reports"), sys.prefix, "/proc/", "/sys/"))
    ] == []


@pytest.fixture(scope="module")
def browser() -> Browser:
    """Chromium, which the machine has: see tests/system.sh."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=REPORTS)
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> tuple[Page, list[str]]:
    """A report opened from disk, with what it asked for and what it complained about."""
    file = tmp_path / "report.html"
    file.write_bytes(find("html").render(REPORTS[request.param]))
    page = browser.new_page()
    heard: list[str] = []
    page.on("request", lambda asked: heard.append(asked.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.goto(file.as_uri())
    yield page, [url for url in heard if url != file.as_uri()]
    page.close()


def test_a_browser_is_asked_for_nothing(opened: tuple[Page, list[str]]) -> None:
    page, heard = opened
    page.emulate_media(media="print")
    page.wait_for_load_state("networkidle")
    assert heard == []


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_nothing_runs_off_the_side(opened: tuple[Page, list[str]], width: int) -> None:
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_against_wcag(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(find("html").render(REPORTS["world"]))
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(file.as_uri())
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        ".then(found => found.violations)"
    )
    assert [(broken["id"], broken["nodes"][0]["html"]) for broken in found] == []
    page.close()


def test_dark_mode_is_the_systems(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(find("html").render(sample_report()))
    grounds = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(file.as_uri())
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.close()
    assert grounds == ["rgb(250, 248, 244)", "rgb(22, 25, 28)"]
