"""Makes the files of a card's pictures, in a child process, for chats that draw no SVG."""

from __future__ import annotations

from dataclasses import replace

import structlog

from govbot.core.cards.vocabulary import Card, Part, Picture
from govbot.documents.picture_png import picture_png
from govbot.documents.worker_process import JobFailed, shared_pool

log = structlog.get_logger("govbot.runtime.picture_files")


async def with_files(card: Card) -> Card:
    """The card with the files of its pictures; a picture that cannot be made is left without one."""
    if not any(isinstance(part, Picture) for part in card.parts):
        return card
    return replace(card, parts=tuple([await _with_file(part) for part in card.parts]))


async def _with_file(part: Part) -> Part:
    if not isinstance(part, Picture):
        return part
    try:
        return replace(part, png=await shared_pool().run(picture_png, part.svg))
    except JobFailed as failed:
        log.warning("a picture was not made", why=str(failed))
        return part
