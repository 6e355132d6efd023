"""A copy of the content that a test may break."""

import shutil
from pathlib import Path

import pytest

from app.config import Settings


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A writable copy of prompts/."""
    return Path(shutil.copytree(Settings().prompts, tmp_path / "prompts"))


@pytest.fixture
def rubrics(tmp_path: Path) -> Path:
    """A writable copy of rubrics/."""
    return Path(shutil.copytree(Settings().rubrics, tmp_path / "rubrics"))
