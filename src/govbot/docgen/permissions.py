"""The page of everything that the apps ask for, each with its reason: for whoever has to allow it."""

from __future__ import annotations

from collections.abc import Iterable

INTRO = """# What the apps ask for

Every scope and permission with its reason, for whoever has to allow them.
**None lets govbot read what people say to each other** in channels, rooms and group chats:
there it hears what mentions it, and nothing else.
[Why, and what that costs.](decisions/{decision})
"""
DECISION = "0010-no-history-among-others.md"


def permissions_page(sections: Iterable[str]) -> str:
    """The page, in Markdown; each chat's own section follows the introduction."""
    return "\n\n".join((INTRO.format(decision=DECISION).rstrip(), *sections)) + "\n"
