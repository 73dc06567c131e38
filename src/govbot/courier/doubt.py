"""Looks up messages whose outcome is unknown; what can't be found out is never sent again."""

from __future__ import annotations

import asyncio

from govbot.chat import RetryLater, Sent
from govbot.courier.deliver import conversation_of, keep_receipt
from govbot.courier.means import MOST_TRIES, Means, log, tell_who_asked
from govbot.record import Tx, claims
from govbot.record.outbox import Posting, State

UNKNOWN = "It can't be found out whether this message was delivered, so it is not sent again."


async def look_up(means: Means, posting: Posting) -> State:
    """Find out what became of a row whose holder did not say. Expanding is safe to repeat, sending is not.

    A conversation's id is kept before anything is sent there: where none is kept, nothing was sent.
    """
    if not posting.platform:
        return await means.record.write(lambda tx: _again(tx, posting))
    conversation = await means.record.read(lambda tx: conversation_of(tx, posting))
    chat = means.chats.get(posting.platform)
    if chat is None:
        return await means.record.write(lambda tx: _unknown(tx, means, posting))
    if not conversation:
        return await means.record.write(lambda tx: _again(tx, posting))
    try:
        async with asyncio.timeout(means.send_within):
            sent = await chat.find(conversation, posting.key)
    except RetryLater as later:
        until = means.next_try(posting.tries, means.clock(), max(later.seconds, means.lease))
        await means.record.write(lambda tx: claims.doubt(tx.conn, posting, "Looked up later.", tx.now, until))
        return "unknown"
    except Exception as error:
        log.warning("looking up a message failed", posting=posting.id, error=type(error).__name__)
        return await means.record.write(lambda tx: _unknown(tx, means, posting))
    return await means.record.write(lambda tx: _found(tx, means, posting, sent))


def _found(tx: Tx, means: Means, posting: Posting, sent: Sent | None) -> State:
    """Keep its receipt, and draw it again, since nobody knows what it showed; or it surely isn't there."""
    if sent is not None:
        tx.stale(posting.stream, tx.now)
        return keep_receipt(tx, posting, sent, "", True)
    if posting.tries >= MOST_TRIES:
        claims.finish(tx.conn, posting, "parked", tx.now, posting.last_error)
        tell_who_asked(tx, means, posting, posting.last_error)
        return "parked"
    return _again(tx, posting)


def _again(tx: Tx, posting: Posting) -> State:
    claims.finish(tx.conn, posting, "waiting", tx.now)
    return "waiting"


def _unknown(tx: Tx, means: Means, posting: Posting) -> State:
    claims.finish(tx.conn, posting, "unknown", tx.now, UNKNOWN)
    tell_who_asked(tx, means, posting, UNKNOWN)
    return "unknown"
