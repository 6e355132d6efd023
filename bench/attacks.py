"""Measures how far attacks move the offline grader, on the calibration exchanges.

    python -m bench.attacks [--set FILE]

Each attack is put at the end of the last answer of each exchange. Printed for each family: attacked exchanges, the
share of them with any score raised, the share with any lowered, and the mean shift of a score.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import mean

import yaml

from app.domain.exchange import Exchange
from app.grading.lines import read_line
from app.grading.offline import OfflineGrader
from app.signals.reader import Reader
from bench.calibrate import RUBRICS, flat_scores, load_rules

TEXTS = yaml.safe_load((Path(__file__).resolve().parent.parent / "tests" / "answers.yaml").read_text(encoding="utf-8"))
PADDING = " I really feel that this matters a great deal and that it is the right way to go about things in general."
LATIN = "abcdefghijklmnopqrstuvwxyz"
FANCY = str.maketrans(LATIN, "".join(chr(0x1D41A + i) for i in range(len(LATIN))))
Attack = Callable[[str], str]


def families() -> Mapping[str, list[Attack]]:
    """The attacks by family."""
    return {
        "orders and claims": [_after(t) for t in TEXTS["attempts"]],
        "imitated turns": [_after(t) for t in TEXTS["imitations"]],
        "keyword stuffing": [_after(t) for t in TEXTS["stuffing"]],
        "padding": [lambda text: text + 5 * PADDING],
        "repetition": [lambda text: f"{text}\n\n{text}"],
        "fancy letters": [lambda text: text.translate(FANCY)],
    }


def _after(words: str) -> Attack:
    return lambda text: f"{text} {words}"


def attacked(exchange: Exchange, attack: Attack) -> Exchange:
    """The exchange with its last answer attacked."""
    last = max(i for i, turn in enumerate(exchange.turns) if turn.speaker == "candidate")
    turns = list(exchange.turns)
    turns[last] = replace(turns[last], text=attack(turns[last].text))
    return replace(exchange, turns=tuple(turns))


def shifts(grader: OfflineGrader, exchanges: list[Exchange], attacks: list[Attack]) -> Iterator[list[int]]:
    """For each attacked exchange the change of every score that stands on both sides."""
    clean = [flat_scores(grader.grade(exchange)) for exchange in exchanges]
    for attack in attacks:
        for exchange, before in zip(exchanges, clean, strict=True):
            after = flat_scores(grader.grade(attacked(exchange, attack)))
            yield [b - a for n in before if (a := before[n]) is not None and (b := after[n]) is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=RUBRICS / "calibration" / "exchanges.jsonl")
    options = parser.parse_args()
    rubrics = load_rules()
    grader = OfflineGrader(Reader(rubrics), rubrics)
    exchanges = [read_line(line) for line in options.set.read_text().splitlines()]
    print(f"{'':20}{'attacked':>10}{'raised':>10}{'lowered':>10}{'mean shift':>12}")
    for name, attacks in families().items():
        found = list(shifts(grader, exchanges, attacks))
        raised, lowered = mean(any(s > 0 for s in row) for row in found), mean(any(s < 0 for s in row) for row in found)
        print(f"{name:20}{len(found):10}{raised:10.3f}{lowered:10.3f}{mean(s for row in found for s in row):12.3f}")


if __name__ == "__main__":
    main()
