"""Who is looking, and what they have yet to be told: a short list for each open page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 500  # a page that has fallen this far behind is let go; it comes back and reads everything again


@dataclass(frozen=True, slots=True)
class Notice:
    """Something changed: a `message`, one `gone`, the `rooms`, the `clock`, or the `world` at large."""

    kind: str
    about: str = ""


@dataclass(eq=False, slots=True)
class Page:
    """An open page of one person, and what it has yet to be told, each thing once."""

    person: str
    _pending: dict[Notice | None, None] = field(default_factory=dict)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, notice: Notice | None) -> None:
        """Tell it at the next moment; None lets it go, as does having fallen too far behind."""
        if len(self._pending) >= MOST:
            self._pending.clear()
            notice = None
        self._pending[notice] = None
        self._more.set()

    async def next(self) -> Notice | None:
        """What is told next, once there is something; None when the page must go."""
        await self._more.wait()
        notice = next(iter(self._pending))
        del self._pending[notice]
        if not self._pending:
            self._more.clear()
        return notice


class Hub:
    """Tells open pages what changed."""

    def __init__(self) -> None:
        self._pages: set[Page] = set()

    @contextmanager
    def watching(self, person: str) -> Iterator[Page]:
        """A page of this person, while it is open."""
        page = Page(person)
        self._pages.add(page)
        try:
            yield page
        finally:
            self._pages.discard(page)

    def people(self) -> set[str]:
        """Those who have a page open."""
        return {page.person for page in self._pages}

    def tell(self, notice: Notice, person: str = "") -> None:
        """Tell the pages of one person, or all."""
        for page in tuple(self._pages):
            if person in ("", page.person):
                page.put(notice)

    def close(self) -> None:
        """Let every page go."""
        for page in tuple(self._pages):
            page.put(None)
