"""A whole talk with a model as interviewer, without a service: the director, the prompts, the guard, and a script."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.content.catalog import Content
from app.domain.session import Session, SessionSpec
from app.domain.turn import Turn, TurnDraft
from app.interview.conduct import Conductor, control_text
from app.interview.interviewer import Said, Withdrawn, Words, say
from app.interview.planner import plan
from app.llm.calls import Limits, Model
from app.llm.client import Message
from app.llm.providers.scripted import Reply, ScriptedModel
from app.service.rehearsal import rehearsed_session
from app.signals.reader import Reader
from tests.conftest import FixedClock

NAME = "scripted:one"
LEAD = "I am here, and I listen."
QUESTION = "Whose name stood beside that date?"


@dataclass
class Talk:
    """One talk; `shown` is what a page would have shown of each turn before it was whole."""

    content: Content
    reader: Reader
    session: Session
    script: ScriptedModel
    clock: FixedClock = field(default_factory=FixedClock)
    turns: list[Turn] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._conductor = Conductor(self.content, self.reader)
        self._model = Model(NAME, self.script, Limits(30, 30, 30))

    @property
    def ended(self) -> bool:
        """Whether the interviewer has closed."""
        return any(t.kind == "close" for t in self.turns)

    def say(self, text: str, kind: str = "answer") -> Turn | None:
        """The candidate says something, then the interviewer."""
        self.hear(text, kind, 90)
        return self.reply()

    def hear(self, text: str, kind: str, seconds: float) -> None:
        """The candidate says something, which takes so long."""
        asked = self._conductor.question_for(self.turns, kind)
        words = text if kind in {"answer", "append"} else control_text(kind)
        self.turns.append(Turn(len(self.turns) + 1, "candidate", kind, words, self.clock(), asked))
        self.clock.pass_seconds(seconds)

    def reply(self) -> Turn | None:
        """The interviewer's turn, where one is due."""
        decision = self._conductor.decide(self.session, self.turns, self.clock())
        if decision is None:
            return None
        draft = asyncio.run(self._said(decision.move, decision.look, decision.words))
        fields = {name: getattr(draft, name) for name in draft.__slots__ if name != "ends"}
        self.turns.append(Turn(number=len(self.turns) + 1, speaker="interviewer", at=self.clock(), **fields))
        return self.turns[-1]

    async def _said(self, move: object, look: object, words: TurnDraft) -> TurnDraft:
        shown, draft = "", words
        async for event in say(self._model, move, look, words):  # type: ignore[arg-type]
            match event:
                case Words(text):
                    shown += text
                case Withdrawn():
                    shown = ""
                case Said(said):
                    draft = said
        self.shown.append(shown)
        return draft


class Endless(ScriptedModel):
    """Says what `line` makes of the messages, as often as it is asked."""

    def __init__(self, line: Callable[[Sequence[Message]], str]) -> None:
        super().__init__()
        self._line = line

    def _next(self, messages: Sequence[Message]) -> str:
        self.history.append(tuple(messages))
        return self._line(messages)


def plain(messages: Sequence[Message]) -> str:
    """A lead-in where one is wanted, else a question, else a receipt."""
    direction = messages[-1].text
    if "read out after you" in direction or "No question" in direction or "without a question" in direction:
        return LEAD
    return QUESTION


def talk(content: Content, reader: Reader, *replies: Reply, seed: int = 11, **spec: object) -> Talk:
    """A talk with a script; without one, with a model that always says something plain."""
    values: dict[str, object] = {"format": "round", "persona": "peer_tpm"}
    asked = SessionSpec(**values | spec)  # type: ignore[arg-type]
    clock = FixedClock()
    session = rehearsed_session(asked, plan(asked, content, frozenset(), seed), seed, clock())
    script = ScriptedModel(replies) if replies else Endless(plain)
    return Talk(content, reader, session, script, clock)
