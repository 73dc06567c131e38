"""A town for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.bot.town import Town, town_in
from tests.places import Place


@pytest.fixture
async def town(place: Place) -> AsyncIterator[Town]:
    async with town_in(place, daily=True) as opened:
        yield opened
