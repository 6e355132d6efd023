"""`hotseat check` finds a part of a question that no interview could use."""

from pathlib import Path

from app.content.askable import askable
from app.content.loader import load_content


def faults_after(prompts: Path, rubrics: Path, question: str, old: str, new: str) -> list[str]:
    """What is found once `old` is `new` in a question's file."""
    path = prompts / "questions" / f"{question}.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    return list(askable(load_content(prompts, rubrics)))


def test_a_follow_up_at_a_gap_its_kind_lacks(prompts: Path, rubrics: Path) -> None:
    found = faults_after(prompts, rubrics, "recruiter/now_and_next", "- gap: trade_off", "- gap: complexity")
    assert len(found) == 1 and "now_and_next.md: the follow-up at complexity is never asked" in found[0]


def test_a_second_follow_up_at_a_gap(prompts: Path, rubrics: Path) -> None:
    found = faults_after(prompts, rubrics, "recruiter/now_and_next", "- gap: trade_off", "- gap: number")
    assert found == ["prompts/questions/recruiter/now_and_next.md: the second follow-up at number is never asked"]
