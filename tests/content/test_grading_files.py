"""What a grading model is told, and its limits: a broken file is named, and a change in one is a new version."""

from pathlib import Path

import pytest

from app.content.attacks import load_attacks
from app.content.grading import load_grading
from app.errors import ContentError

BROKEN = {
    "a section too few": ("grading/score.md", "## starl", "## story", "needs exactly the sections"),
    "a placeholder too few": ("grading/evidence.md", "[[most]]", "5", "system needs the placeholders"),
    "a placeholder too many": ("grading/prose.md", "[[data]]", "[[data]] [[name]]", "ask needs the placeholders"),
    "a text too few": ("grading/drills.md", "  long:", "  longer:", "longer"),
    "no length": ("grading/evidence.md", "max_tokens: 6000", "max_tokens: many", "max_tokens"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_prompt_is_named(name: str, prompts: Path, rubrics: Path) -> None:
    file, old, new, message = BROKEN[name]
    path = prompts / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(ContentError) as error:
        load_grading(prompts / "grading", rubrics, "1")
    assert file in error.value.message
    assert message in error.value.message


def test_broken_limits_are_named(prompts: Path, rubrics: Path) -> None:
    path = rubrics / "model_grades.yaml"
    path.write_text(path.read_text().replace("echo_share: 0.6", "echo_share: 6"))
    with pytest.raises(ContentError, match=r"model_grades\.yaml: echo_share"):
        load_grading(prompts / "grading", rubrics, "1")


def test_a_family_of_attacks_does_something(rubrics: Path) -> None:
    path = rubrics / "attacks" / "families.yaml"
    path.write_text(path.read_text().replace("    change: twice\n", ""))
    with pytest.raises(ContentError, match="needs texts or a change"):
        load_attacks(rubrics)


def test_a_change_is_a_new_version(prompts: Path, rubrics: Path) -> None:
    folder = prompts / "grading"
    before = load_grading(folder, rubrics, "1")
    assert load_grading(folder, rubrics, "2").version != before.version
    (folder / "prose.md").write_text((folder / "prose.md").read_text() + "\nMore.\n")
    after = load_grading(folder, rubrics, "1")
    assert (after.version == before.version, after.prose_version == before.prose_version) == (True, False)
    (folder / "score.md").write_text((folder / "score.md").read_text() + "\nMore.\n")
    assert load_grading(folder, rubrics, "1").version != before.version
