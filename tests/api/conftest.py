"""Real servers for the tests of the API."""

from collections.abc import Iterator

import pytest

from tests.api.servers import Forge, Server


@pytest.fixture(scope="module")
def server(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the tests of one module."""
    server = forge.start(tmp_path_factory.mktemp("served"))
    yield server
    server.stop()
