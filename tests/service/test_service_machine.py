"""Whatever a client does, whenever the line or the server breaks: nothing lost, nothing twice, all in order."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.turn import Turn
from app.errors import AppError
from app.service.commands import Command
from app.service.messages import Acknowledged, Spoken, State
from tests.conftest import FixedClock, shipped
from tests.interview.readers import reader_of
from tests.service.house import Ear, House

CONTENT = shipped()
READER = reader_of(CONTENT)
SAID = (
    "I decided with Dana to move the date by three weeks.",
    "",
    "What do you mean?",
    "I don't know.",
    "We did it. " * 40,
)


class Client:
    """What a client knows: all that it heard, over however many connections."""

    def __init__(self) -> None:
        self.turns: dict[int, Turn] = {}
        self.last_seq: int | None = None
        self.seqs: list[int] = []
        self.sent: list[Command] = []
        self.acknowledged: set[str | None] = set()

    def take(self, ear: Ear) -> None:
        """Hear what was said, each seq once."""
        for message in ear.told:
            if isinstance(message, State):
                self.turns |= {t.number: t for t in message.turns}
                self.last_seq = max(message.seq, self.last_seq or 0)
            elif isinstance(message, Acknowledged | Spoken):
                if isinstance(message, Acknowledged):
                    self.acknowledged.add(message.command_id)
                assert self.turns.setdefault(message.turn.number, message.turn) == message.turn
                if message.seq > (self.last_seq or 0):
                    assert message.seq == (self.last_seq or 0) + 1, "a gap"
                    self.last_seq = message.seq
        ear.told.clear()


class Interview(RuleBasedStateMachine):
    """One session; connections and processes come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FixedClock()
        self.house = House(self.folder, CONTENT, READER, self.clock)
        self.client = Client()
        self.ear: Ear | None = None
        self.count = 0

    @initialize()
    def makes_a_session(self) -> None:
        """A session to be interviewed in."""
        self.session = self.runner.run(self.house.new(minutes=0))

    @precondition(lambda self: self.ear is None)
    @rule(remembers=st.booleans())
    def connects(self, remembers: bool) -> None:
        """With or without what it heard before."""
        last_seq = self.client.last_seq if remembers else None
        self.ear = self.runner.run(self.house.enter(self.session, last_seq))
        self.client.take(self.ear)

    @precondition(lambda self: self.ear is not None)
    @rule(text=st.sampled_from(SAID), heard=st.booleans())
    def answers(self, text: str, heard: bool) -> None:
        """Perhaps the line breaks before the acknowledgement comes through."""
        self.count += 1
        command = Command("answer", f"c{self.count}", text, f"t{self.count}")
        self.client.sent.append(command)
        self.send(command, heard=heard)

    @precondition(lambda self: self.ear is not None)
    @rule(kind=st.sampled_from(("skip", "hint", "append", "confirm", "pause", "resume", "engine", "retry")))
    def commands(self, kind: str) -> None:
        """Possible at this moment or not."""
        self.count += 1
        turn = f"t{self.count}" if kind == "append" else None
        self.send(Command(kind, f"c{self.count}", "And one thing more.", turn, model="offline"), heard=True)  # type: ignore[arg-type]

    @precondition(lambda self: self.ear is not None and self.client.sent)
    @rule(which=st.randoms(use_true_random=False))
    def sends_again(self, which: object) -> None:
        """Any of its answers, as after a lost acknowledgement."""
        self.send(which.choice(self.client.sent), heard=True)  # type: ignore[attr-defined]

    @precondition(lambda self: self.ear is not None)
    @rule()
    def drops(self) -> None:
        """The line is cut."""
        assert self.ear
        self.runner.run(self.house.conversation.leave(self.session, self.ear))
        self.ear = None

    @rule(seconds=st.integers(0, 300))
    def waits(self, seconds: int) -> None:
        """Time passes."""
        self.clock.pass_seconds(seconds)

    @rule()
    def restarts(self) -> None:
        """The process ends without a word, and another serves the same data."""
        self.ear = None
        self.house.close()
        self.house = House(self.folder, CONTENT, READER, self.clock)
        self.runner.run(self.house.start())

    @invariant()
    def nothing_is_lost_or_twice(self) -> None:
        """The server's transcript is whole, and the client's is a part of it."""
        if not hasattr(self, "session"):
            return
        turns = self.runner.run(self.house.interviews.view(self.session)).turns
        assert [t.number for t in turns] == list(range(1, len(turns) + 1))
        ids = [t.client_turn_id for t in turns if t.client_turn_id]
        assert len(ids) == len(set(ids))
        assert sum(t.kind == "ask" and t.number == 1 for t in turns) == min(1, len(turns))
        assert all(turns[number - 1] == turn for number, turn in self.client.turns.items())
        there = {t.client_turn_id for t in turns}
        assert all(c.client_turn_id in there for c in self.client.sent if c.id in self.client.acknowledged)
        if self.ear is not None:
            assert len(self.client.turns) == len(turns)

    def send(self, command: Command, *, heard: bool) -> None:
        """Send a command; without `heard` the connection is gone before the answer comes."""
        assert self.ear
        try:
            self.runner.run(self.house.conversation.obey(self.session, self.ear, command))
        except AppError as error:
            assert error.http_status < 500
        if heard:
            self.client.take(self.ear)
        else:
            self.drops()

    def teardown(self) -> None:
        """Close everything."""
        self.house.close()
        self.runner.close()
        shutil.rmtree(self.folder)


TestInterview = Interview.TestCase
TestInterview.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
