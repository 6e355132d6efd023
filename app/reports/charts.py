"""The drawings of a report: numbers in, SVG out. The same ones go into the web page, the HTML file and the PDF.

Colours stand as attributes, for paper; a page's style sheet overrides them by class (`c-line`, `c-bar`, `c-range`,
`c-dot`, `c-none`, `c-text`, `c-strong`, `c-off`, `c-on`), so that dark mode needs no second drawing.
Each drawing has its words (`pillar_words`, `element_words`), which are also its accessible name, and a line of
plain text (`pillar_text`, `element_text`) for formats that cannot draw.
"""

from app.domain.scale import BAR, ELEMENT_SCORES, PILLAR_SCORES
from app.reports.web.tags import Safe, tag

INK, SECOND, EDGE, TEAL = "#1E2328", "#5B6169", "#85898C", "#1F5F5B"

_WIDTH, _HEIGHT, _INSET, _STEP = 400, 28, 16, 92  # user units; a step is one score
_MIDDLE = _HEIGHT // 2
_CELLS_A_STEP = 4  # characters a score in the plain text line


def _x(score: float) -> float:
    return round(_INSET + (score - PILLAR_SCORES[0]) * _STEP, 1)


def pillar_line(mean: float | None, low: float | None = None, high: float | None = None) -> str:
    """A pillar on the line from 1 to 5: bar, range band, dot. A dotted line without a dot when `mean` is None."""
    drawn = [_dotted()] if mean is None else [_scale(), _band(low, high), _dot(mean)]
    return _svg(_WIDTH, _HEIGHT, pillar_words(mean, low, high), *drawn)


def pillar_axis() -> str:
    """The axis over the pillar lines. It says nothing that the words beside each line do not say."""
    return tag(
        "svg",
        *(_axis_label(score) for score in PILLAR_SCORES),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} 24",
        aria_hidden="true",
    )


def pillar_words(mean: float | None, low: float | None = None, high: float | None = None) -> str:
    """What the line shows, for who does not see it."""
    if mean is None:
        return "Not assessed: a dotted line from 1 to 5, without a dot."
    said = f"{mean:.1f} on a line from 1 to 5, with the bar at {BAR}."
    return said if low is None or high is None else f"{said} Repeated gradings fell between {low:.1f} and {high:.1f}."


def pillar_text(mean: float | None) -> str:
    """The line in characters: `1───────┃─●─────5`."""
    cells = ["─"] * (_CELLS_A_STEP * (PILLAR_SCORES[-1] - PILLAR_SCORES[0]) + 1)
    if mean is None:
        return f"1{'┈' * len(cells)}5"
    cells[_cell(BAR)] = "┃"
    cells[_cell(mean)] = "●"
    return f"1{''.join(cells)}5"


def element_squares(score: int) -> str:
    """A STAR+L element as three squares, as many filled as its score from 0 to 3."""
    squares = (_square(place, on=place < score) for place in range(ELEMENT_SCORES[-1]))
    return _svg(44, 12, element_words(score), *squares, class_="element-scale")


def element_words(score: int) -> str:
    """What the squares show."""
    return f"{score} of {ELEMENT_SCORES[-1]}"


def element_text(score: int) -> str:
    """The squares in characters: `■■□`."""
    return "■" * score + "□" * (ELEMENT_SCORES[-1] - score)


def _svg(width: int, height: int, words: str, *drawn: Safe | None, class_: str | None = None) -> Safe:
    return tag(
        "svg",
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_=class_,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=words,
    )


def _scale() -> Safe:
    ticks = "".join(f"M{_x(score)} {_MIDDLE - 4}v8" for score in PILLAR_SCORES if score != BAR)
    line = f"M{_x(PILLAR_SCORES[0])} {_MIDDLE}H{_x(PILLAR_SCORES[-1])}{ticks}"
    bar = f"M{_x(BAR)} 2v{_HEIGHT - 4}"
    return Safe(
        tag("path", class_="c-line", d=line, fill="none", stroke=EDGE)
        + tag("path", class_="c-bar", d=bar, fill="none", stroke=INK, stroke_width=2)
    )


def _band(low: float | None, high: float | None) -> Safe | None:
    if low is None or high is None:
        return None
    band = f"M{_x(low)} {_MIDDLE}H{_x(high)}"
    path = {"class_": "c-range", "d": band, "fill": "none"}
    return tag("path", **path, stroke=TEAL, stroke_width=8, stroke_linecap="round", opacity="0.28")


def _dot(mean: float) -> Safe:
    return tag("circle", class_="c-dot", cx=str(_x(mean)), cy=_MIDDLE, r="6.5", fill=TEAL)


def _dotted() -> Safe:
    line = f"M{_x(PILLAR_SCORES[0])} {_MIDDLE}H{_x(PILLAR_SCORES[-1])}"
    return tag("path", class_="c-none", d=line, fill="none", stroke=EDGE, stroke_dasharray="2 5")


def _axis_label(score: int) -> Safe:
    at_bar = score == BAR
    return tag(
        "text",
        f"{score}, the bar" if at_bar else str(score),
        class_="c-text c-strong" if at_bar else "c-text",
        x=str(_x(score)),
        y=16,
        text_anchor="middle",
        font_family="Noto Sans, sans-serif",
        font_size=15,
        font_weight=600 if at_bar else None,
        fill=INK if at_bar else SECOND,
    )


def _square(place: int, *, on: bool) -> Safe:
    fill, edge = (TEAL, TEAL) if on else ("none", EDGE)
    name = "c-on" if on else "c-off"
    return tag("rect", class_=name, x=f"{0.5 + 16 * place}", y="0.5", width=11, height=11, fill=fill, stroke=edge)


def _cell(score: float) -> int:
    return round((score - PILLAR_SCORES[0]) * _CELLS_A_STEP)
