"""Places with pages, at the steps of the history that the tests begin from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.pages.given import Place, place_at


@pytest.fixture
async def drafted(tmp_path: Path) -> AsyncIterator[Place]:
    """A policy whose first draft is there: in staff review, reviewed, and not circulated."""
    async with place_at("reviewed", tmp_path) as place:
        yield place


@pytest.fixture
async def circulated(tmp_path: Path) -> AsyncIterator[Place]:
    async with place_at("circulate", tmp_path) as place:
        yield place
