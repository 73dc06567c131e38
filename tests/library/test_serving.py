"""The Library as it is served: pages from memory, and no answer twice to a reader who has the page."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from govbot.library.serving import LibraryPages
from tests.government import PROCESS
from tests.library.given import REVISED

pytestmark = pytest.mark.check("R28")


class OnePolicy:
    """A record in which every address of a policy leads to one policy."""

    async def read(self, work: Any, within: float = 1.0) -> Any:
        return REVISED


@pytest.mark.parametrize(
    "path", ["IT-2027-01/", "IT-2027-01/v1.1/index.html", "IT-2027-01/v1.1/changes.html"]
)
async def test_a_reader_who_has_the_page_is_told_so_without_it(path: str) -> None:
    record: Any = OnePolicy()
    site = web.Application()
    LibraryPages(record, PROCESS).mount(site)
    async with TestClient(TestServer(site)) as client:
        async with client.get(f"/library/{path}") as first:
            assert (first.status, b"<h1>" in await first.read()) == (200, True)
        tag = first.headers["ETag"]
        async with client.get(f"/library/{path}", headers={"If-None-Match": tag}) as second:
            assert (second.status, await second.read(), second.headers["ETag"]) == (304, b"", tag)
        assert second.headers["X-Content-Type-Options"] == "nosniff"
        async with client.get(f"/library/{path}", headers={"If-None-Match": '"another"'}) as third:
            assert third.status == 200
