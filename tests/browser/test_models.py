"""The front end's own logic, tested in the browser it runs in."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

FILES = sorted(p.name for p in (Path(__file__).parent / "models").glob("*.test.js"))

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("file", FILES)
async def test_models(browser: Browser, site: str, file: str) -> None:
    page = await browser.new_page(locale="en-GB", timezone_id="UTC")
    await page.goto(f"{site}/_tests/harness.js")
    results = await page.evaluate(
        "async (file) => { const { run } = await import('/_tests/harness.js');"
        " await import(`/_tests/${file}`); return run(); }",
        file,
    )
    await page.close()
    failed = [f"{one['name']}: {one['error']}" for one in results if one["error"]]
    assert results
    assert not failed, "\n".join(failed)
