"""Links to pages: for whom, to which page, until when; signed, so that a changed one is refused.

A link gives no access by itself: it is redeemed once, into the browser that redeems it (decision 0011).
"""

from __future__ import annotations

import binascii
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from govbot.bot import base64url
from govbot.core.cards.pages import CHANGED
from govbot.core.grammar import Refusal

PURPOSE = b"govbot: passes to pages"  # a key of its own: no button is a link, and no link a button
BROWSERS = b"govbot: browsers of pages"
LONGEST = 3000  # characters: the longest address that every chat takes for a button
ROOT = "/pages"


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Where pages are reached, and how long links and pages are good."""

    base: str
    redeem_within: timedelta = timedelta(minutes=15)
    open_for: timedelta = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class PageLink:
    """`id` names the page's address once it is open, and is no secret. `until`: ISO, UTC, to redeem it.

    `form` is the token of the form that a page of the kind "form" hands in.
    """

    id: str
    page: str
    person: str
    subject: str
    about: str
    until: str
    form: str = ""

    @property
    def ends(self) -> datetime:
        return datetime.fromisoformat(self.until)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Makes and reads links with this installation's secret."""

    secret: bytes
    nonce: Callable[[], str]
    linking: LinkSettings

    def issue(
        self, now: datetime, page: str, person: str, subject: str, about: str = "", form: str = ""
    ) -> PageLink:
        """A new link for this person; `now` is UTC."""
        until = (now + self.linking.redeem_within).isoformat()
        return PageLink(self.nonce(), page, person, subject, about, until, form)

    def address(self, link: PageLink) -> str:
        """The link's address; raises ValueError where it is longer than a chat takes."""
        address = f"{self.linking.base}{ROOT}/{link.id}/open/{self.token(link)}"
        if len(address) > LONGEST:
            raise ValueError("The link to a page is too long for a chat.")
        return address

    def token(self, link: PageLink) -> str:
        """The link's facts and their MAC, as its address carries them."""
        plain = json.dumps(astuple(link), ensure_ascii=False, separators=(",", ":")).encode()
        return f"{base64url.to_text(plain)}.{base64url.to_text(self._mac(plain))}"

    def read(self, token: str) -> PageLink:
        """The link of this token; raises Refusal where it was not made here."""
        body, _, mac = token.partition(".")
        try:
            plain, given = base64url.from_text(body), base64url.from_text(mac)
        except (ValueError, binascii.Error):
            raise Refusal(CHANGED) from None
        if not hmac.compare_digest(self._mac(plain), given):
            raise Refusal(CHANGED)
        return PageLink(*json.loads(plain))

    def new_browser(self, id: str) -> str:
        """A secret for one browser and the page of this id, signed, so that no other secret is taken for ours."""
        random = secrets.token_urlsafe(32)
        return f"{random}.{base64url.to_text(self._mac(_browser(id, random), BROWSERS))}"

    def issued(self, id: str, browser: str) -> bool:
        """Whether this browser's secret was made by `new_browser` for this page."""
        random, _, mac = browser.partition(".")
        try:
            given = base64url.from_text(mac)
        except (ValueError, binascii.Error):
            return False
        return hmac.compare_digest(self._mac(_browser(id, random), BROWSERS), given)

    def _mac(self, plain: bytes, purpose: bytes = PURPOSE) -> bytes:
        key = hmac.digest(self.secret, purpose, "sha256")
        return hmac.digest(key, plain, "sha256")


def _browser(id: str, random: str) -> bytes:
    return f"{id}\n{random}".encode()
