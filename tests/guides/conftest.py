"""Guides in tests: the JavaScript engine, started once a session."""

from collections.abc import Iterator

import pytest

from tests.guides.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """The engine that readers' browsers run."""
    engine = Engine()
    yield engine
    engine.close()
