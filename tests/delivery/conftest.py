"""A record, a chat and a courier between them, for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.delivery.given import Office
from tests.places import Place
from tests.record.given import Clock, record_in


@pytest.fixture
async def office(place: Place) -> AsyncIterator[Office]:
    clock = Clock()
    record = record_in(place, clock)
    await record.open()
    yield Office(record, clock)
    await record.close()
