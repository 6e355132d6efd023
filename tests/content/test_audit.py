"""`hotseat check` finds what a reviewer would."""

from pathlib import Path

from app.config import Settings
from app.content.audit import audit
from app.content.catalog import Content
from app.content.loader import load_content


def findings(prompts: Path, rubrics: Path) -> list[str]:
    return audit(load_content(prompts, rubrics), prompts, rubrics)


def test_the_shipped_content_is_clean(content: Content) -> None:
    defaults = Settings()
    assert audit(content, defaults.prompts, defaults.rubrics) == []


def test_an_uncovered_id_is_listed(prompts: Path, rubrics: Path) -> None:
    guide = rubrics / "guide.yaml"
    guide.write_text(guide.read_text().replace("ids:\n", "ids:\n  Z9: something new\n", 1))
    assert findings(prompts, rubrics) == ["nothing covers Z9 (something new)"]


def test_a_near_duplicate_question_is_found(prompts: Path, rubrics: Path) -> None:
    original = prompts / "questions" / "recruiter" / "what_was_fixed.md"
    (original.parent / "what_was_fixed_too.md").write_text(original.read_text().replace("Let us begin", "Let us start"))
    found = findings(prompts, rubrics)
    assert any("what_was_fixed_too.md" in f and "nearly the same" in f for f in found)


def test_praise_and_too_few_wordings_are_found(prompts: Path, rubrics: Path) -> None:
    path = prompts / "moves" / "receipt.md"
    head, _, _ = path.read_text().partition("## bar_raiser")
    path.write_text(head + "## bar_raiser\n- Great answer.\n")
    found = findings(prompts, rubrics)
    assert any("1 wordings for bar_raiser" in f for f in found)
    assert any("does not say 'Great'" in f for f in found)
