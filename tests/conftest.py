"""For all tests: what is thorough runs only when asked, and real input is read where a government has lent
it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.places import Place, either, postgresql_on
from tests.postgres import Server, running

THOROUGH = bool(os.environ.get("GOVBOT_THOROUGH"))
SAMPLE = Path(__file__).parent.parent / "src" / "govbot" / "sample"

settings.register_profile(
    "govbot", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("govbot")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    skip = pytest.mark.skip(reason="thorough: set GOVBOT_THOROUGH=1, or run make check")
    for item in items:
        if not THOROUGH and item.get_closest_marker("thorough"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def real_input() -> Path:
    """The folder of a government's own files; without one, the sample that the project ships."""
    named = os.environ.get("GOVBOT_REAL_INPUT")
    return Path(named) if named else SAMPLE


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL server of this session."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A database of the test's own: whoever asks for it runs on SQLite and on PostgreSQL."""
    yield from either(request, tmp_path, postgresql_on)
