"""Draws cards again that are out already, where what they show has changed."""

from __future__ import annotations

import asyncio

from govbot.cards.vocabulary import Card
from govbot.chat import RetryLater, Sent, Undeliverable
from govbot.courier.means import Means, log
from govbot.record import Tx, receipts
from govbot.record.receipts import Receipt, Stale

CHUNK = 100
UNKNOWN_WAIT = 60.0  # seconds before a card whose redrawing was not answered is drawn again


Changed = tuple[Receipt, Card | None, str, bool]
Rests = dict[str, float]  # the platforms that asked to wait, and for how many seconds


async def redraw(means: Means, seen: Stale) -> int:
    """Draw the live cards of a stream again; returns how many had changed."""
    drawn, rests = 0, Rests()
    chunk = await _changed(means, seen.stream, 0)
    while chunk:
        for receipt, card, digest, live in chunk:
            if card is not None and receipt.platform not in rests:
                drawn += await _draw(means, receipt, card, digest, live, rests)
        chunk = await _changed(means, seen.stream, chunk[-1][0].id)
    await means.record.write(lambda tx: _done(tx, means, seen, rests))
    return drawn


async def _changed(means: Means, stream: str, after: int) -> list[Changed]:
    """The next live cards of a stream; without a card where nothing is to be done."""

    def look(tx: Tx) -> list[Changed]:
        return [_look(tx, means, receipt) for receipt in receipts.live(tx.conn, stream, after, CHUNK)]

    return await means.record.read(look)


def _look(tx: Tx, means: Means, receipt: Receipt) -> Changed:
    try:
        card, digest, live = means.draw(
            tx, receipt.card, receipt.stream, receipt.about, receipt.facts, receipt.person
        )
    except Exception:
        log.exception("drawing again failed", receipt=receipt.id, card=receipt.card)
        return receipt, None, receipt.facts_digest, receipt.live
    unchanged = (digest, live) == (receipt.facts_digest, receipt.live)
    return receipt, None if unchanged else card, digest, live


async def _draw(means: Means, receipt: Receipt, card: Card, digest: str, live: bool, rests: Rests) -> bool:
    chat = means.chats.get(receipt.platform)
    if chat is None:
        return False
    try:
        async with asyncio.timeout(means.send_within):
            await chat.redraw(Sent(receipt.conversation, receipt.message), card)
    except RetryLater as later:
        rests[receipt.platform] = max(later.seconds, 1.0)
        return False
    except Undeliverable as final:
        log.info("a card left the live list", receipt=receipt.id, why=str(final))
        digest, live = receipt.facts_digest, False
    except Exception as unknown:
        log.warning("drawing again was not answered", receipt=receipt.id, error=type(unknown).__name__)
        rests[receipt.platform] = UNKNOWN_WAIT
        return False
    await means.record.write(lambda tx: tx.drawn(receipt, digest, live))
    return True


def _done(tx: Tx, means: Means, seen: Stale, rests: Rests) -> None:
    """Everything is drawn; or the rest is drawn when the platforms allow."""
    if rests:
        receipts.put_off(tx.conn, seen, means.next_try(0, tx.now, min(rests.values())))
    else:
        receipts.redrawn(tx.conn, seen)
