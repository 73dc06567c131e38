"""What every request must show first: that it comes from this machine's own page."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

TOKEN_HEADER = "X-CSRF-Token"  # noqa: S105  # the name of a header
HOSTS = ("127.0.0.1", "localhost", "::1")
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "object-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

ELSEWHERE = (
    "The playground answers its own page on this machine alone: open it at http://127.0.0.1 and its port."
)
STALE = "The playground was started again since this page was opened: reload the page, then try again."


def new_token() -> str:
    """A token for this start: a page of another origin can't read it, so it can't write."""
    return secrets.token_urlsafe(24)


def guard(token: str, apart: str = "") -> Middleware:
    """A middleware that turns away what neither the playground's page nor a script with its token sent.

    What stands under `apart` on the same application has a guard of its own.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if apart and request.path.startswith(apart):
            return await handler(request)
        if not is_local(request):
            return no(403, ELSEWHERE)
        if request.method not in ("GET", "HEAD"):
            shown = request.headers.get(TOKEN_HEADER, "")
            if not hmac.compare_digest(shown.encode(), token.encode()):
                return no(403, STALE, token)
        return await handler(request)

    return check


def is_local(request: web.Request) -> bool:
    """Whether it arrived on loopback, for this host name and port, from this origin."""
    here = request.transport.get_extra_info("sockname") if request.transport else None
    if not here or not ipaddress.ip_address(here[0]).is_loopback:
        return False
    own, port = _host_port(f"//{request.headers.get('Host', '')}")
    if own not in HOSTS or (port or 80) != here[1]:
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return request.method in ("GET", "HEAD") and request.headers.get("Sec-Fetch-Site") != "cross-site"
    return origin.startswith("http://") and _host_port(origin) == (own, port)


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Add the headers that keep a page's contents inert, where the response has none of its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def no(status: int, sentence: str, token: str = "") -> web.Response:
    """A refusal, as the page reads it. A page that outlived a restart gets the new token with it, to ask again:
    no other origin comes this far, nor could it read the answer."""
    answer = {"reply": "sorry", "sentence": sentence, "card": None} | ({"fresh": token} if token else {})
    return web.json_response(answer, status=status)


def _host_port(address: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(address)
        return parts.hostname or "", parts.port
    except ValueError:
        return "", None
