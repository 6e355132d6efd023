"""One reader for each content: it takes a quarter of a second to build, and what it remembers changes nothing."""

from app.content.catalog import Content
from app.signals.reader import Reader

_READERS: dict[str, Reader] = {}


def reader_of(content: Content) -> Reader:
    """The reader of this content."""
    if content.version not in _READERS:
        _READERS[content.version] = Reader(content.rubrics)
    return _READERS[content.version]
