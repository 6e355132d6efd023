"""Text made inert for Markdown: it reads as it was written, and no parser finds markup, a link or HTML in it.

Checked against CommonMark, GFM's tables, strikethrough and automatic links, `$`-math, Obsidian's links, marks and
tags, and template braces. Addresses go into code spans, since some parsers turn them into links after unescaping.
"""

import re
from collections.abc import Iterator

from app.reports.document.text import clean

_ESCAPES = {ord(sign): f"\\{sign}" for sign in r"\*_[]{}~|$^#"} | {
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord("&"): "&amp;",
    ord("`"): "&#96;",  # an escaped backtick beside a code span could be counted into the span's fence
}
# What some parser would link, also after unescaping: a scheme, www., an address or a name with @, a bare domain.
_ASCII_WORD = re.compile("[!-_a-{}~]+")  # neither space nor backtick nor pipe
_LINKED = re.compile(r"://|www\.|(?:mailto|xmpp):.|@|(?:^|(?<=[a-z0-9-]))\.[a-z]{2,}(?!\w)", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'\")"
_DOUBLED = re.compile(r"([=%:+-])(?=\1)")  # ==mark==, %%comment%%, ::: container, +++ and --- front matter
_LINE_START = re.compile(r"^(?:[-+=:!]|\d{1,9}(?=[.)]))")


def span(text: str) -> str:
    """Text inside a line: a run between others, a cell, a link's words. Line breaks become spaces."""
    return "".join(_pieces(clean(text).replace("\n", " ")))


def at_line_start(line: str) -> str:
    """A line made of spans, so that its first characters start no list, heading, rule or definition."""
    return _LINE_START.sub(_escaped_start, line.strip())


def fence(code: str) -> str:
    """A fence that is longer than any run of backticks in the code."""
    return "`" * max(3, 1 + max((len(ticks) for ticks in re.findall("`+", code)), default=0))


def _pieces(text: str) -> Iterator[str]:
    """The text escaped, each address in it as a code span, where no parser looks for anything."""
    end = 0
    for found in _ASCII_WORD.finditer(text):
        address = found.group().rstrip(_AFTER_ADDRESS)
        if _LINKED.search(address):
            yield _escaped(text[end : found.start()])
            yield f"`{address}`"
            end = found.start() + len(address)
    yield _escaped(text[end:])


def _escaped(text: str) -> str:
    return _DOUBLED.sub(r"\\\1", text.translate(_ESCAPES))


def _escaped_start(found: re.Match[str]) -> str:
    sign = found.group()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
