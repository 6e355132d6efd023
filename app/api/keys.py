"""The token that guards a data folder, and the one-time codes that let a browser in."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.config import Settings
from app.errors import SetupError
from app.store import prepare

KEY_FILE = "token"
CODES = "codes"
CODE_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Keys:
    """What lets somebody in. The cookie is made from the token: another token ends every old cookie."""

    token: str

    def opens(self, token: str) -> bool:
        """Whether this is the token."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    @property
    def cookie(self) -> str:
        """The value of the browser's cookie."""
        return hmac.new(self.token.encode(), b"hotseat cookie 1", hashlib.sha256).hexdigest()

    def knows(self, cookie: str) -> bool:
        """Whether this is the cookie."""
        return hmac.compare_digest(cookie.encode(), self.cookie.encode())


def load_keys(settings: Settings) -> Keys:
    """The operator's token, or that of the data folder, made at first need. SetupError where it cannot be kept."""
    if settings.token is not None:
        return Keys(settings.token.get_secret_value())
    prepare.folder(settings.data)
    path = settings.data / KEY_FILE
    try:
        _make(path)
        return Keys(path.read_text().strip())
    except OSError as error:
        raise SetupError(f"The token file {path} cannot be used ({error.strerror}).") from error


def new_code(data: Path, now: datetime) -> str:
    """A code that opens the door once, within an hour. SetupError where it cannot be kept."""
    code = secrets.token_urlsafe(24)
    folder = data / CODES
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _forget_old(folder, now)
        _write(_file(folder, code), (now + CODE_LASTS).isoformat())
    except OSError as error:
        raise SetupError(f"{folder} cannot be written to ({error.strerror}).") from error
    return code


def take_code(data: Path, code: str, now: datetime) -> bool:
    """Whether the code opens the door; it never does again. Removing its file is what makes it a single time."""
    path = _file(data / CODES, code)
    try:
        until = datetime.fromisoformat(path.read_text())
        path.unlink()
    except (OSError, ValueError):
        return False
    return now < until


def _file(folder: Path, code: str) -> Path:
    """Named by a hash: the folder's listing gives no code away, and no code is a path."""
    return folder / hashlib.sha256(code.encode(errors="replace")).hexdigest()


def _forget_old(folder: Path, now: datetime) -> None:
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # taken this moment
            if now.timestamp() - path.stat().st_mtime > CODE_LASTS.total_seconds():
                path.unlink()


def _make(path: Path) -> None:
    if not path.exists() or not path.read_text().strip():
        _write(path, secrets.token_urlsafe(32))


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "w") as out:
            out.write(text)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
