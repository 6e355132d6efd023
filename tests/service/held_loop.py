"""An event loop whose clock hardly goes by itself and is moved on by hand.

A deadline of minutes is then reached at once, and a machine that is slow for seconds reaches none.
"""

import asyncio
import time

SLOWER = 20.0
"""How many times slower than the machine's own clock."""


class HeldLoop(asyncio.SelectorEventLoop):
    """Every timer of the loop goes by this clock."""

    passed = 0.0

    def time(self) -> float:
        """Seconds of this loop."""
        return time.monotonic() / SLOWER + self.passed

    def pass_seconds(self, seconds: float) -> None:
        """Moves on."""
        self.passed += seconds


class HeldPolicy(asyncio.DefaultEventLoopPolicy):
    """Makes such loops."""

    def new_event_loop(self) -> HeldLoop:
        """A new one."""
        return HeldLoop()
