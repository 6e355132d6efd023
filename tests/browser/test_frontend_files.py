"""What the front end's files may not hold: markup from strings, inline code, addresses elsewhere, too much."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
SCRIPTS = sorted((FRONTEND / "js").rglob("*.js"))
STYLES = sorted((FRONTEND / "css").glob("*.css"))
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
LONGEST_FILE = 300

MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|setHTML|document\.write"
    r"|\beval\(|new Function"
)
ELSEWHERE = re.compile(r"https?://(?!www\.w3\.org/)")
IMPORT = re.compile(r'^import .*?from "([^"]+)";|^import "([^"]+)";', re.MULTILINE)
LEVELS = ("lib", "models", "components", "views", "")


def _name(path: Path) -> str:
    return str(path.relative_to(FRONTEND))


@pytest.mark.parametrize("script", SCRIPTS, ids=_name)
def test_script(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert not MARKUP.search(text)
    assert not ELSEWHERE.search(text)
    assert text.count("\n") <= LONGEST_FILE
    assert max(map(len, text.splitlines())) <= 250


@pytest.mark.parametrize("script", SCRIPTS, ids=_name)
def test_imports_go_downward_to_files_that_are_there(script: Path) -> None:
    for found in IMPORT.findall(script.read_text(encoding="utf-8")):
        target = (script.parent / "".join(found)).resolve()
        assert target.is_file()
        assert _level(target) <= _level(script)


def _level(script: Path) -> int:
    parts = script.relative_to(FRONTEND / "js").parts
    return LEVELS.index(parts[0] if len(parts) > 1 else "")


@pytest.mark.parametrize("style", STYLES, ids=_name)
def test_style(style: Path) -> None:
    text = style.read_text(encoding="utf-8")
    assert not re.search(r"@import|url\(|expression\(", text)
    assert text.count("\n") <= LONGEST_FILE


def test_page_has_no_code_or_style_of_its_own() -> None:
    text = (FRONTEND / "index.html").read_text(encoding="utf-8")
    assert not re.search(
        r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=\"/js/)[^>]*>|//[a-z]+\.[a-z]",
        text.replace("http://www.w3.org", ""),
    )
    for path in re.findall(r'(?:href|src)="(/[^"]+)"', text):
        assert (FRONTEND / path.lstrip("/")).is_file(), path
    assert {f"/css/{s.name}" for s in STYLES} == set(re.findall(r'href="(/css/[^"]+)"', text))


def test_every_message_of_the_wire_is_known() -> None:
    """Server types have a handler, client types are sent somewhere, close codes are decided on."""
    server = PROTOCOL.split("Server. With `seq`")[1].split("Close codes")[0]
    named = set(re.findall(r"`([a-z]+\.[a-z]+)[ `]", server)) | {"clock", "error", "pong"}
    handled = (FRONTEND / "js/models/conversation.js").read_text() + (FRONTEND / "js/models/socket.js").read_text()
    assert {t for t in named if f'"{t}"' not in handled and f"\n  {t}(" not in handled} == set()
    client = PROTOCOL.split("Client, each with")[1].split("Server. With")[0]
    commands = set(re.findall(r"`([a-z]+)`", "".join(re.findall(r"^\| (`.*?) \|", client, re.MULTILINE))))
    sent = "".join(s.read_text(encoding="utf-8") for s in SCRIPTS)
    assert commands
    assert {c for c in commands if f'"{c}"' not in sent} == set()
