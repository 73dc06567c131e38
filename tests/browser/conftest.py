"""The rehearsal with the real bot, played once; the tests get copies, and one browser."""

from __future__ import annotations

import fcntl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.rehearsing import Rehearsal, copied, free_port
from tests.web.browsing import Windows, chromium, windows

FOLDER = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests share one event loop, and all of them drive a browser."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def one_browser() -> AsyncIterator[Browser]:
    """The browser of all these tests."""
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def beginnings(one_browser: Browser, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a rehearsal that has played its beginnings; played once, for all workers."""
    shared = tmp_path_factory.getbasetemp()
    folder = (shared if worker_id == "master" else shared.parent) / "beginnings"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "played").exists():
            first = Rehearsal(folder, free_port())
            await first.start()
            await first.end()
            (folder / "played").touch()
    return folder


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rehearsal(beginnings: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rehearsal]:
    """A rehearsal that runs, for all tests but those that change it for everybody."""
    async with copied(beginnings, tmp_path_factory.mktemp("rehearsal")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def browser(rehearsal: Rehearsal, one_browser: Browser) -> AsyncIterator[Windows]:
    """People at the rehearsal, each with a window; nothing may go wrong in any of them."""
    async with windows(one_browser, rehearsal.base) as opened:
        opened.ids = rehearsal.ids
        yield opened
