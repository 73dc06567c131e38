"""What the tests of the courier start from: people, parties, rooms; cards that show a stream's last words."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from govbot.adapter_api.chat import Chat as Port
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Notification
from govbot.core.workflow.rooms import Room
from govbot.delivery import Courier, DeliveryContext
from govbot.record import Record, Tx
from govbot.record.outbox import Posting
from tests.delivery.chat_standin import Chat
from tests.record.given import CIO, Clock, Noted

STREAM = "policy:ITP-1"


@dataclass
class Office:
    """The courier at work. A headline is the card's kind and the stream's last words; "over" ends it."""

    record: Record
    clock: Clock
    chat: Chat = field(default_factory=Chat)
    parties: dict[str, list[str]] = field(default_factory=dict)
    room: Room | None = None
    undrawable: set[str] = field(default_factory=set)
    seconds: float = 0.0
    at_once: int = 1
    reaches: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chats: dict[str, Port] = {self.chat.platform: self.chat}
        self.context = DeliveryContext(
            record=self.record,
            chats=self.chats,
            views=self,
            clock=self.clock,
            monotonic=lambda: self.seconds,
            chance=lambda: 1.0,
            at_once=self.at_once,
        )
        self.courier = Courier(self.context)

    def draw(
        self, tx: Tx, card: str, stream: str, about: str, facts: Mapping[str, str], person: str
    ) -> tuple[Card, str, bool]:
        if card in self.undrawable:
            raise KeyError(card)
        said = tx.state(stream)[0]
        last = said[-1] if said else ""
        return Card(f"{card} {last}".strip(), (), stream), last, last != "over"

    def room_of(self, tx: Tx, stream: str) -> Room | None:
        return self.room

    def reach_of(self, tx: Tx, person: str) -> str:
        return self.reaches.get(person, "")

    def people_of(self, tx: Tx, stream: str, party: str) -> list[str]:
        if party.startswith("person:"):
            return [party.removeprefix("person:")]
        return self.parties.get(party, [])

    async def add_people(self, count: int, party: str = "steering") -> list[str]:
        """So many people with accounts on the chat, who have not written to the bot yet."""
        added = await self.record.write(partial(_add, count=count))
        for person in added:
            self.chat.people[f"{person}@ct.example"] = f"U-{person}"
        self.parties.setdefault(party, []).extend(added)
        return added

    async def tell(self, *news: Notification) -> None:
        await self.record.write(lambda tx: tx.outbox.tell(STREAM, 1, news, tx.now))

    async def note(self, words: str) -> None:
        """Something happens on the stream, and cards may have to be drawn again."""

        def work(tx: Tx) -> None:
            tx.append(STREAM, CIO, [Noted(words=words)])
            tx.receipts.mark_stale(STREAM, tx.now)

        await self.record.write(work)

    async def later(self, seconds: float) -> dict[str, int]:
        """Let time pass, and deliver."""
        self.clock.forward(seconds=seconds)
        self.seconds += seconds
        return await self.drain()

    async def drain(self) -> dict[str, int]:
        return dict(await asyncio.wait_for(self.courier.drain(), 20))

    async def states(self) -> dict[str, int]:
        return await self.record.read(lambda tx: tx.outbox.counts())

    async def posting(self, number: int) -> Posting:
        row = await self.record.read(lambda tx: tx.outbox.get(number))
        assert row is not None
        return row

    async def crash(self) -> None:
        """The process is killed: a new one starts with nothing but the record."""
        self.courier = Courier(self.context)


def _add(tx: Tx, count: int) -> list[str]:
    there = len(tx.people.everybody())
    names = [f"p{number}" for number in range(there + 1, there + count + 1)]
    return [tx.people.add(name, f"{name}@ct.example").id for name in names]
