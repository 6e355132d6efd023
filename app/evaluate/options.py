"""What an evaluation was asked for."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in any currency."""

    tokens_in: float
    tokens_out: float


@dataclass(frozen=True, slots=True)
class Options:
    """`file` holds the labelled exchanges. `repeats` gradings of each, `jobs` at a time.

    `fresh` forgets the replies that were kept; `store` keeps the result as the model's qualification.
    """

    model: str
    file: Path
    repeats: int = 1
    jobs: int = 1
    attacks: bool = False
    fresh: bool = False
    store: bool = False
    prices: Prices | None = None
