"""Golden files: what a format wrote the last time somebody looked at it. `make golden` writes them anew."""

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
DOCS = Path(__file__).resolve().parents[2] / "docs"


def held(path: Path, written: bytes) -> None:
    """Asserts that the file holds these bytes; with HOTSEAT_GOLDEN=write it writes them instead."""
    if os.environ.get("HOTSEAT_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)
    assert path.read_bytes() == written, f"{path.name} differs: look at it, then run `make golden`"
