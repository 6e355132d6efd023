"""One exchange, rated at the prompt: it is shown, then each score is asked for. Grades and ratings are not shown."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.domain.exchange import Exchange
from app.domain.rubric import Rubrics
from app.domain.scale import ELEMENTS, PILLARS
from app.grading.evaluation.measures import LEVELS, RECOMMENDATION

HELP = "A number is a score, - means that it had no chance to show, ? says what the numbers mean, < goes back, q stops."
NO_CHANCE, ANCHORS, BACK, STOP = "-", "?", "<", "q"


class Stopped(Exception):
    """The rater stops in the middle of an exchange."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One score that is asked for; `anchors` say what its levels mean."""

    measure: str
    name: str
    anchors: Mapping[int, str]
    can_be_none: bool = True


def asked_for(rubrics: Rubrics, *, story: bool) -> tuple[Asked, ...]:
    """All scores of an exchange in the order in which they are asked for; elements where a story was asked for."""
    pillars = [Asked(p, rubrics.pillars[p].name, rubrics.pillars[p].anchors) for p in PILLARS]
    elements = [Asked(e, rubrics.elements[e].name, rubrics.elements[e].anchors) for e in ELEMENTS if story]
    verdicts = {v.value: v.headline for v in rubrics.recommendation.verdicts}
    return (*pillars, *elements, Asked(RECOMMENDATION, "Recommendation", verdicts, can_be_none=False))


class Desk:
    """Where ratings are typed in."""

    def __init__(self, console: Console, lines: TextIO) -> None:
        self._console, self._lines = console, lines

    def say(self, text: str, style: str = "") -> None:
        """A line to the rater."""
        self._console.print(Text(text, style=style))

    def show(self, exchange: Exchange, heading: str) -> None:
        """The question and everything said, and nothing else."""
        self._console.rule(Text(heading))
        for turn in exchange.turns:
            self.say(turn.speaker.capitalize(), "bold")
            self._console.print(Padding(Text(printable(turn.text)), (0, 0, 1, 2)))

    def rate(self, asked: Sequence[Asked]) -> dict[str, int | None]:
        """A score for everything that is asked for. Stopped where the rater stops, or the input ends."""
        scores: dict[str, int | None] = {}
        place = 0
        while place < len(asked):
            if _decided(asked[place], scores):
                scores[asked[place].measure] = None
                place += 1
                continue
            said = self._ask(asked[place])
            if said == BACK:
                place = max(0, place - 1)
            else:
                scores[asked[place].measure] = None if said == NO_CHANCE else int(said)
                place += 1
        return scores

    def _ask(self, asked: Asked) -> str:
        """A score, `-` or `<`, asked for until it is one of them."""
        levels = [str(level) for level in LEVELS[asked.measure]]
        allowed = [*levels, BACK, *([NO_CHANCE] if asked.can_be_none else [])]
        while True:
            said = self._typed(f"{asked.name} [{levels[0]}-{levels[-1]}{' or -' if asked.can_be_none else ''}]: ")
            if said in allowed:
                return said
            if said == STOP:
                raise Stopped
            self._explain(asked, levels) if said == ANCHORS else self.say(f"Type one of {' '.join(allowed)}, ? or q.")

    def _explain(self, asked: Asked, levels: Sequence[str]) -> None:
        for level in levels:
            self.say(f"  {level}  {asked.anchors.get(int(level), '')}")

    def _typed(self, prompt: str) -> str:
        self._console.print(Text(prompt), end="")
        line = self._lines.readline()
        if not line:
            raise Stopped
        return line.strip().lower()


def _decided(asked: Asked, scores: Mapping[str, int | None]) -> bool:
    """Whether there is nothing to ask: no recommendation without a pillar that had a chance."""
    return asked.measure == RECOMMENDATION and all(scores[p] is None for p in PILLARS)


def printable(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(c) else c for c in text)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"
