"""A broken content file stops the start with one line that names the file and the fault."""

from pathlib import Path

import pytest

from app.content.loader import load_content
from app.errors import ContentError


def first_question(prompts: Path) -> Path:
    return sorted((prompts / "questions").rglob("*.md"))[0]


BREAKAGES = {
    "not yaml": (lambda text: text.replace("covers: [", "covers: [[", 1), "not valid YAML"),
    "unknown key": (lambda text: text.replace("kind:", "colour: red\nkind:", 1), "colour"),
    "no front matter": (lambda text: text.replace("---\n", "", 1), "between two lines of ---"),
    "no body": (lambda text: text[: text.rindex("---\n") + 4], "body below the front matter is empty"),
    "wrong pillar": (lambda text: text.replace("communication:", "charm:", 1), "targets"),
    "no hints": (lambda text: text[: text.index("hints:")] + "hints: []\n---\nx\n", "hints"),
    "unknown gap": (lambda text: text.replace("  - gap: ", "  - gap: un", 1), "unknown gap"),
    "bad pattern": (
        lambda text: text.replace("checks: []", "checks: [{id: a, says: b, right: ['(']}]", 1),
        "no regular expression",
    ),
    "clause with an end": (
        lambda text: text.replace("    say:", "    after: The end.\n    say:", 1),
        "without an end mark",
    ),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_broken_question_is_named(name: str, prompts: Path, rubrics: Path) -> None:
    breakage, message = BREAKAGES[name]
    path = prompts / "questions" / "recruiter" / "what_was_fixed.md"
    broken = breakage(path.read_text())
    assert broken != path.read_text()
    path.write_text(broken)
    with pytest.raises(ContentError) as error:
        load_content(prompts, rubrics)
    assert "what_was_fixed.md" in error.value.message
    assert message in error.value.message
    assert "\n" not in error.value.message


def test_an_inject_leans_on_facts_of_its_question(prompts: Path, rubrics: Path) -> None:
    path = prompts / "questions" / "program_management" / "live_final_vote.md"
    path.write_text(path.read_text().replace("facts: [load, ranking_cost]", "facts: [load, ranking_bill]"))
    with pytest.raises(ContentError, match=r"live_final_vote.*inject producer: 'ranking_bill'"):
        load_content(prompts, rubrics)


def test_a_missing_folder_is_named(prompts: Path, rubrics: Path) -> None:
    (prompts / "personas").rename(prompts / "people")
    with pytest.raises(ContentError, match="personas"):
        load_content(prompts, rubrics)


def test_two_files_of_one_name(prompts: Path, rubrics: Path) -> None:
    question = first_question(prompts)
    (prompts / "questions" / "recruiter" / question.name).write_text(question.read_text())
    with pytest.raises(ContentError, match="another file"):
        load_content(prompts, rubrics)


def test_a_line_that_is_no_wording(prompts: Path, rubrics: Path) -> None:
    path = prompts / "moves" / "passage.md"
    path.write_text(path.read_text() + "\nloose words\n")
    with pytest.raises(ContentError, match="loose words"):
        load_content(prompts, rubrics)
