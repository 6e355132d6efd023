"""The answers that tests read and grade, from answers.yaml."""

from pathlib import Path
from typing import Any

import yaml

_ALL: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("answers.yaml").read_text(encoding="utf-8"))

CONTENT_FREE: list[str] = _ALL["content_free"]
REFUSALS: list[str] = _ALL["refusals"]
NO_ANSWERS: list[str] = _ALL["no_answers"]
ENCODED: list[str] = _ALL["encoded"]
STEERING_ONLY: list[str] = _ALL["steering_only"]
HOLIDAY: str = _ALL["holiday"]
PLAN_STORY: str = _ALL["plan_story"]
CONFLICT_STORY: str = _ALL["conflict_story"]
CACHE: str = _ALL["cache"]
WEAK: list[str] = _ALL["weak"]
HONEST: list[str] = _ALL["honest"]
STUFFING: list[str] = _ALL["stuffing"]
ATTEMPTS: list[str] = _ALL["attempts"]
IMITATIONS: list[str] = _ALL["imitations"]
HONEST_MENTIONS: list[str] = _ALL["honest_mentions"]
"""Honest answers that quote or tell of attacks, or use their words."""
