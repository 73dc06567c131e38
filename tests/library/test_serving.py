"""The Library as it is served: pages from memory while nothing changes, all policies, a hundred on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from govbot.core.workflow import events as e
from govbot.core.workflow.policy import Policy
from govbot.library.shelf import Shelved
from govbot.library.shelving import shelved
from govbot.record import DamagedDocument
from govbot.record.documents import Documents
from tests.library.shelves import Client, shelves

pytestmark = pytest.mark.check("R28")

PATHS = ["", "ITP-1/", "ITP-1/v1.1/index.html", "ITP-1/v1.1/changes.html"]
FILES = ["ITP-1/v1.1/text.md", "ITP-1/v1.0/text.md"]
NOTED = e.PublicationNoted(version="1.1", address="https://opm.example/backup")


async def page(client: Client, path: str, **headers: str) -> tuple[int, str, Mapping[str, str]]:
    async with client.get(f"/library/{path}", headers=headers) as answer:
        return answer.status, await answer.text(), answer.headers


@pytest.mark.parametrize("path", PATHS + FILES)
async def test_a_reader_who_has_the_page_is_told_so_without_it(tmp_path: Path, path: str) -> None:
    async with shelves(tmp_path) as library:
        await library.add(1)
        status, first, headers = await page(library.client, path)
        assert (status, "I. Rules" in first or "Policy 00001" in first) == (200, True)
        assert headers["X-Content-Type-Options"] == "nosniff"
        tag = headers["ETag"]
        assert (await page(library.client, path, **{"If-None-Match": tag}))[:2] == (304, "")
        assert (await page(library.client, path, **{"If-None-Match": '"another"'}))[:2] == (200, first)


@pytest.mark.parametrize("path", PATHS)
async def test_a_reader_who_knows_the_date_alone_is_told_so_until_something_changes(
    tmp_path: Path, path: str
) -> None:
    async with shelves(tmp_path) as library:
        await library.add(1)
        _, _, headers = await page(library.client, path)
        assert headers["Last-Modified"] == "Thu, 01 Oct 2026 14:00:00 GMT"
        since = {"If-Modified-Since": headers["Last-Modified"]}
        assert (await page(library.client, path, **since))[0] == 304
        library.clock.at += timedelta(minutes=1)
        await library.grow(1, NOTED)
        assert (await page(library.client, path, **since))[0] == 200


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_in_memory_reads_no_text_and_folds_nothing(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shelves(tmp_path) as library:
        await library.add(1)
        _, first, _ = await page(library.client, path)
        monkeypatch.delattr(Documents, "text")
        monkeypatch.delattr("govbot.record.transaction.Tx.state")
        assert (await page(library.client, path))[:2] == (200, first)


async def test_only_a_policy_that_has_grown_is_read_again_for_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shelves(tmp_path) as library:
        await library.add(1, 2, 3)
        await page(library.client, "")
        read: list[str] = []

        def counted(policy: Policy, *rest: Any) -> Shelved | None:
            read.append(policy.id)
            return shelved(policy, *rest)

        monkeypatch.setattr("govbot.library.catalogue.shelved", counted)
        await library.grow(2, e.Rescinded(version="1.1", reason="Obsolete"))
        _, listed, _ = await page(library.client, "")
        assert read == ["ITP-2"]
        assert "Rescinded" in listed


async def test_no_policy_is_lost_beyond_a_thousand_and_the_search_finds_the_last(tmp_path: Path) -> None:
    async with shelves(tmp_path) as library:
        for first in range(0, 1050, 150):
            await library.add(*range(first, first + 150))
        _, home, _ = await page(library.client, "")
        assert 'In force <span class="count">(1050)</span>' in home
        assert home.count("<h3>") == 100
        assert 'href="/library/page-11.html">Page 11</a>' in home
        _, last, _ = await page(library.client, "page-11.html")
        assert (last.count("<h3>"), "Policy 01049" in last) == (50, True)
        assert (await page(library.client, "page-12.html"))[0] == 404
        _, body, _ = await page(library.client, "?q=policy+01049")
        assert "1 of 1050 policies found" in body
        assert "/library/ITP-1049/index.html" in body
        _, second, _ = await page(library.client, "page-2.html?q=shall+keep")
        assert 'href="/library/page-3.html?q=shall+keep"' in second


@pytest.mark.parametrize(
    "path", ["ITP-9/", "ITP-1/v9/index.html", "ITP-1/v1.0/changes.html", "page-0.html", "x"]
)
async def test_what_is_not_there_is_said_on_a_page_of_the_library(tmp_path: Path, path: str) -> None:
    async with shelves(tmp_path) as library:
        await library.add(1)
        status, text, _ = await page(library.client, path)
        assert (status, "Page not found" in text) == (404, True)


async def test_a_policy_whose_text_is_gone_stays_in_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(self: Documents, sha256: str) -> str:
        raise DamagedDocument(sha256)

    monkeypatch.setattr(Documents, "text", gone)
    async with shelves(tmp_path) as library:
        await library.add(1)
        assert "Policy 00001" in (await page(library.client, ""))[1]
