"""The addresses of calendars: text/calendar for whoever has the address, as often as a client needs it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from aiohttp import web

from govbot.bot import CALENDAR_ROOT, CalendarFile, Calendars
from govbot_pages.guard import Guard

MOST_ASKED, WITHIN = 30, 60.0  # of one address, in so many seconds
MOST_REMEMBERED = 10_000
NONE = "There is no calendar here. Get its address in chat, with “/gov calendar”."
TOO_OFTEN = "This calendar is asked for too often. Ask again in a minute."
LONGEST = 1_000  # characters of an address


class Limit:
    """Counts what is asked for in each minute, by name; the names asked for last are remembered."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def is_over(self, name: str) -> bool:
        """Whether this was asked for too often; else it is counted."""
        now = self._clock()
        since, count = self._asked.pop(name, (now, 0))
        if now - since >= WITHIN:
            since, count = now, 0
        self._asked[name] = (since, count + 1)
        while len(self._asked) > MOST_REMEMBERED:
            self._asked.popitem(last=False)
        return count >= MOST_ASKED


class CalendarRoutes:
    """The routes of calendars, beside those of the pages."""

    def __init__(self, calendars: Calendars, guard: Guard) -> None:
        self._calendars, self._guard = calendars, guard
        self._limit = Limit()

    def mount(self, app: web.Application) -> None:
        """Add the routes; there is nothing else under their root."""
        app.router.add_get(CALENDAR_ROOT + "/{token}.ics", self._answer)
        app.router.add_get(CALENDAR_ROOT + "{rest:(/.*)?}", self._missing)

    async def _answer(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        if not self._guard.is_ours(request) or len(token) > LONGEST or not self._calendars.made_here(token):
            return self._said(NONE, 404)
        if self._limit.is_over(token):
            return self._said(TOO_OFTEN, 429, {"Retry-After": str(int(WITHIN))})
        shown = await self._calendars.calendar(token)
        if not isinstance(shown, CalendarFile):
            return self._said(shown.sentence, 503 if shown.is_fault else 404)
        headers = dict(self._guard.headers)
        if shown.is_single:
            headers["Content-Disposition"] = 'attachment; filename="date.ics"'
        return web.Response(body=shown.data, content_type="text/calendar", charset="utf-8", headers=headers)

    async def _missing(self, request: web.Request) -> web.Response:
        return self._said(NONE, 404)

    def _said(self, sentence: str, status: int, more: dict[str, str] | None = None) -> web.Response:
        return web.Response(text=sentence, status=status, headers={**self._guard.headers, **(more or {})})
