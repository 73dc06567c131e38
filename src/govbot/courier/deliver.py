"""Delivers one message: draw the card from the state of this moment, send it, keep the receipt."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from govbot.cards.vocabulary import Card
from govbot.chat import Account, OutcomeUnknown, RetryLater, Sent, Undeliverable
from govbot.courier.means import MOST_TRIES, Means, log, tell_operator, tell_who_asked
from govbot.record import Tx, accounts, claims, receipts
from govbot.record.outbox import Posting, State


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card as it was drawn for one reader, the digest of what it shows, and where it goes."""

    card: Card
    facts_digest: str
    live: bool
    conversation: str


async def deliver(means: Means, posting: Posting, held_from: float) -> State:
    """Deliver a claimed row. `held_from` is the monotonic instant before it was claimed."""
    try:
        drawn = await means.record.read(lambda tx: draw(tx, means, posting))
    except _Undrawable as error:
        why = str(error)
        return await means.record.write(lambda tx: _park_bug(tx, means, posting, why))
    if means.monotonic() > held_from + means.lease - 2 * means.send_within:
        return await means.record.write(lambda tx: _wait(tx, means, posting, "The lease was too short.", 0.0))
    try:
        async with asyncio.timeout(means.send_within):
            sent = await _send(means, posting, drawn)
    except RetryLater as later:
        why, seconds = str(later), later.seconds
        return await means.record.write(lambda tx: _wait(tx, means, posting, why, seconds))
    except Undeliverable as final:
        why = str(final)
        return await means.record.write(lambda tx: _refused(tx, means, posting, why))
    except (OutcomeUnknown, TimeoutError) as unknown:
        why = str(unknown) or f"The chat did not answer within {means.send_within:.0f} seconds."
        return await means.record.write(lambda tx: _doubt(tx, means, posting, why))
    except Exception as bug:
        log.exception("sending failed", posting=posting.id, platform=posting.platform)
        why = f"The adapter failed: {type(bug).__name__}."
        return await means.record.write(lambda tx: _doubt(tx, means, posting, why))
    return await means.record.write(
        lambda tx: keep_receipt(tx, posting, sent, drawn.facts_digest, drawn.live)
    )


class _Undrawable(Exception):
    """A card that can't be drawn is a bug of ours, not of the record: it is parked, and the others go on."""


def draw(tx: Tx, means: Means, posting: Posting) -> Drawn:
    """Draw the card as its reader would see it now, and find where it goes."""
    try:
        card, digest, live = means.draw(
            tx, posting.card, posting.stream, posting.about, posting.facts, posting.person
        )
    except Exception as bug:
        log.exception("drawing failed", posting=posting.id, card=posting.card)
        raise _Undrawable(f"The card “{posting.card}” can't be drawn: {type(bug).__name__}.") from bug
    return Drawn(card, digest, live, conversation_of(tx, posting))


def conversation_of(tx: Tx, posting: Posting) -> str:
    """Where the message goes: the channel or room, else the account's kept conversation, else ""."""
    if posting.conversation or not posting.user:
        return posting.conversation
    account = tx.account(posting.platform, posting.tenant, posting.user)
    return account.conversation if account else ""


async def _send(means: Means, posting: Posting, drawn: Drawn) -> Sent:
    chat = means.chats[posting.platform]
    if not posting.user:
        return await chat.post(posting.conversation, drawn.card, posting.key)
    account = Account(posting.platform, posting.tenant, posting.user)
    return await chat.send(account, drawn.conversation, drawn.card, posting.key)


def keep_receipt(tx: Tx, posting: Posting, sent: Sent, facts_digest: str, live: bool) -> State:
    """The message is there: note where, and keep the person's conversation for the next one."""
    claims.finish(tx.conn, posting, "sent", tx.now)
    receipts.add(tx.conn, posting, sent.conversation, sent.message, facts_digest, live, tx.now)
    if posting.user and sent.conversation != conversation_of(tx, posting):
        tx.set_conversation(posting.platform, posting.tenant, posting.user, sent.conversation)
    return "sent"


def _wait(tx: Tx, means: Means, posting: Posting, why: str, seconds: float) -> State:
    if posting.tries >= MOST_TRIES:
        return _give_up(tx, means, posting, "parked", why)
    again = means.next_try(posting.tries, tx.now, seconds)
    claims.finish(tx.conn, posting, "waiting", tx.now, why, again)
    return "waiting"


def _refused(tx: Tx, means: Means, posting: Posting, why: str) -> State:
    if posting.user:
        accounts.refuse(tx.conn, posting.platform, posting.tenant, posting.user)
    return _give_up(tx, means, posting, "failed", why)


def _park_bug(tx: Tx, means: Means, posting: Posting, why: str) -> State:
    claims.finish(tx.conn, posting, "parked", tx.now, why)
    tell_operator(tx, means, posting, why)
    return "parked"


def _give_up(tx: Tx, means: Means, posting: Posting, state: State, why: str) -> State:
    claims.finish(tx.conn, posting, state, tx.now, why)
    tell_who_asked(tx, means, posting, why)
    return state


def _doubt(tx: Tx, means: Means, posting: Posting, why: str) -> State:
    """Nobody knows yet: it is looked up when the lease and the time to send have passed."""
    log.warning("outcome unknown", posting=posting.id, platform=posting.platform, why=why)
    claims.doubt(tx.conn, posting, why, tx.now, means.lease_from(tx.now))
    return "unknown"
