"""Delivers one message: draw the card from the state of this moment, send it, keep the receipt."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from govbot.adapter_api.chat import Account, DeliveryOutcomeUnknown, RetryLater, Sent, Undeliverable
from govbot.core.cards.vocabulary import Card
from govbot.delivery.context import (
    MOST_TRIES,
    UNDELIVERED,
    DeliveryContext,
    log,
    tell_operator,
    tell_who_asked,
)
from govbot.record import Tx
from govbot.record.outbox import Posting, State

RENEWED_SOON = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card as it was drawn for one reader, the digest of what it shows, and where it goes.

    `head` is the stream's last entry at that moment.
    """

    card: Card
    facts_digest: str
    live: bool
    conversation: str
    head: int


async def deliver(
    context: DeliveryContext, posting: Posting, sure_until: Callable[[], float], answered: Callable[[], None]
) -> State:
    """Deliver a claimed row. `sure_until` is the monotonic instant until which it is surely ours to send.

    `answered` is told when the platform has taken the message, before that is written down.
    """
    now = context.clock()
    opens = context.opens(now) if posting.user and not posting.urgent else now
    if opens > now:
        return await context.record.write(lambda tx: _put_back(tx, posting, opens))
    try:
        drawn = await context.record.read(lambda tx: draw(tx, context, posting))
        drawn = await _opened(context, posting, drawn)
    except _Undrawable as error:
        why = str(error)
        return await context.record.write(lambda tx: _park_bug(tx, context, posting, why))
    except RetryLater as later:
        return await _try_later(context, posting, later)
    except Undeliverable as final:
        why = str(final)
        return await context.record.write(lambda tx: _refused(tx, context, posting, why))
    if context.monotonic() > sure_until() - 2 * context.send_within:
        return await context.record.write(lambda tx: _put_back(tx, posting, tx.now + RENEWED_SOON))
    return await _send(context, posting, drawn, answered)


async def _opened(context: DeliveryContext, posting: Posting, drawn: Drawn) -> Drawn:
    """Where the person has no conversation yet it is opened, once, and its id is kept before anything is sent.

    Opening is safe to repeat, so an answer that does not come is no doubt.
    """
    if drawn.conversation or not posting.user:
        return drawn
    account = Account(posting.platform, posting.tenant, posting.user)
    try:
        async with asyncio.timeout(context.send_within):
            conversation = await context.chats[posting.platform].open(account)
    except (RetryLater, Undeliverable):
        raise
    except Exception as error:
        why = f"Opening a conversation was not answered: {type(error).__name__}."
        raise RetryLater(why, 1.0) from error
    if conversation:
        await context.record.write(lambda tx: _keep_conversation(tx, posting, conversation))
    return replace(drawn, conversation=conversation)


async def _send(
    context: DeliveryContext, posting: Posting, drawn: Drawn, answered: Callable[[], None]
) -> State:
    try:
        async with asyncio.timeout(context.send_within):
            sent = await _sent(context, posting, drawn)
            answered()
    except RetryLater as later:
        return await _try_later(context, posting, later)
    except Undeliverable as final:
        why = str(final)
        return await context.record.write(lambda tx: _refused(tx, context, posting, why))
    except (DeliveryOutcomeUnknown, TimeoutError) as unknown:
        why = str(unknown) or f"The chat did not answer within {context.send_within:.0f} seconds."
        return await context.record.write(lambda tx: _doubt(tx, context, posting, why))
    except Exception as bug:
        log.exception("sending failed", posting=posting.id, platform=posting.platform)
        why = f"The adapter failed: {type(bug).__name__}."
        return await context.record.write(lambda tx: _doubt(tx, context, posting, why))
    return await context.record.write(lambda tx: _arrived(tx, posting, sent, drawn))


class _Undrawable(Exception):
    """A card that can't be drawn is a bug of ours, not of the record: it is parked, and the others go on."""


def draw(tx: Tx, context: DeliveryContext, posting: Posting) -> Drawn:
    """Draw the card as its reader would see it now, and find where it goes."""
    try:
        card, digest, live = context.views.draw(
            tx, posting.card, posting.stream, posting.about, posting.facts, posting.person
        )
    except Exception as bug:
        log.exception("drawing failed", posting=posting.id, card=posting.card)
        raise _Undrawable(f"The card “{posting.card}” can't be drawn: {type(bug).__name__}.") from bug
    return Drawn(card, digest, live, conversation_of(tx, posting), tx.head(posting.stream))


def conversation_of(tx: Tx, posting: Posting) -> str:
    """Where the message goes: the channel or room, else the account's kept conversation, else ""."""
    if posting.conversation or not posting.user:
        return posting.conversation
    account = tx.accounts.get(posting.platform, posting.tenant, posting.user)
    return account.conversation if account else ""


async def _sent(context: DeliveryContext, posting: Posting, drawn: Drawn) -> Sent:
    chat = context.chats[posting.platform]
    if not posting.user:
        return await chat.post(posting.conversation, drawn.card, posting.key)
    account = Account(posting.platform, posting.tenant, posting.user)
    return await chat.send(account, drawn.conversation, drawn.card, posting.key)


def _arrived(tx: Tx, posting: Posting, sent: Sent, drawn: Drawn) -> State:
    """What happened while it was on its way found no card to draw again: this one is, then.

    What is not delivered happens without an entry.
    """
    if tx.head(posting.stream) != drawn.head or posting.card == UNDELIVERED:
        tx.receipts.mark_stale(posting.stream, tx.now)
    return keep_receipt(tx, posting, sent, drawn.facts_digest, drawn.live)


def keep_receipt(tx: Tx, posting: Posting, sent: Sent, facts_digest: str, live: bool) -> State:
    """The message is there: note where, and keep the person's conversation for the next one."""
    tx.claims.finish(posting, "sent")
    tx.receipts.add(posting, sent.conversation, sent.message, facts_digest, live)
    if posting.user and sent.conversation != conversation_of(tx, posting):
        _keep_conversation(tx, posting, sent.conversation)
    return "sent"


def _keep_conversation(tx: Tx, posting: Posting, conversation: str) -> None:
    tx.accounts.set_conversation(posting.platform, posting.tenant, posting.user, conversation)
    tx.outbox.know(posting.platform, posting.tenant, posting.user, conversation)


def _put_back(tx: Tx, posting: Posting, until: datetime) -> State:
    tx.claims.put_back(posting, until)
    return "waiting"


async def _try_later(context: DeliveryContext, posting: Posting, later: RetryLater) -> State:
    why, seconds = str(later), later.seconds
    return await context.record.write(lambda tx: _wait(tx, context, posting, why, seconds))


def _wait(tx: Tx, context: DeliveryContext, posting: Posting, why: str, seconds: float) -> State:
    if posting.tries >= MOST_TRIES:
        return _give_up(tx, context, posting, "parked", why)
    log.warning("not taken, and tried again", posting=posting.id, platform=posting.platform, why=why)
    again = context.next_try(posting.tries, tx.now, seconds)
    tx.claims.finish(posting, "waiting", why, again)
    return "waiting"


def _refused(tx: Tx, context: DeliveryContext, posting: Posting, why: str) -> State:
    if posting.user:
        tx.accounts.refuse(posting.platform, posting.tenant, posting.user)
    return _give_up(tx, context, posting, "failed", why)


def _park_bug(tx: Tx, context: DeliveryContext, posting: Posting, why: str) -> State:
    tx.claims.finish(posting, "parked", why)
    tell_operator(tx, context, posting, why)
    return "parked"


def _give_up(tx: Tx, context: DeliveryContext, posting: Posting, state: State, why: str) -> State:
    tx.claims.finish(posting, state, why)
    tell_who_asked(tx, context, posting, why)
    return state


def _doubt(tx: Tx, context: DeliveryContext, posting: Posting, why: str) -> State:
    """Nobody knows yet: it is looked up when the lease and the time to send have passed."""
    log.warning("outcome unknown", posting=posting.id, platform=posting.platform, why=why)
    tx.claims.doubt(posting, why, context.lease_from(tx.now))
    return "unknown"
