"""Small makers of runs and cells that the sections share."""

from app.reports.document.blocks import Cell, Figure, Line, Run, Style
from app.reports.document.text import language_of, one_line

Part = str | Run | Line | None

DASH = "–"


def run(text: str, style: Style = "plain") -> Run:
    """A run of one line of text, in the language its script suggests."""
    return Run(one_line(text), style, lang=language_of(text))


def line(*parts: Part) -> Line:
    """Parts that say something, with a space between them."""
    spaced = [piece for part in parts if part for piece in (Run(" "), *_runs(part))]
    return tuple(spaced[1:])


def cell(*lines: Part) -> Cell:
    """A cell with those lines that say something; a dash where none does."""
    said = tuple(_runs(part) for part in lines if part)
    return Cell(said) if said else Cell(((Run(DASH, "quiet"),),), nil=True)


def _runs(part: str | Run | Line) -> Line:
    if isinstance(part, tuple):
        return part
    return (run(part) if isinstance(part, str) else part,)


def sentence(text: str) -> str:
    """The text on one line, closed by a full stop unless it closes itself."""
    said = one_line(text)
    return said if not said or said[-1] in ".!?…。！？:" else f"{said}."


def drawn(figure: Figure, text: str) -> Run:
    """A small drawing before a word."""
    return Run(one_line(text), figure=figure)
