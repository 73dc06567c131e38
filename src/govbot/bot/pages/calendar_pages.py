"""What is answered at the addresses of calendars: the calendar as it is now, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from govbot.bot import calendars
from govbot.bot.calendars import CalendarAddress
from govbot.bot.ics import calendar_text
from govbot.bot.pages.links import PageLinks
from govbot.bot.request_context import Installation, RequestContext
from govbot.core.calendar import GivenOut, is_told
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.record import CommitOutcomeUnknown, Record, StorageFault, Tx


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as it is sent; `is_single` where it is one entry, to be put into a calendar."""

    data: bytes
    is_single: bool


@dataclass(frozen=True, slots=True)
class NoCalendar:
    """Why there is none; `is_fault` where govbot cannot tell now."""

    sentence: str
    is_fault: bool = False


class Calendars:
    """Raises nothing: what cannot be shown is a `NoCalendar`."""

    def __init__(self, record: Record, installation: Installation, links: PageLinks) -> None:
        self._record, self._installation, self._links = record, installation, links

    def made_here(self, token: str) -> bool:
        """Whether the address was made here, whatever it opens now; costs nothing but its MAC."""
        try:
            calendars.read_address(self._links, token)
        except Refusal:
            return False
        return True

    async def calendar(self, token: str) -> CalendarFile | NoCalendar:
        """The calendar of this address; what it gives out is noted where it has changed."""
        try:
            what = calendars.read_address(self._links, token)
            subject = DIRECTORY if what.key else what.subject
            if await self._record.read(lambda tx: self._is_unchanged(tx, what, subject)):
                return await self._record.read(lambda tx: self._drawn(tx, what, subject))
            return await self._record.write(lambda tx: self._drawn(tx, what, subject))
        except Refusal as refusal:
            return NoCalendar(str(refusal))
        except (StorageFault, CommitOutcomeUnknown) as fault:
            return NoCalendar(str(fault), is_fault=True)

    def _context(self, tx: Tx, what: CalendarAddress) -> RequestContext:
        context = self._installation.context(tx, what.person)
        calendars.check_address(context, what)
        return context

    def _is_unchanged(self, tx: Tx, what: CalendarAddress, subject: str) -> bool:
        return calendars.is_unchanged(self._context(tx, what), subject)

    def _drawn(self, tx: Tx, what: CalendarAddress, subject: str) -> CalendarFile:
        context = self._context(tx, what)
        all_given = calendars.give_out(context, subject)
        if not what.key:
            shown = [each for each in all_given.values() if is_told(each, context.now)]
            name = subject.removeprefix("policy:") if subject != DIRECTORY else "govbot"
            return CalendarFile(self._text(context, shown, name=name), is_single=False)
        single = all_given.get(what.key)
        if single is None:
            raise Refusal(calendars.NOT_OURS)
        method = "CANCEL" if single.over_since else "PUBLISH"
        return CalendarFile(self._text(context, [single], method=method), is_single=True)

    def _text(
        self, context: RequestContext, shown: list[GivenOut], name: str = "", method: str = "PUBLISH"
    ) -> bytes:
        zone = context.process.government.zone
        return calendar_text(shown, self._links.linking.base, zone, context.now, name, method)
