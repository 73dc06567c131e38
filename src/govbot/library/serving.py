"""Serves the Library's pages from the record: read-only, for everybody, from memory where nothing has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

from aiohttp import web

from govbot.core.days import local_day
from govbot.core.grammar import WORD
from govbot.core.process import Process
from govbot.documents.clean.shown import picture_of
from govbot.documents.tracked import in_word
from govbot.documents.worker_process import JobFailed, shared_pool
from govbot.library import conditional
from govbot.library.catalogue import Catalogue
from govbot.library.listing import listing
from govbot.library.lookup import NoSuchPage, find, with_texts
from govbot.library.page_cache import DrawnOnce, Page, drawn
from govbot.library.pages import (
    listing_page,
    not_found_page,
    policy_page,
    redline_page,
    style_sheet,
    version_page,
)
from govbot.library.pictures import picture_source
from govbot.library.shelf import Site, word_name
from govbot.library.shelving import site_of
from govbot.library.word_copies import LATER, WordCopies, WordFile
from govbot.record import DamagedDocument, Record

ROOT = "/library/"
DAMAGED = "This text or file is missing from the record, or is not as it was approved. So it is not shown."
NOT_DRAWN = "This page cannot be drawn at the moment. Open it again in a minute."
PICTURES = 32 * 2**20  # bytes of pictures that are kept
SEARCHES = 8 * 2**20  # bytes of results that are kept
UNKNOWN = "application/octet-stream"
MOST_KNOWN = 2_000  # versions of which it is remembered which Word file they have
MOST_TYPED = 200  # characters of a search
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
Handler = Callable[[web.Request], Awaitable[web.Response]]


class LibraryPages:
    """The routes of the Library."""

    def __init__(self, record: Record, process: Process) -> None:
        self._record, self._process = record, process
        self._catalogue = Catalogue(record, process)
        self._word_copies = WordCopies(record)
        self._word_files: dict[tuple[str, str, int], WordFile] = {}
        self._pages = DrawnOnce[Page](_size)
        self._pictures = DrawnOnce[tuple[str, bytes]](lambda drawn: len(drawn[1]), PICTURES)
        self._searches = DrawnOnce[Page](_size, SEARCHES)
        self._site = site_of(process, ROOT)
        self._not_found, self._style_sheet = not_found_page(self._site), style_sheet()

    def mount(self, app: web.Application) -> None:
        policy, version = ROOT + "{policy}/", ROOT + "{policy}/{version}/"
        routes: dict[str, Handler] = {
            "/library": self._home,
            ROOT: self._index,
            ROOT + "index.html": self._index,
            ROOT + r"page-{number:[1-9]\d{0,5}}.html": self._index,
            ROOT + "library.css": self._style,
            ROOT + r"templates/{name:[\w-]{1,80}}.{ending:docx|md}": self._template,
            policy: partial(self._policy, policy_page),
            policy + "index.html": partial(self._policy, policy_page),
            version + "index.html": partial(self._policy, version_page),
            version + "changes.html": partial(self._policy, redline_page),
            version + "text.md": self._text,
            version + r"appendix/{place:[\w.-]{1,120}}": self._appendix,
            version + "picture/{id:[0-9a-f]{16}}": self._picture,
            version + r"{name:[^/]+\.docx}": self._word,
            version + "original/{name}": self._original,
            ROOT + "{elsewhere:.*}": self._nowhere,
        }
        for path, handler in routes.items():
            app.router.add_get(path, self._found(handler))

    def _found(self, handler: Handler) -> Handler:
        """The handler; what it does not find is answered with the Library's own page, which leads back."""

        async def answer(request: web.Request) -> web.Response:
            try:
                return await handler(request)
            except NoSuchPage:
                return web.Response(
                    text=self._not_found,
                    status=404,
                    content_type="text/html",
                    charset="utf-8",
                    headers=HEADERS,
                )
            except DamagedDocument:
                return web.Response(
                    text=DAMAGED, status=503, headers={**HEADERS, "Cache-Control": "no-store"}
                )
            except JobFailed:
                return web.Response(text=NOT_DRAWN, status=503, headers={**HEADERS, "Retry-After": "60"})

        return answer

    async def _home(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(ROOT)

    async def _nowhere(self, request: web.Request) -> web.Response:
        raise NoSuchPage

    async def _style(self, request: web.Request) -> web.Response:
        return web.Response(text=self._style_sheet, content_type="text/css", headers=HEADERS)

    async def _index(self, request: web.Request) -> web.Response:
        shelf = await self._catalogue.current()
        query = " ".join(request.query.get("q", "")[:MOST_TYPED].split())
        number = int(request.match_info.get("number", "1"))
        site = await self._site_today()

        async def arguments() -> tuple[Any, ...]:
            policies = await asyncio.to_thread(shelf.matching, query) if query else shelf.policies
            try:
                listed = listing(policies, number, len(shelf.policies), query)
            except ValueError:
                raise NoSuchPage from None
            return listing_page, listed, site

        cache = self._searches if query else self._pages
        page = await cache.get(("list", shelf.extent, number, query, site.today), drawn, arguments)
        return conditional.answer(request, page.body, page.etag, shelf.modified, HEADERS)

    async def _site_today(self) -> Site:
        """The site as of the government's day, by the record's clock: pages say what is overdue."""
        now = await self._record.read(lambda tx: tx.now)
        return replace(self._site, today=local_day(now, self._process))

    async def _policy(self, draw: Callable[..., str], request: web.Request) -> web.Response:
        stream, name = _names(request)
        seq, modified = await self._record.read(lambda tx: (tx.head(stream), tx.recorded_at(stream)))
        if modified is None:
            raise NoSuchPage
        site = await self._site_today()
        word = WordFile() if draw is redline_page else await self._word_of(stream, name)

        async def arguments(*, damaged: bool = False) -> tuple[Any, ...]:
            policy, version = await self._record.read(
                lambda tx: with_texts(tx, self._process, stream, name, compared=draw is redline_page)
            )
            if version.damaged and not damaged:
                raise DamagedDocument(version.text_sha256)
            return (draw, policy, version, site) if name else (draw, policy, site)

        try:
            key = (draw.__name__, stream, seq, name, site.today, word)
            page = await self._pages.get(key, drawn, arguments)
        except DamagedDocument:
            if draw is redline_page:
                raise
            return await self._damaged(await arguments(damaged=True))
        return conditional.answer(request, page.body, page.etag, modified, HEADERS)

    async def _damaged(self, arguments: tuple[Any, ...]) -> web.Response:
        """A page without its text, which is kept nowhere: the text may be there again at the next request."""
        page = await shared_pool().run(drawn, *arguments)
        headers = {**HEADERS, "Cache-Control": "no-store"}
        return web.Response(body=page.body, content_type="text/html", charset="utf-8", headers=headers)

    async def _text(self, request: web.Request) -> web.Response:
        stream, name = _names(request)
        _, version = await self._record.read(lambda tx: find(tx, self._process, stream, name))
        return await self._document(request, version.text_sha256, "text/plain", HEADERS)

    async def _word(self, request: web.Request) -> web.Response:
        """The clean copy of a version's Word file, under its own name alone."""
        stream, name = _names(request)
        await self._word_of(stream, name)
        policy, version = await self._record.read(lambda tx: find(tx, self._process, stream, name))
        if not version.word or request.match_info["name"] != word_name(policy, version):
            raise NoSuchPage
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{word_name(policy, version)}"'}
        return await self._document(request, version.word, WORD, headers)

    async def _template(self, request: web.Request) -> web.Response:
        """A template of drafts, of the version that its name says."""
        name, ending = request.match_info["name"], request.match_info["ending"]
        template = next((each for each in self._process.templates if each.file_name == name), None)
        if template is None:
            raise NoSuchPage
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}.{ending}"'}
        if ending == "md":
            data, kind = template.text.encode(), "text/markdown"
        else:
            data, kind = await shared_pool().run(in_word, template.text), WORD
        return conditional.answer(request, data, f"{template.digest}-{ending}", None, headers, kind)

    async def _appendix(self, request: web.Request) -> web.Response:
        stream, name = _names(request)
        await self._word_of(stream, name)
        _, version = await self._record.read(lambda tx: find(tx, self._process, stream, name))
        place = request.match_info["place"]
        appendix = next((each for each in version.appendices if each.place == place and each.sha256), None)
        if appendix is None:
            raise NoSuchPage
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{place.partition("-")[2]}"'}
        return await self._document(request, appendix.sha256, appendix.media or UNKNOWN, headers)

    async def _picture(self, request: web.Request) -> web.Response:
        """A picture of a version's text, or of the version before it, which its redline shows."""
        stream, name = _names(request)
        id = request.match_info["id"]
        source = await self._record.read(lambda tx: picture_source(tx, stream, name, id))
        if source is None:
            raise NoSuchPage

        async def arguments() -> tuple[bytes, str, str]:
            file, text = source
            return await self._record.read(lambda tx: (tx.documents.data(file), tx.documents.text(text), id))

        media, data = await self._pictures.get((id, source[0]), picture_of, arguments)
        if not data:
            raise NoSuchPage
        return conditional.answer(request, data, id, None, HEADERS, media)

    async def _original(self, request: web.Request) -> web.Response:
        """The original files were here once; now the version's page says what is offered."""
        stream, name = _names(request)
        await self._record.read(lambda tx: find(tx, self._process, stream, name))
        raise web.HTTPMovedPermanently("../index.html", headers=HEADERS)

    async def _word_of(self, stream: str, name: str) -> WordFile:
        """The Word file of a version, made now where it has not been; `name` is the version's, "" the shown one's."""
        key = (stream, name, await self._record.read(lambda tx: tx.head(stream)))
        known = self._word_files.get(key)
        if known is None:
            _, version = await self._record.read(lambda tx: find(tx, self._process, stream, name))
            known = await self._word_copies.make(stream, version.number)
            if known.note != LATER:
                self._word_files = dict([*self._word_files.items()][-MOST_KNOWN:]) | {key: known}
        return known

    async def _document(
        self, request: web.Request, sha256: str, content_type: str, headers: dict[str, str]
    ) -> web.Response:
        """A document as it is kept; its hash is its tag, so a reader who has it causes no reading."""
        data = b""
        if not conditional.has_already(request, sha256, None):
            data = await self._record.read(lambda tx: tx.documents.data(sha256))
        return conditional.answer(request, data, sha256, None, headers, content_type)


def _size(page: Page) -> int:
    return len(page.body)


def _names(request: web.Request) -> tuple[str, str]:
    """The policy's stream, and the version's name, which is empty where the address has none."""
    return f"policy:{request.match_info['policy']}", request.match_info.get("version", "")
