"""Too much, too slow, too deep, or a zip bomb, at the upload page: refused, with memory bounded."""

from __future__ import annotations

import asyncio
import gzip
import io
import tracemalloc
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from govbot.core.cards import pages as say
from govbot_pages import upload
from tests.pages.given import OWN_FORM, Browser, Place, Seen, link_on, place_at

pytestmark = pytest.mark.check("S42")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with place_at("reviewed", tmp_path) as opened:
        yield opened


async def opened(place: Place) -> tuple[Browser, Seen]:
    await place.town.cio.command("upload ITP-1")
    browser = place.browser()
    return browser, await browser.open(link_on(place.town.cio.card))


async def test_a_file_of_more_than_ten_megabytes_is_refused(place: Place) -> None:
    browser, page = await opened(place)
    for size in (upload.FILE_BYTES + 1, upload.REQUEST_BYTES + 1):
        refused = await browser.press(page, fields={"answer:file": ("d.md", b"x" * size)})
        assert (refused.status, say.TOO_LARGE in refused.words) == (413, True)


async def test_a_zip_bomb_named_as_a_word_file_is_refused_at_its_field(place: Place) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"\0" * (200 * 2**20))
    browser, page = await opened(place)
    tracemalloc.start()
    refused = await browser.press(page, fields={"answer:file": ("d.docx", packed.getvalue())})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (refused.status, "unpacks to far more" in refused.words) == (422, True)
    assert most < 60 * 2**20


async def test_a_packed_request_is_unpacked_no_further_than_its_limit(place: Place) -> None:
    browser, page = await opened(place)
    body = b'--b\r\nContent-Disposition: form-data; name="answer:file"; filename="d.md"\r\n\r\n'
    body = gzip.compress(body + b"x" * (64 * 2**20) + b"\r\n--b--\r\n")
    headers = {**OWN_FORM, "Content-Type": "multipart/form-data; boundary=b", "Content-Encoding": "gzip"}
    action = page.forms[0]["action"]
    async with browser.session.post(place.base + action, data=body, headers=headers) as answer:
        assert answer.status == 413


MULTIPART = "multipart/form-data; boundary=b"
NAMED = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
NESTED = b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"[" * 100_000),
        ("text/plain", b"x"),
        ("multipart/form-data", b"x"),
        (MULTIPART, b"no boundary at all"),
        (MULTIPART, b"--b\r\n\r\nx\r\n--b--\r\n"),
        (MULTIPART, NESTED),
        (MULTIPART, NAMED + b"x" * 70_000 + b"\r\n--b--\r\n"),
        (MULTIPART, (NAMED + b"x\r\n") * 1600 + b"--b--\r\n"),
    ],
)
async def test_what_is_no_form_of_ours_is_refused_in_a_sentence(place: Place, kind: str, body: bytes) -> None:
    browser, page = await opened(place)
    action = page.forms[0]["action"]
    headers = {**OWN_FORM, "Content-Type": kind}
    async with browser.session.post(place.base + action, data=body, headers=headers) as answer:
        assert 400 <= answer.status < 500
        assert "Not open here" in await answer.text()
    assert (await browser.press(page, fields={"answer:text": "A text."})).status == 200


async def test_a_slow_body_is_given_up_and_others_go_on(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "SECONDS", 0.5)
    browser, page = await opened(place)
    host, port = place.base.removeprefix("http://").split(":")
    cookie = next(iter(browser.session.cookie_jar))
    head = (
        f"POST {page.forms[0]['action']} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 1000\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nCookie: govbot_page={cookie.value}\r\n\r\n--b"
    )
    slow = [await asyncio.open_connection(host, int(port)) for _ in range(upload.AT_ONCE)]
    for _, writer in slow:
        writer.write(head.encode())
        await writer.drain()
    await asyncio.sleep(0.1)
    crowded = await browser.press(page, fields={"answer:text": "A text."})
    assert (crowded.status, say.TOO_MANY in crowded.words) == (503, True)
    answers = [(await asyncio.wait_for(reader.read(200), 3)).split(b"\r\n")[0] for reader, _ in slow]
    assert answers == [b"HTTP/1.1 408 Request Timeout"] * upload.AT_ONCE
    assert (await browser.press(page, fields={"answer:text": "A text."})).status == 200
    for _, writer in slow:
        writer.close()
