"""What a link to a page carries: for whom, to which page, until when; sealed, so that a changed one is refused.

A pass gives no access by itself: it is redeemed once, into the browser that redeems it (decision 0011).
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from govbot.cards.pages import CHANGED
from govbot.grammar import Refused

PURPOSE = b"govbot: passes to pages"  # a key of its own: no button is a pass, and no pass a button
LONGEST = 3000  # characters: what Slack takes as the address of a button
ROOT = "/pages"


@dataclass(frozen=True, slots=True)
class Linking:
    """Where pages are reached, and how long links and pages are good."""

    base: str
    redeem_within: timedelta = timedelta(minutes=15)
    open_for: timedelta = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Pass:
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
class Passes:
    """Seals and opens passes with this installation's secret."""

    secret: bytes
    nonce: Callable[[], str]
    linking: Linking

    def issue(
        self, now: datetime, page: str, person: str, subject: str, about: str = "", form: str = ""
    ) -> Pass:
        until = (now + self.linking.redeem_within).isoformat()
        return Pass(self.nonce(), page, person, subject, about, until, form)

    def address(self, one: Pass) -> str:
        """The link; raises ValueError where it is longer than a chat takes."""
        link = f"{self.linking.base}{ROOT}/{one.id}/open/{self.token(one)}"
        if len(link) > LONGEST:
            raise ValueError("The link to a page is too long for a chat.")
        return link

    def token(self, one: Pass) -> str:
        plain = json.dumps(astuple(one), ensure_ascii=False, separators=(",", ":")).encode()
        return f"{_written(plain)}.{_written(self._mac(plain))}"

    def read(self, token: str) -> Pass:
        """The pass that this token stands for; refused where it was not made here."""
        body, _, mac = token.partition(".")
        try:
            plain, given = _unwritten(body), _unwritten(mac)
        except (ValueError, binascii.Error):
            raise Refused(CHANGED) from None
        if not hmac.compare_digest(self._mac(plain), given):
            raise Refused(CHANGED)
        return Pass(*json.loads(plain))

    def _mac(self, plain: bytes) -> bytes:
        key = hmac.digest(self.secret, PURPOSE, "sha256")
        return hmac.digest(key, plain, "sha256")


def _written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unwritten(text: str) -> bytes:
    found = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
    if _written(found) != text:  # one text for one value
        raise ValueError(text)
    return found
