"""Facts are found by questions as candidates put them."""

from pathlib import Path

import pytest
import yaml

from app.content.catalog import Content
from app.interview.facts import facts_asked

ASKED = yaml.safe_load((Path(__file__).parent / "asked.yaml").read_text())
ROWS = [(owner, fact, text) for owner, facts in ASKED.items() for fact, texts in facts.items() for text in texts]


def test_three_ways_to_ask_for_each_of_many() -> None:
    assert len({(owner, fact) for owner, fact, _ in ROWS}) >= 40
    assert all(len(set(texts)) >= 3 for facts in ASKED.values() for texts in facts.values())


@pytest.mark.parametrize(("owner", "fact", "text"), ROWS, ids=[text for _, _, text in ROWS])
def test_a_natural_question_finds_its_fact(owner: str, fact: str, text: str, content: Content) -> None:
    company = next(iter(content.companies.values()))
    facts = company.facts if owner == "companies" else content.questions[owner].facts
    tell = next(f.tell for f in facts if f.id == fact)
    assert tell in facts_asked(text, facts, content.small_words)
