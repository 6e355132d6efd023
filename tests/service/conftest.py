"""A house for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from app.content.catalog import Content
from app.domain.clock import Clock
from app.signals.reader import Reader
from tests.conftest import FixedClock
from tests.service.house import House
from tests.service.panel import Lives


@pytest_asyncio.fixture
async def house(tmp_path: Path, content: Content, reader: Reader, clock: Clock) -> AsyncIterator[House]:
    """The service on a store of its own."""
    house = House(tmp_path / "data", content, reader, clock)
    await house.start()
    yield house
    house.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the house keeps its data."""
    return tmp_path / "data"


@pytest.fixture
def lives(data: Path, content: Content, reader: Reader, clock: FixedClock) -> Lives:
    """Processes on this data."""
    return Lives(data, content, reader, clock)
