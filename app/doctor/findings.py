"""What the doctor says: one line for each thing that was looked at."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal, TextIO

from app.errors import AppError

State = Literal["ok", "note", "problem"]

WIDEST = len("problem")


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` names what was looked at, `figures` holds what was measured, `todo` what to do about a problem."""

    check: str
    state: State
    says: str
    model: str | None = None
    todo: str | None = None
    figures: Mapping[str, float | int] = field(default_factory=dict)


def failed(check: str, error: AppError, model: str, todo: Mapping[str, str]) -> Finding:
    """What one of our errors means for a check."""
    return Finding(check, "problem", error.message, model, todo.get(error.code))


def healthy(findings: Iterable[Finding]) -> bool:
    """Whether nothing is in the way."""
    return all(finding.state != "problem" for finding in findings)


def write_line(finding: Finding, out: TextIO) -> None:
    """A finding for people."""
    out.write(f"{finding.state:<{WIDEST}}  {finding.check}: {finding.says}\n")
    if finding.todo:
        out.write(f"{'':<{WIDEST}}  {finding.todo}\n")
    out.flush()


def write_json(findings: Sequence[Finding], out: TextIO) -> None:
    """All findings for programs."""
    told = {"ok": healthy(findings), "checks": [asdict(finding) for finding in findings]}
    out.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
