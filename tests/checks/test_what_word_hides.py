"""A Word file that carries everything goes through the process, and every public byte is searched."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from govbot.adapter_api.answers import Upload
from govbot.cli.offline import write_library
from govbot.core.grammar import WORD
from govbot.documents.word import read_word
from govbot.library.serving import LibraryPages
from govbot.runtime.settings import Settings
from tests.bot.chat_in_memory import Person
from tests.bot.town import Town, town_at
from tests.core.cards.given import words
from tests.documents.everything import NAME, everything
from tests.documents.pieces import CANARY
from tests.documents.test_clean_copies import told
from tests.government import PROCESS

pytestmark = pytest.mark.check("S57")
ADOPTED: dict[str, Any] = {
    "version": "1.0",
    "laws": "C.G.S. § 4d-8a",
    "title": "Records",
    "effective_on": "2026-10-01",
}
UPLOAD = {"file": Upload(NAME, WORD, everything())}


def said(person: Person) -> str:
    return words(person.card)


@asynccontextmanager
async def at_the_secretary(folder: Path) -> AsyncIterator[Town]:
    """The file has been submitted, reviewed, and is before the Secretary."""
    async with town_at("pursue", folder) as town:
        await town.cio.does("draft ITP-1", UPLOAD)
        await town.review()
        await town.cio.does("secretary ITP-1", passing_over="The court asks for it.")
        await town.settle()
        yield town


async def public_bytes(town: Town, folder: Path) -> dict[str, bytes]:
    """Every answer of the Library that a link leads to, and every file of the Library written to a folder."""
    site = web.Application()
    LibraryPages(town.app.record, PROCESS).mount(site)
    found: dict[str, bytes] = {}
    waiting = ["/library/", "/library/library.css", f"/library/ITP-1/v1.0/original/{NAME}"]
    async with TestClient(TestServer(site)) as client:
        while waiting:
            path = waiting.pop()
            async with client.get(path) as answer:
                found[path] = await answer.read() + str(answer.headers).replace(NAME, "").encode()
                links = re.findall(r'(?:href|src)="([^"#?]+)', found[path].decode(errors="replace"))
            inner = {urljoin(path, link) for link in links if not link.startswith(("http", "mailto"))}
            waiting += inner - set(found) - set(waiting)
    await write_library(Settings(), town.app.record._url, folder / "library")
    written = {str(path): path.read_bytes() for path in (folder / "library").rglob("*") if path.is_file()}
    return found | written


def leaks(found: dict[str, bytes]) -> list[str]:
    """Where the forbidden word stands, in either of the ways in which files are written; Word files unpacked."""
    secrets = (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.lower().encode())
    bad = [path for path, data in found.items() if any(secret in data for secret in secrets)]
    return bad + [
        f"{path}: {name}" for path, data in found.items() if data[:4] == b"PK\3\4" for name in _packed(data)
    ]


def _packed(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(_whole(data))) as package:
        assert package.testzip() is None
    return told(_whole(data))


def _whole(data: bytes) -> bytes:
    """A packed file without the headers that were written behind it."""
    return data[: data.rindex(b"PK\5\6") + 22]


def word_files(found: dict[str, bytes]) -> list[str]:
    return sorted(
        {path.rpartition("/")[2] for path in found if path.endswith(".docx") and "/original/" not in path}
    )


async def test_nothing_that_word_hides_is_in_any_public_byte(tmp_path: Path) -> None:
    async with at_the_secretary(tmp_path) as town:
        await town.secretary.does("approve ITP-1")
        await town.publisher.does("adopt ITP-1", **ADOPTED)
        await town.settle()
        found = await public_bytes(town, tmp_path)
        assert leaks(found) == []
        assert word_files(found) == ["ITP-1-version-1.0.docx"]
        pictures = {data[:4] for path, data in found.items() if "/v1.0/picture/" in path}
        assert b"\x89PNG" in pictures
        assert "shall keep records for 30 days" in found["/library/ITP-1/v1.0/text.md"].decode()
        channels = [words(card) for place, card in town.chat.messages.values() if not place.startswith("D-")]
        assert CANARY not in "".join(channels)


async def test_submitter_secretary_and_publisher_were_shown_that_it_was_there(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.command("draft ITP-1")
        await town.cio.fill(UPLOAD)
        confirmed = "".join(getattr(part, "text", "") for part in town.cio.form.intro)
        for kind in (
            "deletion",
            "insertion",
            "move",
            "1 comment: “CANARY Jane Doe",
            "hidden passages",
            "pictures",
        ):
            assert kind in confirmed
        assert "DraftSubmitted" not in await town.entries()
        await town.cio.fill()
        await town.review()
        await town.cio.does("secretary ITP-1", passing_over="The court asks for it.")
        await town.settle()
        for person in (town.person("legal"), town.secretary):
            assert re.search(r"also held: \d+ deletions, .*1 comment", person.reads())
            await person.press("What the file held")
            assert "CANARY a whole paragraph" in said(person)
        await town.secretary.does("approve ITP-1")
        await town.settle()
        assert "1 comment" in town.publisher.reads()


async def test_a_change_of_words_is_made_in_the_word_file_and_publishes_nothing_else(tmp_path: Path) -> None:
    async with at_the_secretary(tmp_path) as town:
        change: dict[str, Any] = {"old_words": "reports yearly", "new_words": "reports twice a year"}
        await town.secretary.does("approve-with-change ITP-1", **change)
        await town.publisher.does("adopt ITP-1", **ADOPTED)
        correction: dict[str, Any] = {"old_words": "30 days", "new_words": "thirty days", "reason": "Style"}
        await town.publisher.does("correct ITP-1", **correction)
        await town.secretary.does("approve-correction ITP-1")
        found = await public_bytes(town, tmp_path)
        assert leaks(found) == []
        assert word_files(found) == ["ITP-1-version-1.0.docx", "ITP-1-version-1.1.docx"]
        texts = [read_word(_whole(data)).text for data in found.values() if data[:4] == b"PK\3\4"]
        assert all("reports twice a year" in text for text in texts)
        assert sum("thirty days" in text for text in texts) == 2


async def test_until_the_publisher_gives_the_changed_file_the_old_one_says_what_it_is(tmp_path: Path) -> None:
    async with at_the_secretary(tmp_path) as town:
        await town.secretary.command("approve-with-change ITP-1")
        await town.secretary.fill(
            old_words="Each office reports yearly.", new_words="# Reports\n\nEach year."
        )
        shown = "".join(getattr(part, "text", "") for part in town.secretary.form.intro)
        assert "The Word file cannot be changed in the same way" in shown
        await town.secretary.fill()
        await town.settle()
        await town.publisher.command("home")
        assert "the Word file of D2 with the change in it" in said(town.publisher)
        await town.publisher.does("adopt ITP-1", **ADOPTED)
        found = await public_bytes(town, tmp_path)
        assert leaks(found) == []
        assert word_files(found) == ["ITP-1-version-1.0-before-the-change.docx"]
        assert b"as approved, before this change" in found["/library/ITP-1/index.html"]
        wrong = {"file": Upload("x.docx", WORD, everything())}
        await town.publisher.command("word-file ITP-1")
        await town.publisher.fill(wrong)
        assert "does not read as version 1.0 was approved" in town.publisher.problems["file"]
