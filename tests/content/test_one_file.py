"""A persona and a question are each added by adding one file, and then take part in a whole session."""

from pathlib import Path

from app.content.audit import audit
from app.content.loader import load_content
from app.domain.session import SessionSpec
from app.service.rehearsal import rehearse
from tests.conftest import FixedClock

PERSONA = """---
name: Olu
role: Security partner
monogram: O
pronoun: they
temper: "Patient. Asks who could misuse it."
card: "They look after security for the team. They will ask who can reach what."
focus: {technical_depth: 3, program_execution: 1, communication: 1}
areas: {system_design: 2, technical_explanation: 1}
pursues: [security, failure_mode, mechanism]
patience: 2
lets_go: "When the control and its owner are named."
round: {minutes: 30, questions: 2}
borrows: partner_engineer
---
You are Olu.
"""

QUESTION = """---
covers: [QP2]
category: program_management
kind: scenario
level: senior
minutes: 5
title: "The missing key"
targets: {program_execution: 2}
ask:
  peer_tpm: "The signing key expires on Thursday and its owner left in May. What do you do before lunch?"
  hiring_manager: "A signing key expires on Thursday and nobody owns it, so how would you spend today?"
strong:
  - "Finds out what stops working on Thursday."
  - "Gets an owner by name."
  - "Has a way back."
probes:
  - gap: owner_date
    after: whose the key is by tonight
    say: {peer_tpm: "Whose is it by tonight?", hiring_manager: "By tonight it belongs to somebody, so to whom?"}
  - gap: risk
    say: {peer_tpm: "What goes dark on Thursday?", hiring_manager: "Thursday comes and it isn't done, so what stops?"}
  - gap: contingency
    say: {peer_tpm: "New key's wrong. Then what?", hiring_manager: "The new key turns out wrong, so what's left?"}
  - gap: decision
    say: {peer_tpm: "Who says go?", hiring_manager: "Somebody signs for it, so who?"}
hints: ["Look at Thursday first.", "Who, what, by when.", "Breaks: [what]. Owner: [who]."]
---
A key without an owner. A 3 names what breaks and an owner; a 4 has a way back.
"""


def test_a_persona_is_one_file(prompts: Path, rubrics: Path, clock: FixedClock) -> None:
    (prompts / "personas" / "security_partner.md").write_text(PERSONA)
    content = load_content(prompts, rubrics)
    rehearsal = rehearse(SessionSpec(format="round", persona="security_partner"), 1, content, clock)
    opening = rehearsal.reply()
    assert opening is not None
    rehearsal.say("I would put the keys in a vault that only the deploy job can read.")
    assert rehearsal.reply() is not None
    assert audit(content, prompts, rubrics) == []


def test_a_question_is_one_file(prompts: Path, rubrics: Path, clock: FixedClock) -> None:
    (prompts / "questions" / "program_management" / "missing_key.md").write_text(QUESTION)
    content = load_content(prompts, rubrics)
    assert [p.after for p in content.questions["missing_key"].probes][:2] == ["whose the key is by tonight", None]
    spec = SessionSpec(format="drill", question="missing_key", persona="peer_tpm")
    rehearsal = rehearse(spec, 1, content, clock)
    opening = rehearsal.reply()
    assert opening is not None and opening.text.endswith("What do you do before lunch?")
    rehearsal.say("I would find somebody who can renew it.")
    probe = rehearsal.reply()
    assert probe is not None and probe.kind in {"probe", "more"}
    rehearsal.say("", "end")
    rehearsal.reply()
    assert rehearsal.report().exchanges[0].title == "The missing key"
    assert audit(content, prompts, rubrics) == []
