"""Looks up messages whose outcome is unknown; one that cannot be found out is never sent again."""

from __future__ import annotations

import asyncio

from govbot.adapter_api.chat import RetryLater, Sent
from govbot.delivery.context import MOST_TRIES, DeliveryContext, log, tell_who_asked
from govbot.delivery.deliver import conversation_of, keep_receipt
from govbot.record import Tx
from govbot.record.outbox import Posting, State

UNKNOWN = "It can't be found out whether this message was delivered, so it is not sent again."


async def look_up(context: DeliveryContext, posting: Posting) -> State:
    """Find out what became of a row whose holder did not say. Expanding is safe to repeat, sending is not.

    A conversation's id is kept before anything is sent there: where none is kept, nothing was sent.
    """
    if not posting.platform:
        return await context.record.write(lambda tx: _again(tx, posting))
    conversation = await context.record.read(lambda tx: conversation_of(tx, posting))
    chat = context.chats.get(posting.platform)
    if chat is None:
        return await context.record.write(lambda tx: _unknown(tx, context, posting))
    if not conversation:
        return await context.record.write(lambda tx: _again(tx, posting))
    try:
        async with asyncio.timeout(context.send_within):
            sent = await chat.find(conversation, posting.key)
    except RetryLater as later:
        until = context.next_try(posting.tries, context.clock(), max(later.seconds, context.lease))
        await context.record.write(lambda tx: tx.claims.doubt(posting, "Looked up later.", until))
        return "unknown"
    except Exception as error:
        log.warning("looking up a message failed", posting=posting.id, error=type(error).__name__)
        return await context.record.write(lambda tx: _unknown(tx, context, posting))
    return await context.record.write(lambda tx: _found(tx, context, posting, sent))


def _found(tx: Tx, context: DeliveryContext, posting: Posting, sent: Sent | None) -> State:
    """Keep its receipt, and draw it again, since nobody knows what it showed; or it surely isn't there."""
    if sent is not None:
        tx.receipts.mark_stale(posting.stream, tx.now)
        return keep_receipt(tx, posting, sent, "", True)
    if posting.tries >= MOST_TRIES:
        tx.claims.finish(posting, "parked", posting.last_error)
        tell_who_asked(tx, context, posting, posting.last_error)
        return "parked"
    return _again(tx, posting)


def _again(tx: Tx, posting: Posting) -> State:
    tx.claims.finish(posting, "waiting")
    return "waiting"


def _unknown(tx: Tx, context: DeliveryContext, posting: Posting) -> State:
    tx.claims.finish(posting, "unknown", UNKNOWN)
    tell_who_asked(tx, context, posting, UNKNOWN)
    return "unknown"
