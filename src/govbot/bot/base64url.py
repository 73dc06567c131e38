"""Bytes as text that stands in an address: base64url without padding (RFC 4648, section 5)."""

from __future__ import annotations

import base64


def to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """The bytes again; raises ValueError for anything that `to_text` does not write: one text for one value."""
    data = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
    if to_text(data) != text:
        raise ValueError(text)
    return data
