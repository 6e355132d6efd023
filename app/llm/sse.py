"""Server-sent events out of bytes, as they come off the wire."""

from app.errors import ModelMisbehaved

LONGEST_EVENT = 1 << 20
"""Bytes. An event of a chat reply holds a token or a few; a longer one is no reply."""


class Events:
    """Takes bytes, split anywhere, and gives the data of each event that is complete.

    Lines end with LF or CRLF. Comments and other fields are skipped, so a server that only keeps its connection alive
    gives nothing. An event that the stream breaks off in is never given.
    """

    def __init__(self, longest: int = LONGEST_EVENT) -> None:
        self._longest = longest
        self._open: list[bytes] = []
        self._data: list[bytes] = []
        self._size = 0

    def feed(self, received: bytes) -> list[bytes]:
        """The data of the events that `received` completes. ModelMisbehaved when an event grows beyond the limit."""
        self._size += len(received)
        if b"\n" not in received:
            self._open.append(received)
            events: list[bytes] = []
        else:
            events = self._read(b"".join((*self._open, received)) if self._open else received)
        if self._size > self._longest:
            raise ModelMisbehaved("The model's server sent a piece of an answer that has no end.")
        return events

    def _read(self, received: bytes) -> list[bytes]:
        *lines, rest = received.split(b"\n")
        events: list[bytes] = []
        for line in lines:
            if line.startswith(b"data:"):
                self._data.append(line[5:])
            elif line in (b"", b"\r"):
                self._close(events)
        self._open = [rest] if rest else []
        self._size = len(rest) + sum(map(len, self._data))
        return events

    def _close(self, events: list[bytes]) -> None:
        if self._data:
            events.append(self._data[0].strip() if len(self._data) == 1 else _joined(self._data))
            self._data.clear()


def _joined(lines: list[bytes]) -> bytes:
    return b"\n".join(line.removesuffix(b"\r").removeprefix(b" ") for line in lines)
