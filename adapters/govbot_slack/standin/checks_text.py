"""Slack's checks of a text object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def units(text: str) -> int:
    """UTF-16 units: the longest way of counting."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_problems(text: dict[str, Any], most: int) -> Iterator[str]:
    """Problems of a text object of at most so many characters."""
    if text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{text.get('type')}: no text"
    elif not 0 < units(text.get("text", "")) <= most:
        yield f"text: {units(text.get('text', ''))} characters, not between 1 and {most}"


def plain_problems(owner: dict[str, Any], name: str, most: int) -> Iterator[str]:
    """Problems of a `plain_text` object where there is one."""
    text = owner.get(name)
    if text is None:
        return
    if text.get("type") != "plain_text":
        yield f"{name}: must be plain_text"
    for problem in text_problems(text, most):
        yield f"{name}: {problem}"
