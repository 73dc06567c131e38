"""Virtual time: a clock that skips waiting, and a chat that notes when each message was sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from govbot.adapter_api.chat import Account, Chat, Limit, Profile, RetryLater, Sent
from govbot.core.cards.vocabulary import Card
from govbot.runtime.clock import Clock

STEP = 0.0005  # seconds
LOOK = 0.005


class SkippingClock(Clock):
    """The real time, plus the waiting that was skipped. `quiet` says that no work is going on."""

    def __init__(self) -> None:
        super().__init__()
        self.quiet: Callable[[], bool] = lambda: False

    def monotonic(self) -> float:
        return time.time() + self.ahead.total_seconds()

    async def sleep(self, seconds: float) -> None:
        """Wait while work is going on; skip the rest."""
        until = self.monotonic() + seconds
        while (left := until - self.monotonic()) > 0:
            if self.quiet():
                self.ahead += timedelta(seconds=left)
            await asyncio.sleep(STEP)


class WatchedChat:
    """A chat that notes when each message was sent, and how many were refused as too many."""

    def __init__(self, chat: Chat, monotonic: Callable[[], float]) -> None:
        self.platform, self.channels = chat.platform, chat.channels
        self.sent: list[float] = []
        self.refused = 0
        self._last_sent_to: dict[str, float] = {}
        self._chat = chat
        self._monotonic = monotonic

    @property
    def limits(self) -> tuple[Limit, ...]:
        return self._chat.limits

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        self.sent.append(self._monotonic())
        self._last_sent_to[account.user] = self.sent[-1]
        try:
            return await self._chat.send(account, conversation, card, key)
        except RetryLater:
            self.refused += 1
            raise

    async def until_sent(self, count: int) -> None:
        """Wait until so many messages were sent."""
        while len(self.sent) < count:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)

    async def sent_to(self, user: str) -> float:
        """Wait for a message to this user, and return when it was sent."""
        while user not in self._last_sent_to:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)
        return self._last_sent_to[user]

    # Everything else is passed on ------------------------------------------------------------------------

    async def address(self, email: str) -> Account | None:
        return await self._chat.address(email)

    def at_hand(self, account: Account) -> Profile | None:
        return self._chat.at_hand(account)

    def problems(self) -> Sequence[str]:
        return self._chat.problems()

    async def profile(self, account: Account) -> Profile:
        return await self._chat.profile(account)

    def is_shared(self, conversation: str) -> bool:
        return self._chat.is_shared(conversation)

    async def open(self, account: Account) -> str:
        return await self._chat.open(account)

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        return await self._chat.post(conversation, card, key)

    async def redraw(self, sent: Sent, card: Card) -> None:
        await self._chat.redraw(sent, card)

    async def find(self, conversation: str, key: str) -> Sent | None:
        return await self._chat.find(conversation, key)

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        return await self._chat.open_room(name, topic, members)

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        await self._chat.change_members(conversation, add, remove)
