"""An open record in a database of its own, for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from govbot.record import Record
from tests.places import Place
from tests.record.given import Clock, Notes, record_in


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
async def record(place: Place, clock: Clock, notes: Notes) -> AsyncIterator[Record]:
    opened = record_in(place, clock, notes)
    await opened.open()
    yield opened
    await opened.close()
