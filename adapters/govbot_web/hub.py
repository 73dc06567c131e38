"""Who is looking, and what they have yet to be told: one short queue for each open page."""

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
    """An open page of one person; None among its notices means that it must start again."""

    person: str
    notices: asyncio.Queue[Notice | None] = field(default_factory=lambda: asyncio.Queue(MOST))


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
                self._put(page, notice)

    def close(self) -> None:
        """Let every page go."""
        for page in tuple(self._pages):
            self._put(page, None)

    def _put(self, page: Page, notice: Notice | None) -> None:
        try:
            page.notices.put_nowait(notice)
        except asyncio.QueueFull:
            self._pages.discard(page)
            while not page.notices.empty():
                page.notices.get_nowait()
            page.notices.put_nowait(None)
