"""What a log may say about a fault: its class and where it happened, never its text, which may be somebody's answer."""

import traceback
from pathlib import Path

FRAMES = 6


def described(error: BaseException) -> dict[str, object]:
    """Fields for a log line."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return {
        "fault": type(error).__name__,
        "at": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }
