"""Delivers one message: draw the card from the state of this moment, send it, keep the receipt."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from govbot.adapter_api.chat import (
    Account,
    AccountGone,
    ChatRefusesGovbot,
    ConversationGone,
    DeliveryOutcomeUnknown,
    PermissionMissing,
    RetryLater,
    Sent,
    Undeliverable,
)
from govbot.core.cards.vocabulary import Card
from govbot.core.workflow.comparisons import TextsNotCompared
from govbot.delivery.addresses import reach
from govbot.delivery.context import (
    MOST_TRIES,
    UNDELIVERED,
    DeliveryContext,
    log,
    note_degraded,
    note_lacking,
    note_refusal,
    tell_operator,
    tell_who_asked,
)
from govbot.record import Tx
from govbot.record.outbox import Address, Posting, State

RENEWED_SOON = timedelta(seconds=1)
MOVES = 3  # tries within which a message follows a person who has moved


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
        drawn = replace(await _opened(context, posting, drawn), card=await context.with_files(drawn.card))
    except TextsNotCompared as missing:  # it may take longer than the row is ours: the row's turn comes again
        await context.compare(context.record, missing)
        return await context.record.write(lambda tx: _put_back(tx, posting, tx.now))
    except _Undrawable as error:
        why = str(error)
        return await context.record.write(lambda tx: _park_bug(tx, context, posting, why))
    except RetryLater as later:
        return await _try_later(context, posting, later)
    except Undeliverable as final:
        return await _not_taken(context, posting, final)
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
        return await _not_taken(context, posting, final)
    except (DeliveryOutcomeUnknown, TimeoutError) as unknown:
        why = str(unknown) or f"The chat did not answer within {context.send_within:.0f} seconds."
        return await context.record.write(lambda tx: _doubt(tx, context, posting, why))
    except Exception as bug:
        log.exception("sending failed", posting=posting.id, platform=posting.platform)
        why = f"The adapter failed: {type(bug).__name__}."
        return await context.record.write(lambda tx: _doubt(tx, context, posting, why))
    return await context.record.write(lambda tx: _arrived(tx, context, posting, sent, drawn))


class _Undrawable(Exception):
    """A card that can't be drawn is a bug of ours, not of the record: it is parked, and the others go on."""


def draw(tx: Tx, context: DeliveryContext, posting: Posting) -> Drawn:
    """Draw the card as its reader would see it now, and find where it goes."""
    try:
        card, digest, live = context.views.draw(
            tx, posting.card, posting.stream, posting.about, posting.facts, posting.person
        )
    except TextsNotCompared:
        raise
    except Exception as bug:
        log.exception("drawing failed", posting=posting.id, card=posting.card)
        raise _Undrawable(f"The card “{posting.card}” can't be drawn: {type(bug).__name__}.") from bug
    return Drawn(card, digest, live, conversation_of(tx, posting), tx.head(posting.stream))


def conversation_of(tx: Tx, posting: Posting) -> str:
    """Where the message goes: the channel or room; a person's conversation as it is kept now, else "".

    The row's own is only how it was known when the row was made.
    """
    if not posting.user:
        return posting.conversation
    account = tx.accounts.get(posting.platform, posting.tenant, posting.user)
    return account.conversation if account else posting.conversation


async def _sent(context: DeliveryContext, posting: Posting, drawn: Drawn) -> Sent:
    chat = context.chats[posting.platform]
    if not posting.user:
        return await chat.post(posting.conversation, drawn.card, posting.key)
    account = Account(posting.platform, posting.tenant, posting.user)
    return await chat.send(account, drawn.conversation, drawn.card, posting.key)


def _arrived(tx: Tx, context: DeliveryContext, posting: Posting, sent: Sent, drawn: Drawn) -> State:
    """What happened while it was on its way found no card to draw again: this one is, then.

    What is not delivered happens without an entry.
    """
    if tx.head(posting.stream) != drawn.head or posting.card == UNDELIVERED:
        tx.receipts.mark_stale(posting.stream, tx.now)
    tx.refusals.clear(posting.platform)
    if sent.note:
        note_degraded(tx, context, posting, sent.note)
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
    if isinstance(later, ChatRefusesGovbot):
        return await context.record.write(lambda tx: _hold(tx, context, posting, later))
    return await context.record.write(lambda tx: _wait(tx, context, posting, why, seconds))


def _wait(tx: Tx, context: DeliveryContext, posting: Posting, why: str, seconds: float) -> State:
    if posting.tries >= MOST_TRIES:
        return _give_up(tx, context, posting, "parked", why)
    log.warning("not taken, and tried again", posting=posting.id, platform=posting.platform, why=why)
    again = context.next_try(posting.tries, tx.now, seconds)
    tx.claims.finish(posting, "waiting", why, again)
    return "waiting"


def _hold(tx: Tx, context: DeliveryContext, posting: Posting, refused: ChatRefusesGovbot) -> State:
    """The platform refuses govbot, not this message: it waits, and no try is counted."""
    note_refusal(tx, context, posting, refused)
    tx.claims.put_back(posting, tx.now + timedelta(seconds=refused.seconds))
    return "waiting"


async def _not_taken(context: DeliveryContext, posting: Posting, final: Undeliverable) -> State:
    """What was not taken for good: where its person or their conversation has moved, it follows them."""
    why = str(final)
    if posting.user and isinstance(final, ConversationGone) and posting.tries <= MOVES:
        return await context.record.write(lambda tx: _reopen(tx, posting, why))
    if posting.user and isinstance(final, AccountGone) and posting.tries <= MOVES:
        await context.record.write(
            lambda tx: tx.accounts.refuse(posting.platform, posting.tenant, posting.user)
        )
        reached = await reach(context, [posting.person])
        there = [
            address
            for address in reached.addresses.get(posting.person, ())
            if (address.platform, address.user) != (posting.platform, posting.user)
        ]
        if there:
            return await context.record.write(lambda tx: _follow(tx, posting, there[0], why))
    if isinstance(final, PermissionMissing):
        return await context.record.write(lambda tx: _lacking(tx, context, posting, why))
    return await context.record.write(lambda tx: _refused(tx, context, posting, why))


def _lacking(tx: Tx, context: DeliveryContext, posting: Posting, why: str) -> State:
    """The platform does not let govbot do this: nothing is said of the person."""
    note_lacking(tx, why)
    return _give_up(tx, context, posting, "failed", why)


def _reopen(tx: Tx, posting: Posting, why: str) -> State:
    """The conversation has moved: it is opened anew before the next try."""
    tx.accounts.forget_conversation(posting.platform, posting.tenant, posting.user)
    tx.outbox.readdress(posting.id, Address(posting.platform, posting.tenant, posting.user))
    tx.claims.finish(posting, "waiting", why, tx.now + RENEWED_SOON)
    return "waiting"


def _follow(tx: Tx, posting: Posting, to: Address, why: str) -> State:
    """The person has another account: the message goes there."""
    tx.outbox.readdress(posting.id, to)
    tx.claims.finish(posting, "waiting", why, tx.now + RENEWED_SOON)
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
