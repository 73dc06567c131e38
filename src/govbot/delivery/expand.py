"""Turns a row for a party, a channel or a room into one row for each message, a hundred people at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from govbot.core.grammar import Notification
from govbot.delivery import rooms
from govbot.delivery.addresses import LATER, Reached, reach
from govbot.delivery.context import MOST_TRIES, DeliveryContext, note_refusal, tell_operator, tell_who_asked
from govbot.record import Tx
from govbot.record.outbox import Address, Posting, State

CHUNK = 100
FEW = 20  # what goes to more people at once lets everything else go first
UNTIL_ROOM = timedelta(hours=1)  # the opened room wakes what waits for it; this is for one that never opens
# Who gets a card for a channel where no chat has that channel.
NO_CHANNEL = {"weekly": "role:advisor", "reform_report": "role:advisor"}
NOBODY_ELSE = "Nobody belongs to this party, or all of them were told already."
NO_ROOM = "There is no room for this."
ROOM_UNKNOWN = "It is not known whether the room was opened."


async def expand(context: DeliveryContext, parent: Posting) -> State:
    """Expand a claimed row as far as it goes at once; it waits for its next turn where more is to be done."""
    kind, _, name = parent.to.partition(":")
    if parent.card == "room":
        return await rooms.sync(context, parent)
    if kind == "channel":
        return await context.record.write(lambda tx: _to_channels(tx, context, parent, name))
    if kind == "room":
        return await context.record.write(lambda tx: _to_rooms(tx, context, parent, name))
    if kind == "former-room":
        return await context.record.write(lambda tx: _to_former_room(tx, context, parent, name))
    return await _to_people(context, parent)


def _to_channels(tx: Tx, context: DeliveryContext, parent: Posting, name: str) -> State:
    places = [
        Address(platform, conversation=conversation) for platform, conversation in context.conversations(name)
    ]
    if not places and (instead := NO_CHANNEL.get(parent.card)):
        news = Notification(instead, parent.card, parent.about, parent.facts)
        tx.outbox.tell(parent.stream, parent.seq, [news], tx.now)
        return _finish(tx, parent, [])
    if not places:
        why = f"No chat has a channel for “{name}”: name one in the settings."
        tx.claims.finish(parent, "failed", why)
        tell_operator(tx, context, parent, why)
        return "failed"
    return _finish(tx, parent, places)


def _to_rooms(tx: Tx, context: DeliveryContext, parent: Posting, platform: str) -> State:
    """Into the room on each chat; while one of them may still be opened, all wait, so that all get it."""
    rows = [row for row in tx.rooms.of(parent.stream) if platform in ("", row.platform)]
    there = [row for row in rows if row.state in ("open", "linked") and row.platform in context.chats]
    if there and (platform or not tx.outbox.room_is_coming(parent)):
        return _finish(tx, parent, [Address(row.platform, conversation=row.conversation) for row in there])
    if any(row.state == "unknown" for row in rows):
        return _fail(tx, context, parent, ROOM_UNKNOWN)
    if context.views.room_of(tx, parent.stream) is None:
        return _fail(tx, context, parent, NO_ROOM)
    tx.claims.finish(parent, "waiting", "The room is not open yet.", tx.now + UNTIL_ROOM)
    return "waiting"


def _to_former_room(tx: Tx, context: DeliveryContext, parent: Posting, place: str) -> State:
    """Into the conversation (“PLATFORM CONVERSATION”) that was the group's room until another one was linked."""
    platform, _, conversation = place.partition(" ")
    if platform not in context.chats:
        return _fail(tx, context, parent, NO_ROOM)
    return _finish(tx, parent, [Address(platform, conversation=conversation)])


async def _to_people(context: DeliveryContext, parent: Posting) -> State:
    left = await context.record.read(lambda tx: _not_reached(tx, context, parent))
    reached = await reach(context, left[:CHUNK])
    more = len(left) > CHUNK
    return await context.record.write(lambda tx: _put(tx, context, parent, reached, more=more))


def _not_reached(tx: Tx, context: DeliveryContext, parent: Posting) -> list[str]:
    reached = tx.outbox.reached(parent)
    people = dict.fromkeys(context.views.people_of(tx, parent.stream, parent.to))
    return [person for person in people if person not in reached]


def _put(tx: Tx, context: DeliveryContext, parent: Posting, reached: Reached, *, more: bool) -> State:
    """Put in a row for each message, and say who could not be reached."""
    addresses = [
        _known(tx, address) for person_addresses in reached.addresses.values() for address in person_addresses
    ]
    opens = tx.now if parent.urgent else context.opens(tx.now)
    tx.outbox.expand(parent, addresses, bulk=len(addresses) > FEW, not_before=opens)
    for why in dict.fromkeys(reached.unreachable.values()):
        people = [person for person, reason in reached.unreachable.items() if reason == why]
        failed = [Address("", person=person) for person in people]
        tx.outbox.expand(parent, failed, failed=why)
        tell_who_asked(tx, context, parent, why, ", ".join(people))
    return _go_on(tx, context, parent, reached, progress=bool(addresses or reached.unreachable), more=more)


def _known(tx: Tx, address: Address) -> Address:
    """The address with the conversation that is kept of it, so that it need not be opened."""
    account = tx.accounts.get(address.platform, address.tenant, address.user)
    return replace(address, conversation=account.conversation) if account else address


def _go_on(
    tx: Tx, context: DeliveryContext, parent: Posting, reached: Reached, *, progress: bool, more: bool
) -> State:
    """Go on with the next people at once, or, where the chat asked to wait, later."""
    if reached.later is None:
        # With many people left, nobody is counted while the record is held.
        state: State = "waiting" if more or _not_reached(tx, context, parent) else "expanded"
        why = "" if progress or parent.tries > 1 else NOBODY_ELSE
        tx.claims.finish(parent, state, why, anew=progress)
        return state
    if parent.tries >= MOST_TRIES and not progress and not reached.held:
        why = "The chat does not let us look people up."
        tx.claims.finish(parent, "parked", why)
        tell_who_asked(tx, context, parent, why)
        return "parked"
    if reached.held:
        note_refusal(tx, context, parent, reached.held)
    again = context.next_try(parent.tries, tx.now, reached.later)
    tx.claims.finish(parent, "waiting", LATER, again, anew=progress or bool(reached.held))
    return "waiting"


def _finish(tx: Tx, parent: Posting, places: list[Address]) -> State:
    tx.outbox.expand(parent, places)
    tx.claims.finish(parent, "expanded")
    return "expanded"


def _fail(tx: Tx, context: DeliveryContext, parent: Posting, why: str) -> State:
    tx.claims.finish(parent, "failed", why)
    tell_who_asked(tx, context, parent, why)
    return "failed"
