"""One serving process for one data folder."""

import fcntl
import os
from pathlib import Path

from app.errors import SetupError

FILE = "hotseat.lock"


class DataLock:
    """Held by the process that serves a data folder; the operating system lets go of it when that process ends."""

    def __init__(self, data: Path) -> None:
        """Take the lock, or raise SetupError naming who holds it."""
        self._file = os.open(data / FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._file, 20).decode(errors="replace").strip()
            os.close(self._file)
            raise SetupError(_taken(data, holder)) from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Let another process serve this folder."""
        os.close(self._file)


def _taken(data: Path, holder: str) -> str:
    who = f" (process {holder})" if holder else ""
    return f"Another Hotseat{who} is serving {data}. Stop it, or set HOTSEAT_DATA to another folder."
