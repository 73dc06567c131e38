"""Signed tokens: the values of buttons and forms, with a MAC, so that a forged one is refused.

A value names an action, its subject, its item, and what it is bound to; its nonce makes a second
delivery of the same press the same request.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, unquote

from govbot.core.grammar import Refusal

FORGED = (
    "This button or form was not made here, or was changed on its way; nothing was recorded. "
    "Open a current card with “/gov”."
)
PARTS = 10


@dataclass(frozen=True, slots=True)
class SignedToken:
    """The signed contents of a button's or a form's value.

    `action` is an action's name, or "show NAME". `card` is the kind of card that the button stands on. `mode` is
    "" or "later" (entered for somebody else, or for an earlier day); `entered_for` is then the id of the person
    who acted, once known. `seen` is the digest of the preview that was shown; `note` names the kept words to file.
    """

    action: str
    subject: str = ""
    about: str = ""
    bound: str = ""
    card: str = ""
    mode: str = ""
    seen: str = ""
    note: str = ""
    entered_for: str = ""
    nonce: str = ""


@dataclass(frozen=True, slots=True)
class TokenSigner:
    """Signs and reads tokens with this installation's secret."""

    secret: bytes
    nonce: Callable[[], str]

    def sign(self, token: SignedToken) -> str:
        """The value of a button or form: plain parts, then their MAC. A token without a nonce gets a fresh one."""
        parts = (
            token.action, token.subject, token.about, token.bound, token.card, token.mode, token.seen,
            token.note, token.entered_for, token.nonce or self.nonce(),
        )  # fmt: skip
        plain = "|".join([quote(part, safe=" :/") if part else "" for part in parts])
        return f"{plain}|{self._mac(plain)}"

    def read(self, value: str) -> SignedToken:
        """The token of a value; raises Refusal where it was not signed here."""
        plain, _, mac = value.rpartition("|")
        parts = plain.split("|")
        if len(parts) != PARTS or not hmac.compare_digest(
            self._mac(plain).encode(), mac.encode("utf-8", "replace")
        ):
            raise Refusal(FORGED)
        return SignedToken(*(unquote(part) for part in parts))

    def _mac(self, plain: str) -> str:
        return hmac.digest(self.secret, plain.encode("utf-8", "replace"), "sha256").hex()[:32]


def request_key(person: str, token: SignedToken) -> str:
    """The key of a request: the same press or form, delivered twice, has the same key."""
    text = "\n".join((person, token.action, token.subject, token.entered_for, token.nonce))
    return sha256(text.encode()).hexdigest()
