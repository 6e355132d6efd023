"""Answers that a question's own checks must hear as right, as wrong, or not at all."""

import pytest

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.grading.facts import check_facts
from tests.interview.readers import reader_of

CASES = [
    ("upside_down_printer", "hold_one", "Put the first character aside, then move the last into its place.", "right"),
    ("upside_down_printer", "hold_one", "Keep one character in a spare byte while the two trade places.", "right"),
    ("upside_down_printer", "hold_one", "Hold on, I would keep going until the middle to save time.", "not_said"),
    ("upside_down_printer", "hold_one", "Then buf[i] = buf[j]; buf[j] = buf[i] and I move both on.", "wrong"),
    ("cloud_at_a_tap", "limits_of_elastic", "They rent more machines for the rush and give them back.", "right"),
    ("cloud_at_a_tap", "limits_of_elastic", "My flat is rented, and we pay for a licence every year.", "not_said"),
    ("cloud_at_a_tap", "limits_of_elastic", "The cloud is unlimited, so we take as much of it as we like.", "wrong"),
    ("patient_record_audit", "ten_years", "That makes 3.65 TB a year, so about 36 TB in ten years.", "right"),
    ("patient_record_audit", "ten_years", "With three copies that is 110 TB, three times the entries.", "right"),
    ("patient_record_audit", "ten_years", "I would plan for 120 TB over ten years to be safe.", "not_said"),
    ("patient_record_audit", "peak_rate", "The log takes about 350 writes per second at its busiest.", "right"),
    ("patient_record_audit", "peak_rate", "I keep a second copy 400 kilometres away from the first.", "not_said"),
]


@pytest.mark.parametrize(("question", "check", "answer", "verdict"), CASES)
def test_what_a_check_hears(content: Content, question: str, check: str, answer: str, verdict: str) -> None:
    asked = content.questions[question]
    text = next(iter(asked.ask.values()))
    turns = (ExchangeTurn("interviewer", text), ExchangeTurn("candidate", answer))
    exchange = Exchange("e", asked.category, "hiring_manager", text, turns, asked.targets)
    signals = reader_of(content).exchange(exchange)
    checks = [c for c in asked.checks if c.id == check]
    assert [c.verdict for c in check_facts(checks, exchange, signals)] == [verdict]
