"""The suite of attacks as something to grade: weak answers, clean and attacked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.attacks import load_attacks
from app.domain.exchange import Exchange
from app.evaluate.running import Done
from app.grading.attacks import attacked, attacks, exchange_of
from app.grading.evaluation.measure import Attacked


@dataclass(frozen=True, slots=True)
class Trial:
    """An attacked exchange; `clean` is the place of the one without the attack, `empty` says that it is no answer."""

    family: str
    clean: int
    exchange: Exchange
    empty: bool


@dataclass(frozen=True, slots=True)
class Trials:
    """Answers, and each of them once attacked by every family."""

    clean: tuple[Exchange, ...] = ()
    attacked: tuple[Trial, ...] = ()

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Everything that is to be graded."""
        return (*self.clean, *(trial.exchange for trial in self.attacked))

    def held(self, done: Sequence[Done]) -> list[Attacked]:
        """What came of it; `done` are those of the exchanges, in their order. What the model failed on is left out."""
        pairs = zip(self.attacked, done[len(self.clean) :], strict=True)
        return [
            Attacked(trial.family, done[trial.clean].grade, after.grade, trial.empty)
            for trial, after in pairs
            if not after.failed and not done[trial.clean].failed
        ]


def trials_of(rubrics: Path) -> Trials:
    """The trials of the suite under this folder. Each answer meets another text of a family, at another place."""
    suite = load_attacks(rubrics)
    clean = tuple(exchange_of(given) for given in (*suite.weak, *suite.content_free))
    trials = []
    for family in suite.families.values():
        for turn, exchange in enumerate(clean):
            choice = list(attacks(family, turn))
            one = attacked(exchange, choice[turn % len(choice)])
            trials.append(Trial(family.id, turn, one, turn >= len(suite.weak)))
    return Trials(clean, tuple(trials))
