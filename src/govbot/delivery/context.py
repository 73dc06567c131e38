"""What the courier is given: the record, the chats, how cards are drawn, who a party is, and time."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import structlog

from govbot.adapter_api.chat import Chat, ChatRefusesGovbot
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Notification
from govbot.core.workflow.comparisons import TextsNotCompared
from govbot.core.workflow.rooms import Room
from govbot.record import Tx
from govbot.record.outbox import Posting
from govbot.record.record import WITHIN

MOST_TRIES = 20  # over an hour and a half: a short outage of a platform parks nothing
LONGEST_WAIT = 600.0  # seconds between two tries
OPERATOR = "operator"  # the channel where the operator hears of what could not be delivered
WHO_ASKED = "role:lead"
LIAISONS = "liaisons"
UNDELIVERED = "undelivered"  # the card that says so; it is not told of itself
ALL = "all"  # not a card: everything that waits for a platform
ROOM = "room"  # not a card: a group's room is to be brought in order

log = structlog.get_logger("govbot.delivery")
T = TypeVar("T")


class Writes(Protocol):
    """The record, or the record whose writes first prove that the queues are still held."""

    async def read(self, work: Callable[[Tx], T], within: float = WITHIN) -> T: ...

    async def write(self, work: Callable[[Tx], T], within: float = WITHIN) -> T: ...


def at_any_hour(now: datetime) -> datetime:
    """No quiet hours."""
    return now


async def draw_no_files(card: Card) -> Card:
    """For chats that draw no pictures."""
    return card


async def compare_nothing(record: Writes, missing: TextsNotCompared) -> None:
    """For views that lack no comparison."""


class Views(Protocol):
    """What delivery asks of policies and people, each answer as of the transaction's moment."""

    def draw(
        self, tx: Tx, card: str, stream: str, about: str, facts: Mapping[str, str], person: str
    ) -> tuple[Card, str, bool]:
        """A card for this person ("": a channel or a room), its facts' digest, whether it still acts.

        Raises TextsNotCompared where it lacks a comparison of two texts.
        """

    def people_of(self, tx: Tx, stream: str, party: str) -> list[str]:
        """The people whom a party means today."""

    def room_of(self, tx: Tx, stream: str) -> Room | None:
        """The room of a policy's group, as it should be; None where no group is at work."""

    def reach_of(self, tx: Tx, person: str) -> str:
        """On which chat a person is written to: its name, "all", or "" where nobody said."""


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """What the courier works with.

    A claimed row is held for `lease` seconds; the queues for `queue_lease`, renewed after `renew`. A message is
    sent only while more than twice `send_within` remain of both; so take-over comes within 15 seconds.
    `at_once` messages are under way on a queue. `opens` is when people may next be written to.
    While `is_held` nothing is begun: the machine's clock is not trusted. `compare` makes a comparison of two texts that
    a card lacked; `with_files` adds to a card's pictures the files that a chat sends.
    """

    record: Writes
    chats: Mapping[str, Chat]
    views: Views
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    lease: float = 60.0
    send_within: float = 5.0
    queue_lease: float = 12.0
    renew: float = 1.5
    at_once: int = 16
    paced: bool = False
    opens: Callable[[datetime], datetime] = at_any_hour
    is_held: Callable[[], bool] = lambda: False
    compare: Callable[[Writes, TextsNotCompared], Awaitable[None]] = compare_nothing
    with_files: Callable[[Card], Awaitable[Card]] = draw_no_files

    async def reading(self, read: Callable[[Tx], T]) -> T:
        """What `read` reads, again after each comparison that a card lacked."""
        while True:
            try:
                return await self.record.read(read)
            except TextsNotCompared as missing:
                await self.compare(self.record, missing)

    def conversations(self, channel: str) -> list[tuple[str, str]]:
        """The platform and conversation id of each chat's channel of this name."""
        return [
            (platform, chat.channels[channel])
            for platform, chat in self.chats.items()
            if channel in chat.channels
        ]

    def has_channel(self, channel: str) -> bool:
        """Whether any chat has a channel of this name."""
        return any(channel in chat.channels for chat in self.chats.values())

    def lease_from(self, now: datetime) -> datetime:
        return now + timedelta(seconds=self.lease)

    def next_try(self, tries: int, now: datetime, at_least: float = 0.0) -> datetime:
        """When to try again: later each time, scattered, and never before the platform allows."""
        wait = min(2.0**tries, LONGEST_WAIT) * (0.5 + self.chance() / 2)
        return now + timedelta(seconds=max(wait, at_least))


def note_refusal(tx: Tx, context: DeliveryContext, posting: Posting, refused: ChatRefusesGovbot) -> None:
    """A platform refuses govbot itself: told once to the operator, in the log and in their channel."""
    platform, why = refused.platform, str(refused)
    if not tx.refusals.note(platform, why):
        return
    log.error("a platform refuses govbot", platform=platform, why=why)
    _tell_in_words(tx, context, posting, {"card": ALL, "why": why, "platform": platform})


def note_lacking(tx: Tx, why: str) -> None:
    """A permission is missing, which `why` names: all that does not need it goes on, and the operator reads of it."""
    if tx.refusals.note_lacking(why, tx.now):
        log.error("a permission is missing", why=why)


def note_degraded(tx: Tx, context: DeliveryContext, posting: Posting, why: str) -> None:
    """A platform did not take all of a message: told to the operator, in the log and in their channel."""
    log.error("not delivered as drawn", posting=posting.id, card=posting.card, why=why)
    _tell_in_words(tx, context, posting, _facts(posting, why, ""))


def _tell_in_words(tx: Tx, context: DeliveryContext, posting: Posting, facts: dict[str, str]) -> None:
    if context.has_channel(OPERATOR) and posting.card != UNDELIVERED:
        news = Notification(f"channel:{OPERATOR}", UNDELIVERED, str(posting.id), facts)
        tx.outbox.tell(posting.stream, posting.seq, [news], tx.now)


def tell_who_asked(tx: Tx, context: DeliveryContext, posting: Posting, why: str, people: str = "") -> None:
    """Say to the operator, and to the policy's lead, for whom it was sent, that something was not delivered."""
    tell_operator(tx, context, posting, why, people)
    if posting.card != UNDELIVERED and _has_lead(tx, context, posting.stream):
        _tell(tx, posting, WHO_ASKED, why, people)
    if posting.card != UNDELIVERED and posting.to.partition(":")[0] == ROOM:
        _tell(tx, posting, LIAISONS, why, people)  # whose room it is; who is the lead as well is told once


def tell_operator(tx: Tx, context: DeliveryContext, posting: Posting, why: str, people: str = "") -> None:
    """Say in the log, and in the operator's channel, where there is one, that something was not delivered."""
    log.warning("not delivered", posting=posting.id, card=posting.card, stream=posting.stream, why=why)
    if posting.card != UNDELIVERED and context.has_channel(OPERATOR):
        _tell(tx, posting, f"channel:{OPERATOR}", why, people)


def _tell(tx: Tx, posting: Posting, to: str, why: str, people: str) -> None:
    """One card lists whom a policy's messages did not reach; it is drawn again while it stands."""
    if not posting.stream.startswith("policy:") or not (posting.person or (people and posting.card != ROOM)):
        notification = Notification(to, UNDELIVERED, str(posting.id), _facts(posting, why, people))
    elif tx.receipts.stands(posting.stream, UNDELIVERED, to):
        tx.receipts.mark_stale(posting.stream, tx.now)
        return
    else:
        notification = Notification(to, UNDELIVERED)
    tx.outbox.tell(posting.stream, posting.seq, [notification], tx.now)


def _facts(posting: Posting, why: str, people: str) -> dict[str, str]:
    """What was not delivered, to whom, where and why; a room is to be kept in order, and to nobody."""
    to = people or posting.person or (posting.to if posting.card != ROOM else "")
    facts = {"card": posting.card, "to": to, "why": why, "platform": posting.platform}
    return {name: value for name, value in facts.items() if value or name != "platform"}


def _has_lead(tx: Tx, context: DeliveryContext, stream: str) -> bool:
    return stream.startswith("policy:") and bool(context.views.people_of(tx, stream, WHO_ASKED))
