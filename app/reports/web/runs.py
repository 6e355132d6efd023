"""Runs and paragraphs as HTML."""

from collections.abc import Iterable

from app.reports.document.blocks import Line, Paragraph, Run
from app.reports.document.text import right_to_left
from app.reports.web.tags import Safe, join, tag, verbatim

_TONES = {"plain": None, "quiet": "small quiet", "notice": "notice", "code": "code"}


def runs(line: Iterable[Run]) -> Safe:
    """A line of runs."""
    return join(map(_run, line))


def paragraph(block: Paragraph) -> Safe:
    """A paragraph in its tone, language and direction."""
    return tag("p", runs(block.runs), class_=_TONES[block.tone], **direction(block.lang))


def direction(lang: str | None) -> dict[str, str | None]:
    """The attributes that say which language a text is in, and which way it runs."""
    return {"lang": lang, "dir": "rtl" if right_to_left(lang) else None}


def turn_id(number: int) -> str:
    """The anchor of a turn."""
    return f"t{number}"


def note_id(turn: int, label: str) -> str:
    """The anchor of a note. Labels are letters of ours; anything else would only make a dead link."""
    return f"t{turn}-{label}"


def marked_line(line: Line, turn: int) -> Safe:
    """A line of an answer: each note letter links to its note."""
    return join((_run(run), *(_label(label, turn) for label in run.labels)) for run in line)


def _label(label: str, turn: int) -> Safe:
    return tag("sup", tag("a", label, href=f"#{note_id(turn, label)}", aria_label=f"Note {label}"))


def _run(run: Run) -> Safe:
    if run.figure is not None:
        return join((verbatim(run.figure.svg), run.text))
    match run.style:
        case "strong":
            return tag("b", run.text, **direction(run.lang))
        case "quiet":
            return tag("span", run.text, class_="quiet", **direction(run.lang))
        case "quote":
            return tag("q", run.text, **direction(run.lang))
        case "keep" | "gap":
            return tag("mark", run.text, class_=run.style, **direction(run.lang))
        case "link":
            return _link(run)
        case "plain":
            return tag("bdi", run.text, **direction(run.lang)) if run.lang else join([run.text])


def _link(run: Run) -> Safe:
    if run.turn is None:
        return tag("span", run.text, class_="turn-link quiet")
    return tag("a", run.text, class_="turn-link", href=f"#{turn_id(run.turn)}")
