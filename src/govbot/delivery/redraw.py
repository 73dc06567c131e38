"""Redraws delivered cards whose facts have changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from govbot.adapter_api.chat import RetryLater, Sent, Undeliverable
from govbot.core.cards.vocabulary import Card
from govbot.core.workflow.comparisons import TextsNotCompared
from govbot.delivery.context import DeliveryContext, log
from govbot.record import Tx
from govbot.record.receipts import Receipt, Stale

CHUNK = 100
UNKNOWN_WAIT = 60.0  # seconds before a card whose redrawing was not answered is drawn again


Changed = tuple[Receipt, Card | None, str, bool]
Answered = Callable[[], None]
# platform, conversation → what to call when the platform has drawn it; None where the turn does not come
Turn = Callable[[str, str], AbstractAsyncContextManager[Answered | None]]
Rests = dict[str, float]  # the platforms that asked to wait, and for how many seconds


async def redraw(context: DeliveryContext, seen: Stale, turn: Turn) -> int:
    """Draw the live cards of a stream again; returns how many had changed.

    A card may wait long for its turn: it is drawn from the state of that moment, so only the newest goes out.
    """
    drawn, rests = 0, Rests()
    last: int | None = 0
    while last is not None:
        changed, last = await _changed(context, seen.stream, last)
        for receipt in changed:
            if receipt.platform in context.chats and receipt.platform not in rests:
                drawn += await _renew(context, receipt, rests, turn)
    await context.record.write(lambda tx: _done(tx, context, seen, rests))
    return drawn


async def _changed(context: DeliveryContext, stream: str, after: int) -> tuple[list[Receipt], int | None]:
    """Which of the next live cards show something else now, and the last one looked at; None at the end."""

    def look(tx: Tx) -> tuple[list[Receipt], int | None]:
        receipts = tx.receipts.live(stream, after, CHUNK)
        changed = [receipt for receipt in receipts if _look(tx, context, receipt)[1] is not None]
        return changed, receipts[-1].id if receipts else None

    return await context.reading(look)


async def _renew(context: DeliveryContext, receipt: Receipt, rests: Rests, turn: Turn) -> bool:
    """Draw a card again when its turn has come, if it still shows something else than it did."""
    async with turn(receipt.platform, receipt.conversation) as answered:
        if answered is None:
            rests[receipt.platform] = 0.0
            return False
        redrawing = await context.reading(lambda tx: _look_again(tx, context, receipt.id))
        if redrawing is None:
            return False
        now, card, digest, live = redrawing
        return await _draw(context, now, card, digest, live, rests, answered)


def _look_again(tx: Tx, context: DeliveryContext, receipt: int) -> tuple[Receipt, Card, str, bool] | None:
    now = tx.receipts.get(receipt)
    if now is None or not now.live:
        return None
    kept, card, digest, live = _look(tx, context, now)
    return None if card is None else (kept, card, digest, live)


def _look(tx: Tx, context: DeliveryContext, receipt: Receipt) -> Changed:
    try:
        card, digest, live = context.views.draw(
            tx, receipt.card, receipt.stream, receipt.about, receipt.facts, receipt.person
        )
    except TextsNotCompared:
        raise
    except Exception:
        log.exception("drawing again failed", receipt=receipt.id, card=receipt.card)
        return receipt, None, receipt.facts_digest, receipt.live
    unchanged = (digest, live) == (receipt.facts_digest, receipt.live)
    return receipt, None if unchanged else card, digest, live


async def _draw(
    context: DeliveryContext,
    receipt: Receipt,
    card: Card,
    digest: str,
    live: bool,
    rests: Rests,
    answered: Answered,
) -> bool:
    try:
        async with asyncio.timeout(context.send_within):
            await context.chats[receipt.platform].redraw(Sent(receipt.conversation, receipt.message), card)
            answered()
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
    await context.record.write(lambda tx: tx.receipts.drawn(receipt, digest, live))
    return True


def _done(tx: Tx, context: DeliveryContext, seen: Stale, rests: Rests) -> None:
    """Everything is drawn; or the rest is drawn when the platforms allow."""
    if rests:
        tx.receipts.put_off(seen, context.next_try(0, tx.now, min(rests.values())))
    else:
        tx.receipts.redrawn(seen)
