"""Answers with validators: a reader who has the page already is told so, without it (RFC 9110, 13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime

from aiohttp import web


def answer(
    request: web.Request,
    body: bytes,
    etag: str,
    modified: datetime | None,
    headers: Mapping[str, str],
    content_type: str = "text/html",
) -> web.Response:
    """The page, or 304 where the request's validators name this very page. `modified` is in UTC."""
    sent = {**headers, "ETag": f'"{etag}"', "Cache-Control": "public, max-age=60"}
    if modified is not None:
        sent["Last-Modified"] = format_datetime(modified.astimezone(UTC), usegmt=True)
    if has_already(request, etag, modified):
        return web.Response(status=304, headers=sent)
    charset = "utf-8" if content_type.startswith("text/") else None
    return web.Response(body=body, content_type=content_type, charset=charset, headers=sent)


def has_already(request: web.Request, etag: str, modified: datetime | None) -> bool:
    """Whether the reader has this page: by its tag, or by its date where no tag is sent."""
    if "If-None-Match" in request.headers:
        return any(tag.value in (etag, "*") for tag in request.if_none_match or ())
    since = request.if_modified_since
    return since is not None and modified is not None and modified.replace(microsecond=0) <= since
