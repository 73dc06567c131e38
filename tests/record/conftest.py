"""An open record in a folder of its own, for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from govbot.record import Record
from tests.record.given import Clock, Notes, record_in


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
async def record(tmp_path: Path, clock: Clock, notes: Notes) -> AsyncIterator[Record]:
    opened = record_in(tmp_path, clock, notes)
    await opened.open()
    yield opened
    await opened.close()
