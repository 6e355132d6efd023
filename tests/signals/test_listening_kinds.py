"""Turns heard in real practice rounds."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from app.signals.reader import Reader

_ALL: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("listening.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("turn", _ALL["turns"], ids=lambda t: t["said"][:40])
def test_the_kind_of_what_was_said(reader: Reader, turn: dict[str, Any]) -> None:
    heard = reader.answer(turn["said"], turn["asked"])
    assert heard.kind in turn["kinds"]
    assert (heard.asks is not None) or not turn.get("asks")
