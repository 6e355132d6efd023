"""How many connections, and how many messages, one may have."""

import asyncio
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Connections in all and to one session; messages a second in the long run, and at once."""

    sockets: int
    sockets_of_session: int
    messages_a_second: float
    messages_at_once: int


class Seats:
    """Counts who is connected."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._of_session: Counter[str] = Counter()

    @property
    def taken(self) -> int:
        """Connections at this moment."""
        return self._of_session.total()

    def take(self, session_id: str) -> bool:
        """Take a seat, where there is one."""
        full = self.taken >= self.limits.sockets or self._of_session[session_id] >= self.limits.sockets_of_session
        if not full:
            self._of_session[session_id] += 1
        return not full

    def give_back(self, session_id: str) -> None:
        """Let somebody else have it."""
        self._of_session[session_id] -= 1
        if not self._of_session[session_id]:
            del self._of_session[session_id]


class Pace:
    """A bucket of messages that fills steadily."""

    __slots__ = ("_at", "_left", "_limits", "_loop")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._left = float(limits.messages_at_once)
        self._at = self._loop.time()

    def allows(self) -> bool:
        """Take one message out, where there is one."""
        now = self._loop.time()
        filled = self._left + (now - self._at) * self._limits.messages_a_second
        self._left, self._at = min(filled, self._limits.messages_at_once), now
        if self._left < 1:
            return False
        self._left -= 1
        return True
