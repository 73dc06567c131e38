"""Unseen signs that turn text or drive a terminal: taken out of what people write, shown where it is printed."""

from __future__ import annotations

import unicodedata

# They turn the direction of what follows: they make a name read as another.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = ("Cc", "Cs", "Cn")


def is_harmful(sign: str) -> bool:
    """Whether a sign turns what follows, is a control character, or is none at all; tabs and line breaks are fine."""
    return sign not in "\n\t" and (sign in TURNING or unicodedata.category(sign) in UNSEEN)


def without_harmful(text: str) -> str:
    """The text without such signs."""
    return "".join(sign for sign in text if not is_harmful(sign))


def printable(text: str) -> str:
    """The text with such signs written as escapes, so that a terminal or a log shows them and obeys none."""
    return "".join(ascii(sign)[1:-1] if is_harmful(sign) else sign for sign in text)
