"""The longer words of a text, by which needs are compared. Pure."""

from __future__ import annotations

import re

# Words that stand in many titles and tell nothing.
USUAL = frozenset(
    {
        "policy", "policies", "need", "needs", "standard", "standards", "guidance", "their", "there", "these", "those",
        "which", "about", "should", "would", "could", "other", "state", "government", "with", "from", "that", "this",
        "must", "have", "been", "they", "when", "where", "into", "more", "than", "also", "because",
    }
)  # fmt: skip
WORD = re.compile(r"[^\W\d_]{4,}")


def longer_words(text: str) -> tuple[str, ...]:
    """The longer words of a text, each once, in lower case, without those that tell nothing."""
    found = (word.casefold() for word in WORD.findall(text))
    return tuple(dict.fromkeys(word for word in found if word not in USUAL))
