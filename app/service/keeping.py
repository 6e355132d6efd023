"""Files that are kept whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from app.errors import SetupError, StorageError


def keep_file(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, in one step: a stop at any moment leaves the old one or the new one.

    Raises:
        StorageError: the disk refused it; the old file stands.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write(beside, content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise StorageError(f"{path} could not be written ({error.strerror}). What was in it before is kept.") from error


def own_folder(data: Path, name: str) -> Path:
    """A folder in the data folder that only its owner can read, made where it is missing.

    Raises:
        SetupError: it cannot be made.
    """
    folder = data / name
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"{folder} cannot be made ({error.strerror}); set HOTSEAT_DATA to a folder you own."
        ) from error
    return folder


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
