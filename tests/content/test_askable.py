"""`hotseat check` finds a part of a question that no interview could use as it stands."""

from pathlib import Path

import pytest

from app.content.askable import askable
from app.content.asking import load_asking
from app.content.loader import load_content
from app.errors import ContentError

NINETY = "recruiter/ninety_seconds"
CUE = "I'd like one figure to write next to your name. Which is it?"
HEARD = "Only your name came through. Nothing after that."
PLANTED = {
    "a gap its kind lacks": (
        "recruiter/now_and_next", "- gap: trade_off", "- gap: complexity", "follow-up at complexity is never asked",
    ),
    "the same gap twice": (
        "recruiter/now_and_next", "- gap: trade_off", "- gap: number", "the second follow-up at number is never asked",
    ),
    "a receipt": (NINETY, CUE, "Okay. Which figure would you like next to your name?", "receipt 'Okay'"),
    "thanks": (NINETY, CUE, "Thanks, and which figure would you like next to your name?", "receipt 'Thanks'"),
    "yes or no": (NINETY, CUE, "So many words. Have you a figure for me?", "yes or no would answer"),
    "either, or": (NINETY, CUE, "What is your figure, or is it too early?", "offers its answers"),
    "a made-up case asked for as lived": (
        "program_management/losing_prototype", "By when do you want this shut again, and who shuts it?",
        "What did you do the last time, and who shut it?", "the case is made up",
    ),
    "a bare ask": (
        "recruiter/the_line_dropped", "asked: [what did you hear", "asked: [when, what did you hear",
        "the fact heard is asked for by 'when' alone",
    ),
    "a fact that comforts": (
        "recruiter/the_line_dropped", HEARD, "Please be at ease.", "the fact heard is none: 'Please'",
    ),
    "a fact without an end": ("recruiter/the_line_dropped", HEARD, "Only your name", "heard ends without a full stop"),
}  # fmt: skip


def faults(prompts: Path, rubrics: Path) -> list[str]:
    return list(askable(load_content(prompts, rubrics), load_asking(prompts / "asking.yaml")))


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str, prompts: Path, rubrics: Path) -> None:
    question, old, new, message = PLANTED[name]
    path = prompts / "questions" / f"{question}.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    found = faults(prompts, rubrics)
    assert len(found) == 1, found
    assert f"prompts/questions/{question}.md" in found[0] and message in found[0]


@pytest.mark.parametrize("cue", ["Could you tell me one figure?", "Were I to ask them, which figure would they name?"])
def test_a_request_is_no_yes_or_no_question(cue: str, prompts: Path, rubrics: Path) -> None:
    path = prompts / "questions" / f"{NINETY}.md"
    path.write_text(path.read_text().replace(CUE, cue))
    assert cue in path.read_text() and faults(prompts, rubrics) == []


def test_a_general_probe_that_yes_would_answer_is_found(prompts: Path, rubrics: Path) -> None:
    path = prompts / "moves" / "probes" / "result.md"
    path.write_text(path.read_text().replace("- So how did it end,", "- And did it end well,"))
    found = faults(prompts, rubrics)
    assert len(found) == 1 and "probes/result.md (recruiter): yes or no would answer 'And did it end well" in found[0]


def test_a_companys_facts_are_held_to_it_too(prompts: Path, rubrics: Path) -> None:
    path = prompts / "companies" / "harrow_freight.md"
    path.write_text(path.read_text().replace("asked: [remote", "asked: [where, remote"))
    assert [f for f in faults(prompts, rubrics) if "the fact remote is asked for by 'where'" in f]


def test_a_broken_pattern_is_named(prompts: Path) -> None:
    path = prompts / "asking.yaml"
    path.write_text(path.read_text().replace("'\\?'", "'('"))
    with pytest.raises(ContentError, match=r"asking\.yaml.*no regular expression"):
        load_asking(path)
