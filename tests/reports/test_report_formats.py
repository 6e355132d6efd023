"""Formats are found by their files, and a download's name has nothing in it from a candidate."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import app.reports
from app.errors import NotFound
from app.reports.formats import discover, file_name, find
from tests.reports.payloads import PAYLOADS
from tests.reports.sample import sample_report

MEDIA = {
    "html": ("text/html; charset=utf-8", "html"),
    "json": ("application/json", "json"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "pdf": ("application/pdf", "pdf"),
}


def test_every_format_file_is_found_under_its_own_name() -> None:
    assert {made.id: (made.media_type, made.extension) for made in discover().values()} == MEDIA


def test_a_format_is_added_by_adding_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = (
        "from app.reports.formats import ReportFormat\nFORMAT = ReportFormat('shout', 'text/plain', 'txt', {render})\n"
    )
    render = "lambda report: report.headline.upper().encode()"
    (tmp_path / "shout.py").write_text(added.format(render=render))
    monkeypatch.setattr(app.reports, "__path__", [*app.reports.__path__, str(tmp_path)])
    discover.cache_clear()
    try:
        assert find("shout").render(sample_report()) == b"LEANING NO HIRE"
    finally:
        discover.cache_clear()


def test_an_unknown_format_is_not_found() -> None:
    with pytest.raises(NotFound, match="html, json, markdown, pdf"):
        find("docx")


@pytest.mark.parametrize("persona", [*PAYLOADS, "../../x", "a" * 300, "", "hiring_manager"])
def test_a_file_name_is_plain_whatever_the_persona_is_called(persona: str) -> None:
    name = file_name(replace(sample_report(), persona=persona), find("pdf"))
    assert re.fullmatch(r"hotseat-2025-11-20-[a-z0-9-]{1,60}\.pdf", name)


def test_a_file_name_reads_well() -> None:
    assert file_name(sample_report(), find("markdown")) == "hotseat-2025-11-20-hiring-manager.md"
