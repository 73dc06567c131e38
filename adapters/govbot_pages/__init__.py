"""Pages behind links from chat: what the bot shows of them, drawn as HTML, with no rule and no standing in it.

The folder's rule: whether a page is open, and what stands on it, the bot says; here it is drawn and guarded.
"""

from __future__ import annotations

from govbot.bot import Pages
from govbot_pages.adapter import PagesAdapter

__all__ = ["PagesAdapter", "build"]


def build(pages: Pages) -> PagesAdapter:
    """The adapter for one address: `mount` its routes."""
    return PagesAdapter(pages)
