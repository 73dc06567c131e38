"""What the courier is given: the record, the chats, how cards are drawn, who a party is, and time."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from govbot.cards.vocabulary import Card
from govbot.chat import Chat
from govbot.grammar import News
from govbot.record import Record, Tx
from govbot.record.outbox import Posting

MOST_TRIES = 8
LONGEST_WAIT = 600.0  # seconds between two tries
OPERATOR = "operator"  # the channel where the operator hears of what could not be delivered
WHO_ASKED = "role:lead"

log = structlog.get_logger("govbot.courier")


@dataclass(frozen=True, slots=True)
class Room:
    """A room as it should be: its name, its topic, and the ids of the people in it."""

    name: str
    topic: str
    members: tuple[str, ...]


# card, stream, about, facts, person ("" in channels and rooms) → the card, its facts' digest, still live
Draw = Callable[[Tx, str, str, str, Mapping[str, str], str], tuple[Card, str, bool]]


@dataclass(frozen=True, slots=True)
class Means:
    """What the courier works with. `channels` has conversations by platform and name.

    `reach_of` says on which chat a person is written to: its name, "all", or "" where nobody said.

    A claimed row is held for `lease` seconds, and sent only while more than twice `send_within` remain.
    """

    record: Record
    chats: Mapping[str, Chat]
    draw: Draw
    people_of: Callable[[Tx, str, str], list[str]]
    room_of: Callable[[Tx, str], Room | None]
    clock: Callable[[], datetime]
    channels: Mapping[tuple[str, str], str]
    reach_of: Callable[[Tx, str], str] = lambda tx, person: ""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    lease: float = 60.0
    send_within: float = 10.0

    def lease_from(self, now: datetime) -> datetime:
        return now + timedelta(seconds=self.lease)

    def next_try(self, tries: int, now: datetime, at_least: float = 0.0) -> datetime:
        """When to try again: later each time, scattered, and never before the platform allows."""
        wait = min(2.0**tries, LONGEST_WAIT) * (0.5 + self.chance() / 2)
        return now + timedelta(seconds=max(wait, at_least))


def tell_who_asked(tx: Tx, means: Means, posting: Posting, why: str, people: str = "") -> None:
    """Say to the policy lead, for whom it was sent, and to the operator, that something was not delivered."""
    has_lead = posting.stream.startswith("policy:") and means.people_of(tx, posting.stream, WHO_ASKED)
    tell_operator(tx, means, posting, why, people, also=[WHO_ASKED] if has_lead else [])


def tell_operator(
    tx: Tx, means: Means, posting: Posting, why: str, people: str = "", also: Sequence[str] = ()
) -> None:
    """Say in the operator's channel, where there is one, and in the log, that something was not delivered."""
    log.warning("not delivered", posting=posting.id, card=posting.card, stream=posting.stream, why=why)
    if posting.card == "undelivered":
        return
    channel = [f"channel:{OPERATOR}"] if any(name == OPERATOR for _, name in means.channels) else []
    facts = {"card": posting.card, "to": people or posting.person or posting.to, "why": why}
    if posting.platform:
        facts["platform"] = posting.platform
    news = [News(party, "undelivered", str(posting.id), facts) for party in (*channel, *also)]
    tx.tell(posting.stream, posting.seq, news, tx.now)
