"""What every request must show first, what every answer carries, and the secret that one browser keeps."""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from aiohttp import web

from govbot.bot import PAGES_ROOT

COOKIE = "govbot_page"
ASKING = (
    "govbot_page_again"  # where the link was opened in another browser, or not in time: to ask for a new one
)
KEPT_ON = timedelta(days=1)  # after a page has closed: whoever had it open may ask for a new link
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}  # RFC 6797: one year
_PORTS = {"http": "80", "https": "443"}


class Guard:
    """Knows the one address at which pages are served."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        self._base = base
        self._hosts = {parts.netloc}
        if parts.port is None:
            self._hosts.add(f"{parts.netloc}:{_PORTS[parts.scheme]}")
        self._secure = parts.scheme == "https"
        self.headers = HEADERS | (HTTPS_ONLY if self._secure else {})

    def is_ours(self, request: web.Request) -> bool:
        """Whether a request names our host, and a form comes from our own page.

        Under `Referrer-Policy: no-referrer` a browser sends "Origin: null" with our own forms too
        (https://fetch.spec.whatwg.org/#append-a-request-origin-header): then `Sec-Fetch-Site` says it, and
        in any case the form's own proof, which no other page can know.
        """
        if request.headers.get("Host", "").lower() not in self._hosts:
            return False
        if request.method in ("GET", "HEAD"):
            return True
        origin = request.headers.get("Origin", "null").lower()
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        return origin in (self._base, "null") and site == "same-origin"

    def keep(
        self, response: web.StreamResponse, id: str, browser: str, good_for: timedelta, cookie: str = COOKIE
    ) -> None:
        """Leave a secret of the page in the browser: for this page's path, out of every script's reach."""
        response.set_cookie(
            cookie, browser, path=f"{PAGES_ROOT}/{id}", max_age=int((good_for + KEPT_ON).total_seconds()),
            httponly=True, samesite="Strict", secure=self._secure,
        )  # fmt: skip


def proof(browser: str, id: str) -> str:
    """What a form of this page must carry: only who can read the page, or the cookie, knows it."""
    return sha256(f"govbot page\n{id}\n{browser}".encode()).hexdigest()


def proves(given: str, browser: str, id: str) -> bool:
    return bool(browser) and hmac.compare_digest(given.encode(), proof(browser, id).encode())
