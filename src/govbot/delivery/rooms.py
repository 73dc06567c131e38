"""Opens a group's room once on each chat where a member is, and keeps its members up to date."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial

from govbot.adapter_api.chat import (
    Account,
    Chat,
    ChatRefusesGovbot,
    PermissionMissing,
    RetryLater,
    Undeliverable,
)
from govbot.core.workflow.rooms import Room
from govbot.delivery.addresses import LATER, NOBODY, reach
from govbot.delivery.context import (
    MOST_TRIES,
    DeliveryContext,
    log,
    note_lacking,
    note_refusal,
    tell_who_asked,
)
from govbot.record import Tx
from govbot.record import rooms as rows
from govbot.record.outbox import Posting, State
from govbot.record.rooms import RoomRow

BY_HAND = "See that the group's members are in the linked room on {chat}. {why}"
UNKNOWN = "It is not known whether the room was opened; govbot won't open a second one."

Look = tuple[Room | None, dict[str, RoomRow]]


async def sync(context: DeliveryContext, posting: Posting) -> State:
    """Bring a stream's room to what it should be; safe to repeat."""
    room, there = await context.record.read(lambda tx: _look(tx, context, posting.stream))
    if room is None:
        return await context.record.write(lambda tx: _finish(tx, context, posting))
    reached = await reach(context, room.members)
    if reached.later is not None:
        seconds = reached.later
        return await context.record.write(
            lambda tx: _later(tx, context, posting, LATER, seconds, reached.held)
        )
    addresses = [address for person_addresses in reached.addresses.values() for address in person_addresses]
    members = [Account(address.platform, address.tenant, address.user) for address in addresses]
    pauses, refusals = await _sync_all(context, posting, room, there, members)
    if pauses:
        why, seconds = str(pauses[0]), max(pause.seconds for pause in pauses)
        held = next((pause for pause in pauses if isinstance(pause, ChatRefusesGovbot)), None)
        return await context.record.write(lambda tx: _later(tx, context, posting, why, seconds, held))
    if refusals:
        return await context.record.write(lambda tx: _refused(tx, context, posting, " ".join(refusals)))
    missing = ", ".join(reached.unreachable)
    return await context.record.write(lambda tx: _finish(tx, context, posting, missing))


async def _sync_all(
    context: DeliveryContext,
    posting: Posting,
    room: Room,
    there: Mapping[str, RoomRow],
    members: Sequence[Account],
) -> tuple[list[RetryLater], list[str]]:
    """Every chat's room; one that has to wait, or can't be made, keeps no other from being made."""
    pauses: list[RetryLater] = []
    refusals: list[str] = []
    for platform, chat in list(context.chats.items()):
        wanted = [account for account in members if account.platform == platform]
        try:
            await _sync_one(context, posting, chat, room, there.get(platform), wanted)
        except RetryLater as later:
            pauses.append(later)
        except Undeliverable as final:
            refusals.append(str(final))
            await _note_lacking(context, final)
    return pauses, refusals


async def _note_lacking(context: DeliveryContext, final: Undeliverable) -> None:
    if isinstance(final, PermissionMissing):
        await context.record.write(partial(note_lacking, why=str(final)))


def _look(tx: Tx, context: DeliveryContext, stream: str) -> Look:
    return context.views.room_of(tx, stream), {row.platform: row for row in tx.rooms.of(stream)}


async def _sync_one(
    context: DeliveryContext,
    posting: Posting,
    chat: Chat,
    room: Room,
    row: RoomRow | None,
    wanted: Sequence[Account],
) -> None:
    """One chat's room: open it, or change who is in it. One that may be there already is left alone."""
    if row is None and wanted:
        await _open(context, posting, chat, room, wanted)
    elif row is not None and row.state == "open":
        await _change(context, chat, row, wanted)
    elif row is not None and row.state == "linked":
        await _invite(context, posting, chat, row, wanted)
    elif row is not None and row.state == "opening":
        await context.record.write(lambda tx: _unknown(tx, context, posting, chat.platform))


async def _open(
    context: DeliveryContext, posting: Posting, chat: Chat, room: Room, members: Sequence[Account]
) -> None:
    """Note it first, then open it: so a room is opened once, whatever happens in between."""
    stream, platform = posting.stream, chat.platform
    await context.record.write(lambda tx: tx.rooms.announce(stream, platform, room.name))
    try:
        async with asyncio.timeout(context.send_within):
            conversation = await chat.open_room(room.name, room.topic, list(members))
    except (RetryLater, Undeliverable):
        await context.record.write(lambda tx: tx.rooms.take_back(stream, platform))
        raise
    except Exception as unknown:
        log.warning("opening a room was not answered", stream=stream, error=type(unknown).__name__)
        await context.record.write(lambda tx: _unknown(tx, context, posting, platform))
        return
    inside = _keys(members)
    await context.record.write(lambda tx: tx.rooms.put(stream, platform, conversation, inside, "open"))


async def _change(context: DeliveryContext, chat: Chat, row: RoomRow, wanted: Sequence[Account]) -> None:
    inside = _keys(wanted)
    if inside == row.members:
        return
    add = [account for account in wanted if (account.tenant, account.user) not in row.members]
    remove = [Account(row.platform, tenant, user) for tenant, user in sorted(row.members - inside)]
    try:
        async with asyncio.timeout(context.send_within):
            await chat.change_members(row.conversation, add, remove)
    except (RetryLater, Undeliverable):
        raise
    except Exception as unknown:
        raise RetryLater(
            f"Changing the room's members was not answered: {type(unknown).__name__}."
        ) from unknown
    await context.record.write(
        lambda tx: tx.rooms.put(row.stream, row.platform, row.conversation, inside, "open")
    )


async def _invite(
    context: DeliveryContext, posting: Posting, chat: Chat, row: RoomRow, wanted: Sequence[Account]
) -> None:
    """Into a room that people made, members are invited where the chat allows, and nobody is removed."""
    inside = _keys(wanted)
    add = [account for account in wanted if (account.tenant, account.user) not in row.members]
    try:
        async with asyncio.timeout(context.send_within):
            if add:
                await chat.change_members(row.conversation, add, [])
    except Undeliverable as final:
        why = BY_HAND.format(chat=row.platform, why=final)
        await _note_lacking(context, final)
        await context.record.write(lambda tx: tell_who_asked(tx, context, posting, why))
    except RetryLater:
        raise
    except Exception as unknown:
        raise RetryLater(f"Inviting was not answered: {type(unknown).__name__}.") from unknown
    await context.record.write(
        lambda tx: tx.rooms.put(row.stream, row.platform, row.conversation, inside, "linked")
    )


def _keys(accounts: Sequence[Account]) -> frozenset[rows.Member]:
    return frozenset((account.tenant, account.user) for account in accounts)


def _unknown(tx: Tx, context: DeliveryContext, posting: Posting, platform: str) -> None:
    tx.rooms.put(posting.stream, platform, "", (), "unknown")
    tell_who_asked(tx, context, posting, UNKNOWN)


def _refused(tx: Tx, context: DeliveryContext, posting: Posting, why: str) -> State:
    """A chat's room can't be made; what waits may go into the others."""
    tx.outbox.wake_room(posting.stream)
    return _give_up(tx, context, posting, "failed", why)


def _finish(tx: Tx, context: DeliveryContext, posting: Posting, missing: str = "") -> State:
    """The room is as it should be: what waited for it may go."""
    tx.claims.finish(posting, "sent")
    tx.outbox.wake_room(posting.stream)
    if missing:
        tell_who_asked(tx, context, posting, NOBODY, missing)
    return "sent"


def _later(
    tx: Tx,
    context: DeliveryContext,
    posting: Posting,
    why: str,
    seconds: float,
    held: ChatRefusesGovbot | None = None,
) -> State:
    """Try again later; where the platform refuses govbot itself, no try is counted."""
    if held:
        note_refusal(tx, context, posting, held)
    if posting.tries >= MOST_TRIES and not held:
        return _give_up(tx, context, posting, "parked", why)
    tx.claims.finish(
        posting, "waiting", why, context.next_try(posting.tries, tx.now, seconds), anew=bool(held)
    )
    return "waiting"


def _give_up(tx: Tx, context: DeliveryContext, posting: Posting, state: State, why: str) -> State:
    tx.claims.finish(posting, state, why)
    tell_who_asked(tx, context, posting, why)
    return state
