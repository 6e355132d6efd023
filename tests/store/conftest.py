"""A store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store."""
    store = Store(tmp_path / "data")
    yield store
    store.close()
