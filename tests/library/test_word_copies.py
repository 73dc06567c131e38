"""The Library offers clean copies of Word files: made when they are first needed, kept, checked; never an original."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from govbot.cli.main import app
from govbot.core.grammar import Document
from govbot.core.workflow import events as e
from govbot.documents import read_upload
from govbot.documents.clean import make_copy
from govbot.library import word_copies
from govbot.library.word_copies import BEFORE, CLEAN, NONE
from govbot.record import Tx
from tests.documents.pieces import CANARY, gone, p, r, word_file
from tests.documents.test_clean_copies import told
from tests.library.shelves import ACTING, Shelves, adopted, shelves
from tests.places import tamper_with

pytestmark = pytest.mark.check("S57")
ORIGINAL = word_file(p(r("Agencies ") + gone() + r("must report.")))


@asynccontextmanager
async def adopted_word(folder: Path, first: Document, second: Document) -> AsyncIterator[Shelves]:
    """A policy whose first version is adopted from one document, and corrected to the other."""
    async with shelves(folder) as library:

        def write(tx: Tx) -> None:
            tx.documents.store(first)
            tx.documents.store(second)
            tx.append("policy:ITP-1", ACTING, adopted("Reports", first.paper, second.paper))

        await library.record.write(write)
        yield library


def corrected(document: Document) -> Document:
    """The document with a word replaced, as Markdown: how corrections were kept at first."""
    return read_upload("ITP-1-1.1.md", "", document.text.replace("must", "shall").encode())


async def read(library: Shelves, path: str) -> tuple[int, bytes]:
    async with library.client.get(f"/library/{path}") as answer:
        return answer.status, await answer.read()


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'library.db'}"


async def govbot(*words: str) -> Result:
    """The command, in a thread of its own: it runs an event loop."""
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, list(words)))


async def word_links(library: Shelves, path: str) -> set[str]:
    _, page = await read(library, path)
    return set(re.findall(r'href="/library/([^"]+\.docx)"', page.decode()))


async def test_a_version_from_word_offers_a_clean_copy_named_after_it(tmp_path: Path) -> None:
    document = read_upload("Jane's draft.docx", "", ORIGINAL)
    async with adopted_word(tmp_path, document, corrected(document)) as library:
        _, page = await read(library, "ITP-1/v1.0/index.html")
        assert CLEAN.replace("'", "&#39;") in page.decode()
        assert document.paper.sha256 in page.decode()
        assert "Jane" not in page.decode()
        assert {"ITP-1/v1.0/ITP-1-version-1.0.docx"} == await word_links(library, "ITP-1/v1.0/index.html")
        status, copy = await read(library, "ITP-1/v1.0/ITP-1-version-1.0.docx")
        assert (status, told(copy)) == (200, [])
        assert document.text == read_upload("x.docx", "", copy).text
        assert sha256(copy).hexdigest() in page.decode()


async def test_an_original_is_offered_nowhere_and_its_old_address_leads_to_the_page(tmp_path: Path) -> None:
    document = read_upload("draft.docx", "", ORIGINAL)
    async with adopted_word(tmp_path, document, corrected(document)) as library:
        async with library.client.get("/library/ITP-1/v1.0/original/draft.docx") as answer:
            assert (answer.status, answer.url.path) == (200, "/library/ITP-1/v1.0/index.html")
        assert (await read(library, "ITP-1/v1.0/draft.docx"))[0] == 404
        assert (await read(library, "ITP-1/v1.0/ITP-1-version-1.1.docx"))[0] == 404


async def test_an_old_correction_is_made_in_the_copy_of_the_word_file(tmp_path: Path) -> None:
    document = read_upload("draft.docx", "", ORIGINAL)
    async with adopted_word(tmp_path, document, corrected(document)) as library:
        _, copy = await read(library, "ITP-1/v1.1/ITP-1-version-1.1.docx")
        assert corrected(document).text == read_upload("x.docx", "", copy).text
        assert told(copy) == []


async def test_a_correction_that_word_cannot_take_is_said_to_be_missing_from_the_file(tmp_path: Path) -> None:
    document = read_upload("draft.docx", "", ORIGINAL)
    another = read_upload("x.md", "", document.text.replace("must", "# shall\n\nand must").encode())
    async with adopted_word(tmp_path, document, another) as library:
        _, page = await read(library, "ITP-1/")
        assert BEFORE.replace("'", "&#39;") in page.decode()
        assert "(as approved, before this change)" in page.decode()
        assert {"ITP-1/v1.1/ITP-1-version-1.1-before-the-change.docx"} == await word_links(library, "ITP-1/")
        given = read_upload("x.docx", "", ORIGINAL)
        event = e.WordFileGiven(of="1.1", text_sha256=another.paper.text_sha256, paper=given.paper)
        await library.grow(1, event)
        _, page = await read(library, "ITP-1/")
        assert NONE in page.decode()  # it does not read as the approved text


async def test_a_copy_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_upload("draft.docx", "", ORIGINAL)
    made: list[int] = []

    async def counted(*args: str) -> object:
        made.append(1)
        return await make_copy(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(word_copies, "make_copy", counted)
    async with adopted_word(tmp_path, document, corrected(document)) as library:
        for path in ("ITP-1/v1.0/index.html", "ITP-1/v1.0/index.html", "ITP-1/v1.0/ITP-1-version-1.0.docx"):
            assert (await read(library, path))[0] == 200
    assert made == [1]


async def test_where_no_copy_can_be_made_the_page_says_so_and_offers_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*args: str) -> str:
        return "can't be copied."

    monkeypatch.setattr(word_copies, "make_copy", never)
    document = read_upload("draft.docx", "", ORIGINAL)
    async with adopted_word(tmp_path, document, corrected(document)) as library:
        _, page = await read(library, "ITP-1/v1.0/index.html")
        assert NONE in page.decode()
        assert set() == await word_links(library, "ITP-1/v1.0/index.html")
        assert (await read(library, "ITP-1/v1.0/ITP-1-version-1.0.docx"))[0] == 404
        assert (await read(library, "ITP-1/v1.0/text.md"))[0] == 200


@pytest.mark.check("S60")
@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE documents SET data = x'00' WHERE sha256 = '{copy}'", "The document {copy} was changed."),
        ("DELETE FROM documents WHERE sha256 = '{copy}'", "The document {copy}, the clean copy of"),
        ("UPDATE clean_copies SET sha256 = '{original}', original = 'x'", "it is a file that was handed in"),
        ("UPDATE clean_copies SET sha256 = '{original}'", "The clean copy of the Word file {original} holds"),
    ],
)
async def test_a_clean_copy_that_was_changed_removed_or_exchanged_is_told(
    tmp_path: Path, sql: str, sentence: str
) -> None:
    document = read_upload("draft.docx", "", ORIGINAL)
    async with adopted_word(tmp_path, document, corrected(document)) as library:
        _, copy = await read(library, "ITP-1/v1.0/ITP-1-version-1.0.docx")
        url = url_of(tmp_path)
    names = {"copy": sha256(copy).hexdigest(), "original": document.paper.sha256}
    assert (await govbot("verify", "--database", url)).exit_code == 0
    tamper_with(tmp_path / "library.db", sql.format(**names))
    ran = await govbot("verify", "--database", url)
    assert ran.exit_code == 1
    assert sentence.format(**names) in " ".join(ran.output.split())


async def test_the_library_that_is_written_to_a_folder_has_no_original_in_it(tmp_path: Path) -> None:
    document = read_upload("draft.docx", "", ORIGINAL)
    async with adopted_word(tmp_path, document, corrected(document)):
        url = url_of(tmp_path)
    ran = await govbot("library", str(tmp_path / "out"), "--database", url)
    assert ran.exit_code == 0, ran.output
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {"ITP-1-version-1.0.docx", "ITP-1-version-1.1.docx"} <= set(files)
    assert [name for name, data in files.items() if name.endswith(".docx") and told(data)] == []
    assert [name for name, data in files.items() if CANARY.encode() in data] == []
