"""Calendars behind secret addresses: a person's own and one for each policy, and single entries to be put into one.

An address holds its person, its subject and a number, under a MAC: nothing of it is kept but the number, which a new
address raises, so that the former one opens nothing. Why there is no sign-in: docs/decisions/0031.
"""

from __future__ import annotations

import binascii
import hmac
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from govbot.bot import base64url
from govbot.bot.awaited import awaited_of
from govbot.bot.pages.links import PageLinks
from govbot.bot.pages.sessions import check_person
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken, request_key
from govbot.core.calendar import CalendarEntry, GivenOut, progressed
from govbot.core.cards import calendar as say
from govbot.core.cards.calendar import (
    entries_of_meetings,
    entries_of_policy,
    entry_of,
    event_card,
    feed_card,
)
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.record import Tx

ROOT = "/calendar"
PURPOSE = (
    b"govbot: addresses of calendars"  # a key of its own: no link to a page is one, and none is a button
)
MOST_LOOKED_AT = 100  # policies whose groups' meetings stand in a person's calendar
ONE_GOOD_FOR = timedelta(hours=1)  # a link to a single entry: from the chat into the calendar
NOT_OURS = "There is no calendar here. Get its address in chat, with “/gov calendar”."
REPLACED = "This calendar has another address now. Get it in chat, with “/gov calendar”."
TOO_OLD = "This link was good for an hour. Press “Add to my calendar” in chat once more."


@dataclass(frozen=True, slots=True)
class CalendarAddress:
    """Whose calendar, of which subject ("directory": all that awaits the person), and the how manieth address it is.

    `key` is that of a single entry, `until` (ISO, UTC) how long its link is good; both are "" for a calendar.
    """

    person: str
    subject: str
    number: int
    key: str = ""
    until: str = ""


def address_of(links: PageLinks, what: CalendarAddress) -> str:
    """The secret address; the same for the same calendar until its number is raised."""
    plain = json.dumps(
        [what.person, what.subject, what.number, what.key, what.until],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    return (
        f"{links.linking.base}{ROOT}/{base64url.to_text(plain)}.{base64url.to_text(_mac(links, plain))}.ics"
    )


def read_address(links: PageLinks, token: str) -> CalendarAddress:
    """What an address names; raises Refusal where it was not made here."""
    body, _, mac = token.partition(".")
    try:
        plain, given = base64url.from_text(body), base64url.from_text(mac)
    except (ValueError, binascii.Error):
        raise Refusal(NOT_OURS) from None
    if not hmac.compare_digest(_mac(links, plain), given):
        raise Refusal(NOT_OURS)
    return CalendarAddress(*json.loads(plain))


# What is in it ---------------------------------------------------------------------------------------


def check_address(context: RequestContext, what: CalendarAddress) -> None:
    """Raises Refusal for a person who has left, a former address, and a link to an entry that is too old."""
    check_person(context, what.person)
    if what.until and context.now >= datetime.fromisoformat(what.until):
        raise Refusal(TOO_OLD)
    if not what.until and what.number != _number(context.tx, what.person, what.subject):
        raise Refusal(REPLACED)


def entries_in(context: RequestContext, subject: str) -> tuple[CalendarEntry, ...]:
    """What stands in the calendar of whoever asks."""
    if subject != DIRECTORY:
        return entries_of_policy(context.view(subject))
    entries = (entry_of(context.view(stream), owed) for stream, owed in awaited_of(context))
    own = (entry for stream in _meeting_in(context) for entry in entries_of_meetings(context.view(stream)))
    return (*(entry for entry in entries if entry), *own)


def _meeting_in(context: RequestContext) -> list[str]:
    """The streams of whose groups this person may be: the directory, and the policies that changed last."""
    listed = context.tx.policies.matching("", MOST_LOOKED_AT)
    streams = (f"policy:{row.id}" for row in listed)
    return [DIRECTORY, *(stream for stream in streams if context.policy(stream).meetings.ahead)]


def given_out(tx: Tx, person: str, subject: str) -> dict[str, GivenOut]:
    """What this calendar gave out last, by key."""
    kept = json.loads(tx.notes.get(_given_out(person, subject)) or "{}")
    return {
        key: GivenOut(
            CalendarEntry(key, summary, _when(when)), sequence, datetime.fromisoformat(over) if over else None
        )
        for key, (summary, when, sequence, over) in kept.items()
    }


def give_out(context: RequestContext, subject: str) -> dict[str, GivenOut]:
    """What this calendar gives out now, noted where it changed."""
    before = given_out(context.tx, context.person, subject)
    after = progressed(before, entries_in(context, subject), context.now)
    if after != before:
        kept = {
            key: (each.entry.summary, each.entry.when.isoformat(), each.sequence, _iso(each.over_since))
            for key, each in after.items()
        }
        context.tx.notes.set(_given_out(context.person, subject), json.dumps(kept, ensure_ascii=False))
    return after


def is_unchanged(context: RequestContext, subject: str) -> bool:
    """Whether this calendar would give out what it did last: then nothing has to be written."""
    before = given_out(context.tx, context.person, subject)
    return progressed(before, entries_in(context, subject), context.now) == before


def _when(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _iso(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""


# In chat ---------------------------------------------------------------------------------------------


def calendar_card(context: RequestContext, subject: str, about: str = "") -> Card:
    """The link to one entry ("give_feedback P1"), which is awaited of the person. Raises Refusal."""
    links = _links(context)
    wanted = f"{subject} {about}".strip()
    entries = (entry for entry in entries_in(context, DIRECTORY) if entry.key.strip() == wanted)
    entry = next(entries, None)
    if entry is None:
        raise Refusal(say.NOT_AWAITED)
    until = (context.now + ONE_GOOD_FOR).isoformat()
    what = CalendarAddress(context.person, DIRECTORY, 0, entry.key, until)
    return event_card(context.view(subject), entry, address_of(links, what))


def subscription_card(context: RequestContext, subject: str, *, is_new: bool = False) -> Card:
    """The address of a calendar: the person's own, or a policy's."""
    links = _links(context)
    number = _number(context.tx, context.person, subject)
    address = address_of(links, CalendarAddress(context.person, subject, number))
    return feed_card(context.view(subject), address, is_new, entries_in(context, subject))


def renew(context: RequestContext, token: SignedToken) -> Card:
    """Another address in the place of the former, which opens nothing any more; pressed twice, one."""
    key = request_key(context.person, token)
    if context.tx.answers.get(key) is None:
        number = _number(context.tx, context.person, token.subject) + 1
        context.tx.notes.set(_numbered(context.person, token.subject), str(number))
        context.tx.answers.remember(key, json.dumps({"subject": token.subject}), context.now)
    return subscription_card(context, token.subject, is_new=True)


def _links(context: RequestContext) -> PageLinks:
    if context.links is None:
        raise Refusal(say.NO_PAGES)
    return context.links


def _number(tx: Tx, person: str, subject: str) -> int:
    return int(tx.notes.get(_numbered(person, subject)) or 0)


def _numbered(person: str, subject: str) -> str:
    return f"calendar {person} {subject} number"


def _given_out(person: str, subject: str) -> str:
    return f"calendar {person} {subject} given out"


def _mac(links: PageLinks, plain: bytes) -> bytes:
    key = hmac.digest(links.secret, PURPOSE, "sha256")
    return hmac.digest(key, plain, "sha256")
