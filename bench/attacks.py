"""Measures how far the attacks of rubrics/attacks move the offline grader, on the calibration exchanges.

    python -m bench.attacks [--set FILE]

Each attack is put to the last answer of each exchange. Printed for each family: attacked exchanges, the share of them
with any score raised, the share with any lowered, and the mean shift of a score.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from app.content.attacks import load_attacks
from app.domain.attacks import Family
from app.domain.exchange import Exchange
from app.grading.attacks import attacked, attacks
from app.grading.lines import read_line
from app.grading.offline import OfflineGrader
from app.signals.reader import Reader
from bench.calibrate import RUBRICS, flat_scores, load_rules


def shifts(grader: OfflineGrader, exchanges: list[Exchange], family: Family) -> Iterator[list[int]]:
    """For each attacked exchange the change of every score that stands on both sides."""
    for turn, exchange in enumerate(exchanges):
        before = flat_scores(grader.grade(exchange))
        for attack in attacks(family, turn):
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
    for name, family in load_attacks(RUBRICS).families.items():
        found = list(shifts(grader, exchanges, family))
        raised, lowered = mean(any(s > 0 for s in row) for row in found), mean(any(s < 0 for s in row) for row in found)
        print(f"{name:20}{len(found):10}{raised:10.3f}{lowered:10.3f}{mean(s for row in found for s in row):12.3f}")


if __name__ == "__main__":
    main()
