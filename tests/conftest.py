"""What every test may use: the shipped content, a reader, and a clock that only moves when told."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from app.config import Settings
from app.content.catalog import Content
from app.content.loader import load_content
from app.signals.reader import Reader
from tests.api.servers import Forge
from tests.interview.readers import reader_of

settings.register_profile(
    "hotseat",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("hotseat")


class FixedClock:
    """A clock at the seam: it stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        """Moves on."""
        self.now += timedelta(seconds=seconds)


@cache
def shipped() -> Content:
    """All shipped content, loaded once for all tests of a worker."""
    defaults = Settings()
    return load_content(defaults.prompts, defaults.rubrics)


@pytest.fixture(scope="session")
def content() -> Content:
    """All shipped content."""
    return shipped()


@pytest.fixture(scope="session")
def reader(content: Content) -> Reader:
    """The reader of answers."""
    return reader_of(content)


@pytest.fixture
def clock() -> FixedClock:
    """A fixed clock."""
    return FixedClock()


@pytest.fixture(scope="session")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forge]:
    """Starts servers quickly."""
    forge = Forge(tmp_path_factory.mktemp("forge"))
    yield forge
    forge.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)], check=False)
    if made.returncode:
        pytest.skip("this machine does not let a test mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test touches a person's data or their model's key."""
    monkeypatch.setenv("HOTSEAT_DATA", str(tmp_path_factory.mktemp("data")))
    for name in ("OPENAI_API_KEY", "HOTSEAT_MODEL", "HOTSEAT_BASE_URL", "HOTSEAT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    yield
