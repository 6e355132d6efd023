"""What is put side by side: few finds, and sure ones."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from app.content.catalog import Content
from app.signals.contradictions import Contradiction, contradiction

SETS = sorted((Path(__file__).resolve().parents[2] / "rubrics" / "calibration").glob("*.jsonl"))
AT_ODDS = (
    ("We moved forty services to the new payments platform.", "Thirty services moved to the new payments platform."),
    ("I decided to move the invoice run last.", "My director decided to move the invoice run last."),
    (
        "The migration had 12 vendors on the contract list.",
        "There were 9 vendors on the contract list for the migration.",
    ),
    ("My manager chose the Lisbon vendor for the scanners.", "I chose the Lisbon vendor for the scanners."),
    ("We had eleven engineers on the billing migration.", "Seven engineers worked on the billing migration."),
    ("I led the rollout to 14 depots in the north region.", "The rollout in the north region had 20 depots."),
    (
        "The audit named nine findings in the settlement files.",
        "Fifteen findings stood in the audit, all in settlement files.",
    ),
    ("I decided the launch order.", "The sponsor decided the launch order."),
)
GO_TOGETHER = (
    ("We moved forty services to the new payments platform.", "Forty services moved to the new payments platform."),
    ("We had moved forty services to the platform by May.", "By June fifty services ran on the payments platform."),
    ("Errors on the platform fell to 12 tickets.", "Tickets on the platform rose to 40 in the end."),
    ("We had about eleven engineers on the migration.", "Roughly nine engineers worked on the migration."),
    ("There were 12 vendors on the contract list.", "We had 12 vendors and 9 engineers on the contract list."),
    ("The migration had 12 vendors in Lisbon.", "The scanners came to 9 depots in Poland."),
    ("I decided to move the invoice run last.", "My director decided to hire two engineers."),
    ("I decided to move the invoice run last.", "She decided, and I agreed, on the invoice run."),
    ("It took 9 weeks to move the invoice run.", "Moving the invoice run needed 14 weeks of work."),
    ("Each team had four engineers on the billing run.", "Twelve engineers were on the billing run."),
)


PAIRS: dict[str, list[tuple[str, str]]] = yaml.safe_load((Path(__file__).parent / "at_odds.yaml").read_text())


def between(content: Content, earlier: Sequence[str], later: str) -> Contradiction | None:
    return contradiction(earlier, later, content.small_words, content.manners, dated=True)


@pytest.mark.parametrize(("earlier", "later"), [*AT_ODDS, *PAIRS["at_odds"]])
def test_two_statements_that_cannot_both_be_so(content: Content, earlier: str, later: str) -> None:
    found = between(content, [earlier], later)
    assert found is not None and (found.earlier.text, found.later.text) == (earlier[:-1], later[:-1])


@pytest.mark.parametrize(("earlier", "later"), [*GO_TOGETHER, *PAIRS["go_together"]])
def test_statements_that_go_together(content: Content, earlier: str, later: str) -> None:
    assert between(content, [earlier], later) is None


@pytest.mark.parametrize("path", SETS, ids=lambda p: p.stem)
def test_no_honest_exchange_of_the_labelled_sets_contradicts_itself(content: Content, path: Path) -> None:
    pairs, found = 0, []
    for line in path.read_text().splitlines():
        exchange = json.loads(line)
        said = [t["text"] for t in exchange["turns"] if t["speaker"] == "candidate"]
        pairs += len(said) - 1
        found += [exchange["id"] for n in range(1, len(said)) if between(content, said[:n], said[n])]
    assert found == [] and pairs > 50
