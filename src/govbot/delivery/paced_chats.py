"""The chats as the courier calls them: where a platform asks to wait, that call waits and all else goes on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar, get_args

from govbot.adapter_api.chat import Account, Call, Chat, ChatRefusesGovbot, Limit, Profile, RetryLater, Sent
from govbot.core.cards.vocabulary import Card
from govbot.delivery.pace import Pace

T = TypeVar("T")
UNPACED: tuple[Limit, ...] = ()
NOT_YET = "It is not this call's turn yet."


class PacedChat:
    """A chat with its pace. Looking up and rooms are put off here; when to send is the courier's choice."""

    def __init__(self, chat: Chat, pace: Pace, monotonic: Callable[[], float]) -> None:
        self.platform = chat.platform
        self.limits = chat.limits
        self.channels = chat.channels
        self.pace = pace
        self._chat = chat
        self._monotonic = monotonic

    async def address(self, email: str) -> Account | None:
        with self._turn("look up"):
            return await self._heard("look up", self._chat.address(email))

    def problems(self) -> Sequence[str]:
        return self._chat.problems()

    def at_hand(self, account: Account) -> Profile | None:
        return self._chat.at_hand(account)

    async def profile(self, account: Account) -> Profile:
        return await self._heard("look up", self._chat.profile(account))

    async def open(self, account: Account) -> str:
        return await self._heard("open", self._chat.open(account))

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        return await self._heard("post", self._chat.send(account, conversation, card, key))

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        return await self._heard("post", self._chat.post(conversation, card, key))

    async def redraw(self, sent: Sent, card: Card) -> None:
        await self._heard("redraw", self._chat.redraw(sent, card))

    async def find(self, conversation: str, key: str) -> Sent | None:
        return await self._chat.find(conversation, key)

    def is_shared(self, conversation: str) -> bool:
        return self._chat.is_shared(conversation)

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        with self._turn("room"):
            return await self._heard("room", self._chat.open_room(name, topic, members))

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        with self._turn("room"):
            await self._heard("room", self._chat.change_members(conversation, add, remove))

    @contextmanager
    def _turn(self, call: Call) -> Iterator[None]:
        """Count a call while it is made; where it may not be made yet, whoever asks comes again."""
        wait = self.pace.wait(call, "", self._monotonic())
        if wait > 0:
            raise RetryLater(NOT_YET, wait)
        turn = self.pace.take(call, "", self._monotonic())
        try:
            yield
            self.pace.answered(turn, self._monotonic())
        finally:
            turn.end(self._monotonic())

    async def _heard(self, call: Call, answer: Awaitable[T]) -> T:
        try:
            return await answer
        except ChatRefusesGovbot as refused:
            refused.platform = self.platform
            for every in get_args(Call):
                self.pace.pause(every, refused.seconds, self._monotonic())
            raise
        except RetryLater as later:
            if later.seconds > 0:
                self.pace.pause(call, later.seconds, self._monotonic())
            raise


class PacedChats(Mapping[str, Chat]):
    """The chats that there are at this moment, each with its pace."""

    def __init__(self, chats: Mapping[str, Chat], monotonic: Callable[[], float], *, paced: bool) -> None:
        self._chats = chats
        self._monotonic = monotonic
        self._paced = paced
        self._known: dict[str, tuple[Chat, PacedChat]] = {}

    def pace(self, platform: str) -> Pace:
        return self[platform].pace

    def __getitem__(self, platform: str) -> PacedChat:
        chat = self._chats[platform]
        known = self._known.get(platform)
        if known is None or known[0] is not chat:
            limits = chat.limits if self._paced else UNPACED
            known = self._known[platform] = (chat, PacedChat(chat, Pace(limits), self._monotonic))
        return known[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._chats)

    def __len__(self) -> int:
        return len(self._chats)
