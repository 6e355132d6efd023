"""Reads a rendered HTML report back, with nothing but the standard library's parser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "col"})


@dataclass
class Element:
    """An element with its children in order; text children are strings."""

    name: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """This element and every one below it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, name: str) -> list["Element"]:
        """Every element of that name below."""
        return [element for element in self.walk() if element.name == name]

    @property
    def text(self) -> str:
        """All text below."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class Page(HTMLParser):
    """A parsed file. An element that is not closed in its place fails at once, as browsers would mend it silently."""

    def __init__(self, rendered: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]
        self.comments: list[str] = []
        self.feed(rendered.decode())
        self.close()
        assert self._open == [self.root], f"left open: {self._open[-1].name}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element."""
        assert len({name for name, _ in attrs}) == len(attrs), f"{tag} repeats an attribute"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Closes the one that is open."""
        assert self._open.pop().name == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        """Text."""
        self._open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment; a report has none."""
        self.comments.append(data)

    def skeleton(self) -> list[tuple[str, tuple[str, ...]]]:
        """Elements and the names of their attributes, language and direction aside: the shape without the words."""
        shown = (element for element in self.root.walk() if element.name != "bdi")
        return [(element.name, tuple(sorted(set(element.attributes) - {"lang", "dir"}))) for element in shown]
