"""Serves the Library's pages from the record: read-only, for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from govbot.core.process import Process
from govbot.documents.worker_process import JobFailed
from govbot.library.page_cache import PageCache
from govbot.library.pages import (
    index_page,
    not_found_page,
    policy_page,
    redline_page,
    style_sheet,
    version_page,
)
from govbot.library.shelf import Shelved, Version, slug
from govbot.library.shelving import shelved, site_of
from govbot.record import DamagedDocument, Record, Tx

ROOT = "/library/"
DAMAGED = "This text or file is missing from the record, or is not as it was approved. So it is not shown."
NOT_DRAWN = "This page cannot be drawn at the moment. Open it again in a minute."
MOST = 1000
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class LibraryPages:
    """The routes of the Library."""

    def __init__(self, record: Record, process: Process) -> None:
        self._record = record
        self._cache = PageCache()
        self._process = process
        self._site = site_of(process, ROOT)

    def mount(self, app: web.Application) -> None:
        app.router.add_get("/library", self._home)
        app.router.add_get(f"{ROOT}", self._index)
        app.router.add_get(f"{ROOT}index.html", self._index)
        app.router.add_get(f"{ROOT}library.css", self._style)
        app.router.add_get(ROOT + "{policy}/", self._policy)
        app.router.add_get(ROOT + "{policy}/index.html", self._policy)
        app.router.add_get(ROOT + "{policy}/{version}/index.html", self._version)
        app.router.add_get(ROOT + "{policy}/{version}/changes.html", self._changes)
        app.router.add_get(ROOT + "{policy}/{version}/text.md", self._text)
        app.router.add_get(ROOT + "{policy}/{version}/original/{name}", self._original)
        app.router.add_get(ROOT + "{elsewhere:.*}", self._nowhere)

    async def _home(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(ROOT)

    async def _index(self, request: web.Request) -> web.Response:
        shelf = await self._record.read(self._shelf)
        return _html(index_page(shelf, self._site, request.query.get("q", "")[:200]))

    async def _style(self, request: web.Request) -> web.Response:
        return web.Response(text=style_sheet(), content_type="text/css", headers=HEADERS)

    async def _policy(self, request: web.Request) -> web.Response:
        policy, _ = await self._find(request)
        return await self._drawn(request, policy_page, policy) if policy else self._missing()

    async def _version(self, request: web.Request) -> web.Response:
        policy, version = await self._find(request)
        if not policy or not version:
            return self._missing()
        return await self._drawn(request, version_page, policy, version)

    async def _changes(self, request: web.Request) -> web.Response:
        policy, version = await self._find(request)
        if not policy or not version or policy.before(version) is None:
            return self._missing()
        if policy.compared_with(version) is None:
            return _damaged()
        return await self._drawn(request, redline_page, policy, version)

    async def _text(self, request: web.Request) -> web.Response:
        policy, version = await self._find(request)
        if not policy or not version:
            return self._missing()
        if version.damaged:
            return _damaged()
        return web.Response(text=version.text, content_type="text/plain", charset="utf-8", headers=HEADERS)

    async def _original(self, request: web.Request) -> web.Response:
        policy, version = await self._find(request)
        if not policy or not version:
            return self._missing()
        try:
            data = await self._record.read(lambda tx: tx.documents.data(version.sha256))
        except DamagedDocument:
            return _damaged()
        attached = {**HEADERS, "Content-Disposition": f'attachment; filename="{slug(version.original)}"'}
        return web.Response(body=data, content_type="application/octet-stream", headers=attached)

    async def _drawn(self, request: web.Request, draw: Callable[..., str], *facts: Any) -> web.Response:
        """A page from memory, or drawn beside the event loop; 304 where the reader has it already."""
        try:
            page = await self._cache.page(draw, *facts, self._site)
        except JobFailed:
            return web.Response(text=NOT_DRAWN, status=503, headers={**HEADERS, "Retry-After": "60"})
        headers = {**HEADERS, "ETag": f'"{page.etag}"', "Cache-Control": "public, max-age=60"}
        if any(tag.value in (page.etag, "*") for tag in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        return web.Response(body=page.body, content_type="text/html", charset="utf-8", headers=headers)

    async def _nowhere(self, request: web.Request) -> web.Response:
        """Nothing of the Library has this address: its own page says so, and leads back."""
        return self._missing()

    def _missing(self) -> web.Response:
        return _html(not_found_page(self._site), 404)

    def _shelf(self, tx: Tx) -> list[Shelved]:
        listed = (tx.state(f"policy:{one.id}")[0] for one in tx.policies.matching("", MOST))
        return [found for policy in listed if (found := shelved(policy, self._process, tx.documents.text))]

    async def _find(self, request: web.Request) -> tuple[Shelved | None, Version | None]:
        """The policy, and the version where the address names one."""
        stream = f"policy:{request.match_info['policy']}"

        def look(tx: Tx) -> Any:
            return (
                shelved(tx.state(stream)[0], self._process, tx.documents.text) if tx.exists(stream) else None
            )

        policy: Shelved | None = await self._record.read(look)
        name = request.match_info.get("version", "")
        versions = policy.versions if policy else ()
        return policy, next((one for one in versions if f"v{slug(one.number)}" == name), None)


def _damaged() -> web.Response:
    """What a document's page says where the document fails; all other pages go on."""
    return web.Response(text=DAMAGED, status=503, headers={**HEADERS, "Cache-Control": "no-store"})


def _html(page: str, status: int = 200) -> web.Response:
    return web.Response(text=page, content_type="text/html", charset="utf-8", status=status, headers=HEADERS)
