"""Practice in the terminal: a person at the prompt, or a program that exchanges JSON lines."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.domain.report import Report
from app.domain.turn import Turn
from app.errors import AppError, SetupError
from app.interview.conduct import CONTROL_TEXT
from app.reports.formats import discover
from app.service.rehearsal import Rehearsal

COMMANDS = frozenset(CONTROL_TEXT)
HELP = "An empty line sends. /skip, /hint, /confirm, /end stand on a line of their own."


def practise(rehearsal: Rehearsal, journal: Path, lines: TextIO) -> Report:
    """A session at the prompt. Every answer is on disk in `journal` before the interviewer reads it."""
    console = Console(highlight=False)
    console.print(Text(HELP, style="dim"))
    with _open_journal(journal) as kept:
        try:
            _talk(rehearsal, console, lines, kept)
        except (KeyboardInterrupt, EOFError):
            console.print(Text(f"Stopped. What you said is kept in {journal}.", style="dim"))
    return rehearsal.report()


def _talk(rehearsal: Rehearsal, console: Console, lines: TextIO, kept: TextIO) -> None:
    while not rehearsal.ended:
        if turn := rehearsal.reply():
            _show(console, rehearsal, turn)
            continue
        text = _answer(lines)
        kind = text[1:] if text.startswith("/") and text[1:] in COMMANDS else "answer"
        try:
            said = rehearsal.say(text, kind)
        except AppError as error:
            console.print(Text(error.message, style="dim"))
            continue
        kept.write(json.dumps({"turn": said.number, "kind": said.kind, "text": said.text}, ensure_ascii=False) + "\n")
        kept.flush()
        os.fsync(kept.fileno())


def _open_journal(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise SetupError(
            f"{path} cannot be written ({error.strerror}); set HOTSEAT_DATA to a folder you own."
        ) from error


def _show(console: Console, rehearsal: Rehearsal, turn: Turn) -> None:
    name = "Coach" if turn.kind == "coach_note" else rehearsal.session.persona.replace("_", " ")
    console.print(Text(name, style="bold"))
    console.print(Padding(Text(turn.text), (0, 0, 1, 2)))


def _answer(lines: TextIO) -> str:
    """Lines up to an empty one, or one command."""
    said: list[str] = []
    while True:
        if lines.isatty():
            sys.stdout.write("> " if not said else "  ")
            sys.stdout.flush()
        line = lines.readline()
        if not line and not said:
            raise EOFError
        line = line.rstrip("\n")
        if line.startswith("/") and not said:
            return line.strip()
        if not line:
            return "\n".join(said)
        said.append(line)


def practise_json(rehearsal: Rehearsal, lines: TextIO, out: TextIO) -> None:
    """Events as JSON lines on `out`; on `lines` an answer each: plain text, a JSON string, or `{"type": …}`."""
    _emit(out, {"type": "session.state", "session": {"id": rehearsal.session.id, "persona": rehearsal.session.persona}})
    commands = _commands(lines)
    while not rehearsal.ended:
        if turn := rehearsal.reply():
            _emit(out, {"type": "turn.done", "turn": _turn(turn), "place": asdict(rehearsal.place)})
            continue
        kind, text = next(commands, ("end", ""))
        try:
            _emit(out, {"type": "turn.ack", "turn": _turn(rehearsal.say(text, kind))})
        except AppError as error:
            _emit(out, {"type": "error", "code": error.code, "message": error.message, "retryable": error.retryable})
    _emit(out, {"type": "session.ended"})
    _emit(out, {"type": "report.ready", "report": json.loads(discover()["json"].render(rehearsal.report()))})


def _commands(lines: TextIO) -> Iterator[tuple[str, str]]:
    for line in lines:
        text = line.rstrip("\n")
        try:
            parsed = json.loads(text)
        except (ValueError, RecursionError):
            parsed = text
        if isinstance(parsed, dict) and parsed.get("type") in {"answer", "append", *COMMANDS}:
            yield str(parsed["type"]), str(parsed.get("text", ""))
        else:
            yield "answer", parsed if isinstance(parsed, str) else text


def _turn(turn: Turn) -> dict[str, Any]:
    shown = ("number", "speaker", "kind", "text", "question_id", "gap", "reason")
    return {name: getattr(turn, name) for name in shown} | {"at": turn.at.isoformat()}


def _emit(out: TextIO, event: dict[str, Any]) -> None:
    out.write(json.dumps(event, ensure_ascii=False) + "\n")
    out.flush()


def save_report(report: Report, path: Path) -> None:
    """Writes the report in the format of the file's ending."""
    formats = {f.extension: f for f in discover().values()}
    form = formats.get(path.suffix.lstrip("."))
    if form is None:
        raise SetupError(f"{path}: no report format ends so; use one of {', '.join(sorted(formats))}.")
    path.write_bytes(form.render(report))


def stdin() -> TextIO:
    """Standard input, as UTF-8 whatever the locale."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    return sys.stdin
