"""Answers that a question's own checks must hear as right, as wrong, or not at all; they stand in heard/."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
import yaml

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.question import Check
from app.grading.facts import check_facts
from app.signals.reader import Reader

HEARD = Path(__file__).parent / "heard"
QUESTIONS = sorted(path.stem for path in (HEARD / "questions").glob("*.yaml"))
SHEETS = sorted(path.stem for path in (HEARD / "sheets").glob("*.yaml"))
DENIED = yaml.safe_load((HEARD / "denied.yaml").read_text())
TOLD_AS_WRONG = yaml.safe_load((HEARD / "told_as_wrong.yaml").read_text())
Expected = tuple[str, str, str]
"""A check, what it must make of an answer, and the answer."""


def expectations(kind: str, name: str) -> Iterator[Expected]:
    said = yaml.safe_load((HEARD / kind / f"{name}.yaml").read_text())
    for check, verdicts in said["checks"].items():
        yield from ((check, verdict, answer) for verdict, answers in verdicts.items() for answer in answers)
    yield from ((check, "not_said", answer) for check in said["checks"] for answer in said["neither"])


def verdicts(reader: Reader, asked: Exchange, checks: tuple[Check, ...], answer: str) -> list[str]:
    """What each check makes of the answer."""
    turns = (ExchangeTurn("interviewer", asked.question), ExchangeTurn("candidate", answer))
    exchange = Exchange("e", asked.category, "hiring_manager", asked.question, turns, asked.targets)
    return [checked.verdict for checked in check_facts(checks, exchange, reader.exchange(exchange))]


def misheard(
    reader: Reader, asked: Exchange, checks: tuple[Check, ...], expected: Iterator[Expected]
) -> list[Expected]:
    """What was heard otherwise than expected."""
    by_id = {check.id: check for check in checks}
    found = []
    for check, verdict, answer in expected:
        [heard] = verdicts(reader, asked, (by_id[check],), answer)
        found += [(check, f"{verdict}, heard as {heard}", answer)] if heard != verdict else []
    return found


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_the_checks_of_a_question_hear(content: Content, reader: Reader, name: str) -> None:
    question = content.questions[name]
    asked = Exchange("e", question.category, "hiring_manager", next(iter(question.ask.values())), (), question.targets)
    assert misheard(reader, asked, question.checks, expectations("questions", name)) == []


@pytest.mark.parametrize("name", SHEETS)
def test_what_the_facts_of_a_well_known_question_hear(reader: Reader, name: str) -> None:
    said = yaml.safe_load((HEARD / "sheets" / f"{name}.yaml").read_text())
    for question in said["asked"]:
        asked = Exchange("e", "technical_explanation", "hiring_manager", question, (), {})
        sheet = reader.sheet_of(asked)
        assert sheet is not None and sheet.id == name, question
    assert misheard(reader, asked, sheet.checks, expectations("sheets", name)) == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_short_answer_is_right_or_wrong_as_a_whole(reader: Reader, name: str) -> None:
    said = yaml.safe_load((HEARD / "sheets" / f"{name}.yaml").read_text())
    asked = Exchange("e", "technical_explanation", "hiring_manager", said["asked"][0], (), {})
    sheet = reader.sheet_of(asked)
    assert sheet is not None
    right = {answer: verdicts(reader, asked, sheet.checks, answer) for answer in said["short"]["right"]}
    wrong = {answer: verdicts(reader, asked, sheet.checks, answer) for answer in said["short"].get("wrong", [])}
    assert [a for a, heard in right.items() if "right" not in heard or "wrong" in heard] == []
    assert [a for a, heard in wrong.items() if "wrong" not in heard] == []


@pytest.mark.parametrize("name", SHEETS)
def test_who_names_a_misbelief_does_not_hold_it(reader: Reader, name: str) -> None:
    said = yaml.safe_load((HEARD / "sheets" / f"{name}.yaml").read_text())
    asked = Exchange("e", "technical_explanation", "hiring_manager", said["asked"][0], (), {})
    sheet = reader.sheet_of(asked)
    assert sheet is not None
    wrong = [answer for by_verdict in said["checks"].values() for answer in by_verdict.get("wrong", [])]
    told = [t.format(answer.rstrip(".")) for answer, t in zip(wrong, cycle(TOLD_AS_WRONG), strict=False)]
    assert [answer for answer in told if "wrong" in verdicts(reader, asked, sheet.checks, answer)] == []


@pytest.mark.parametrize("name", DENIED["questions"])
def test_who_denies_what_is_wrong_is_not_wrong(content: Content, reader: Reader, name: str) -> None:
    question = content.questions[name]
    asked = Exchange("e", question.category, "hiring_manager", next(iter(question.ask.values())), (), question.targets)
    denied = DENIED["questions"][name]
    assert [answer for answer in denied if "wrong" in verdicts(reader, asked, question.checks, answer)] == []


@pytest.mark.parametrize("name", DENIED["sheets"])
def test_who_denies_a_misbelief_is_not_wrong(content: Content, reader: Reader, name: str) -> None:
    [checks] = [sheet.checks for sheet in content.rubrics.sheets if sheet.id == name]
    asked = Exchange("e", "technical_explanation", "hiring_manager", "Explain it, please.", (), {})
    denied = DENIED["sheets"][name]
    assert [answer for answer in denied if "wrong" in verdicts(reader, asked, checks, answer)] == []
