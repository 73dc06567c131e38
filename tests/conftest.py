"""Fixtures and options of all tests: databases, `--check`, and which tests run only when asked for."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from govbot_slack.standin.server import APP_TOKEN, BOT_TOKEN
from govbot_slack.standin.workspace import SECRET as SIGNING
from govbot_teams.standin.identity import PASSWORD
from tests.government import SECRET
from tests.places import Place, either, postgresql_on
from tests.postgres import Server, running

THOROUGH = bool(os.environ.get("GOVBOT_THOROUGH"))
CANARIES = (BOT_TOKEN, APP_TOKEN, SIGNING, PASSWORD, SECRET.decode())
TESTS = Path(__file__).parent
SAMPLE = TESTS.parent / "src" / "govbot" / "demo" / "sample"

# Tests of a pure function fail each time or never. The others have sockets, processes, threads, browsers and a real
# clock, on a machine that may be busy: one that fails is tried once more, and the closing line says that it was.
PURE = ("core", "docs", "documents")
AGAIN = pytest.mark.flaky(reruns=1)

settings.register_profile(
    "govbot", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("govbot")


# structlog's own default draws every local variable of an exception's frames, which takes seconds each time.
PLAIN = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
structlog.configure(processors=[*structlog.get_config()["processors"][:-1], PLAIN])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--check", default="", metavar="R07", help="run only the tests of this check of docs/checks.md"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    skip = pytest.mark.skip(reason="thorough: set GOVBOT_THOROUGH=1, or run make check")
    number = config.getoption("--check")
    for item in items:
        if not THOROUGH and item.get_closest_marker("thorough"):
            item.add_marker(skip)
        if item.path.relative_to(TESTS).parts[0] not in PURE:
            item.add_marker(AGAIN)
    if number:
        others = [item for item in items if number not in checks_of(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if number in checks_of(item)]


def checks_of(item: pytest.Item) -> set[str]:
    """The numbers of the checks that a test holds."""
    return {number for mark in item.iter_markers("check") for number in mark.args}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """S43: whatever a test had printed or logged, no secret is in it."""
    report = yield
    now = [(name, text) for name, text in report.sections if name.endswith(report.when)]
    told = [name for name, text in now for secret in CANARIES if secret in text]
    if told:
        report.outcome, report.longrepr = "failed", f"A secret stands in: {', '.join(told)}."
    return report


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
