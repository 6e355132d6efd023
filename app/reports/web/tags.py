"""HTML and SVG built from calls, so that text cannot become markup: only what `tag` returns is taken as it is."""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"meta", "col"})


class Safe(str):
    """Markup that `tag` or `verbatim` made."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
Value = str | int | bool | None


def tag(name: str, /, *children: Child, **attributes: Value) -> Safe:
    """An element. Children that are not Safe are escaped; None is left out, sequences are flattened.

    `class_` gives `class`, `aria_label` gives `aria-label`; an attribute that is None or False is left out, one
    that is True stands alone.
    """
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Safe(opened) if name in VOID else Safe(f"{opened}{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Safe:
    """The children one after the other."""
    return Safe("".join(_flat(child) for child in children))


def verbatim(markup: str) -> Safe:
    """Markup of our own files: a style sheet, a drawing of `app.reports.charts`. Never anything a person wrote."""
    return Safe(markup)


def _flat(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Safe):
        return child
    return escape(child) if isinstance(child, str) else join(child)


def _attribute(key: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
