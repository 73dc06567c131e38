"""Replicas in processes of their own, on one database, with a platform that outlives them: a file of messages."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from govbot.adapter_api.chat import Account, Limit, Profile, Sent
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Notification
from govbot.delivery import Courier, DeliveryContext
from govbot.record import Record, Tx
from govbot.record.delivery_tables import lanes
from tests.places import Place
from tests.record.given import Notes

STREAM = "policy:ITP-1"
PLATFORM, TENANT = "slack", "T1"
FORK = multiprocessing.get_context("fork")


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Platform:
    """What was posted, a line each in a file that every process appends to."""

    file: Path
    taken: Callable[[str], None] = lambda key: None
    seconds: float = 0.0
    platform: str = PLATFORM
    limits: tuple[Limit, ...] = ()
    channels: Mapping[str, str] = field(default_factory=dict)

    async def address(self, email: str) -> Account | None:
        return Account(PLATFORM, TENANT, f"U-{email}")

    def at_hand(self, account: Account) -> Profile | None:
        return None

    def problems(self) -> Sequence[str]:
        return ()

    async def profile(self, account: Account) -> Profile:
        return Profile(account, "")

    async def open(self, account: Account) -> str:
        return f"D-{account.user}"

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        return await self.post(conversation, card, key)

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        line = json.dumps(
            {"key": key, "conversation": conversation, "by": os.getpid(), "at": time.monotonic()}
        )
        with self.file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        self.taken(key)
        await asyncio.sleep(self.seconds)
        return Sent(conversation, f"m-{key}")

    async def redraw(self, sent: Sent, card: Card) -> None:
        pass

    async def find(self, conversation: str, key: str) -> Sent | None:
        sent = any(message["key"] == key for message in posted(self.file))
        return Sent(conversation, f"m-{key}") if sent else None

    def is_shared(self, conversation: str) -> bool:
        raise NotImplementedError

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        raise NotImplementedError

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        raise NotImplementedError


def posted(file: Path) -> list[dict[str, Any]]:
    """Every message that the platform took, in order."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


class PlainViews:
    """Each card is only its name, and the Steering Group is everybody."""

    def draw(
        self, tx: Tx, card: str, stream: str, about: str, facts: Mapping[str, str], person: str
    ) -> tuple[Card, str, bool]:
        return Card(card, (), stream), card, False

    def people_of(self, tx: Tx, stream: str, party: str) -> list[str]:
        if party == "steering":
            return [person.id for person in tx.people.everybody()]
        return [party.removeprefix("person:")] if party.startswith("person:") else []

    def room_of(self, tx: Tx, stream: str) -> None:
        return None

    def reach_of(self, tx: Tx, person: str) -> str:
        return ""


def courier_on(record: Record, platform: Platform, *, equal: bool = True, lease: float = 2.0) -> Courier:
    """A replica with short leases: a fifth of the real ones, in the same proportions."""
    context = DeliveryContext(
        record=record,
        chats={PLATFORM: platform},
        views=PlainViews(),
        clock=now,
        lease=lease,
        send_within=lease * 5 / 12,
        queue_lease=lease,
        renew=lease / 8,
    )
    return Courier(context, equal=equal)


def record_at(place: Place) -> Record:
    fold = Notes().fold()
    return Record(place.url, {"policy": fold, "directory": fold}, now)


async def told(place: Place, people: int) -> None:
    """A record with so many people, who are to be told something; nothing is expanded yet."""

    def begin(tx: Tx) -> None:
        for number in range(people):
            tx.people.add(f"p{number}", f"p{number}@ct.example")
        tx.outbox.tell(STREAM, 1, [Notification("steering", "need")], tx.now)

    record = record_at(place)
    await record.open()
    try:
        await record.write(begin, within=60)
    finally:
        await record.close()


def replica(place: Place, platform: Platform, *, equal: bool = True, lease: float = 2.0) -> int:
    """Start a replica in a process of its own; its id. It stops as `govbot serve` does, at SIGTERM."""

    def serve() -> None:
        asyncio.run(_serve(place, platform, equal=equal, lease=lease))

    process = FORK.Process(target=serve, daemon=True)
    process.start()
    _STARTED.append(process)
    assert process.pid is not None
    return process.pid


_STARTED: list[multiprocessing.process.BaseProcess] = []


def end_all() -> None:
    """End what was started here."""
    for process in _STARTED:
        if process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
    _STARTED.clear()


def ended(pid: int, within: float = 10.0) -> None:
    """Wait until this replica has ended."""
    process = next(started for started in _STARTED if started.pid == pid)
    process.join(within)
    assert not process.is_alive(), "It did not end in time."


async def _serve(place: Place, platform: Platform, *, equal: bool, lease: float) -> None:
    record = record_at(place)
    await record.open()
    courier = courier_on(record, platform, equal=equal, lease=lease)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, courier.stop)
    await courier.run()
    await record.close()


async def until(condition: Callable[[], bool], within: float) -> float:
    """Wait until it holds; the seconds that it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < within, "It did not happen in time."
        await asyncio.sleep(0.02)
    return time.monotonic() - began


async def states(place: Place) -> dict[str, int]:
    return await _read(place, lambda tx: tx.outbox.counts())


async def holders(place: Place) -> dict[str, str]:
    return await _read(place, lambda tx: {row.lane: row.holder for row in tx.conn.execute(lanes.select())})


async def _read(place: Place, look: Callable[[Tx], dict[str, Any]]) -> dict[str, Any]:
    record = record_at(place)
    await record.open()
    try:
        return await record.read(look)
    finally:
        await record.close()
