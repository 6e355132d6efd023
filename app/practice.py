"""Practice in the terminal: a person at the prompt, or a program that exchanges JSON lines."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.domain.report import Report
from app.domain.turn import Turn
from app.errors import AppError, SetupError, StorageError
from app.interview.conduct import CONTROL_TEXT
from app.reports.formats import discover
from app.service.rehearsal import Rehearsal

COMMANDS = frozenset(CONTROL_TEXT)
HELP = "An empty line sends. /skip, /hint, /confirm, /end stand on a line of their own."


def practise(rehearsal: Rehearsal, journal: Path, lines: TextIO) -> Report:
    """A session at the prompt. Every answer is on disk in `journal` before the interviewer reads it."""
    console = Console(highlight=False)
    console.print(Text(HELP, style="dim"))
    with closing(Journal(journal)) as kept:
        try:
            _talk(rehearsal, console, lines, kept)
        except (KeyboardInterrupt, EOFError):
            console.print(Text(f"Stopped. What you said is kept in {journal}.", style="dim"))
    return rehearsal.report()


class Journal:
    """What a candidate said at the prompt, a JSON line each, in a file that only they can read."""

    def __init__(self, path: Path) -> None:
        """SetupError where it cannot be written."""
        self._path = path
        try:
            path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            raise SetupError(
                f"{path} cannot be written ({error.strerror}); set HOTSEAT_DATA to a folder you own."
            ) from error

    def keep(self, said: Turn) -> None:
        """Put a turn on disk. StorageError where the disk refuses it."""
        fields = {"turn": said.number, "kind": said.kind, "text": said.text}
        line = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            while line:
                line = line[os.write(self._file, line) :]
            os.fsync(self._file)
        except OSError as error:
            raise StorageError(
                f"Your last answer could not be kept ({error.strerror}). What you said before it is in {self._path}."
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


def _talk(rehearsal: Rehearsal, console: Console, lines: TextIO, kept: Journal) -> None:
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
        kept.keep(said)


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
    try:
        path.write_bytes(form.render(report))
    except OSError as error:
        raise SetupError(f"{path} cannot be written ({error.strerror}).") from error


def stdin() -> TextIO:
    """Standard input, as UTF-8 whatever the locale."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    return sys.stdin
