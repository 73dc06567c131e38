"""A chat in memory that keeps to the contract of `Chat`, and fails where it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from govbot.adapter_api.chat import Account, Limit, Profile, RetryLater, Sent, Undeliverable
from govbot.core.cards.vocabulary import Card


@dataclass
class Message:
    """A message as the platform holds it."""

    conversation: str
    key: str
    cards: list[Card]
    deleted: bool = False


@dataclass
class Chat:
    """Rooms and direct messages. `faults` are raised by the next calls of a method (None: no fault).

    A fault in `late` is raised after the platform has taken the call: its outcome is not known to the caller.
    """

    platform: str = "slack"
    people: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, set[str]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    faults: dict[str, list[BaseException | None]] = field(default_factory=dict)
    late: dict[str, list[BaseException]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    on_send: Callable[[], None] = lambda: None
    refuses: BaseException | None = None  # raised by every call while it is set
    limits: tuple[Limit, ...] = ()
    channels: dict[str, str] = field(default_factory=dict)

    def _called(self, method: str) -> None:
        self.calls.append(method)
        if self.refuses is not None:
            raise self.refuses
        fault = self.faults[method].pop(0) if self.faults.get(method) else None
        if fault is not None:
            raise fault

    def _taken(self, method: str) -> None:
        if self.late.get(method):
            raise self.late[method].pop(0)

    async def address(self, email: str) -> Account | None:
        self._called("address")
        return Account(self.platform, "T1", self.people[email]) if email in self.people else None

    def at_hand(self, account: Account) -> Profile | None:
        return None

    def problems(self) -> Sequence[str]:
        return ()

    async def profile(self, account: Account) -> Profile:
        raise NotImplementedError("The courier does not ask for profiles.")

    async def open(self, account: Account) -> str:
        if account.user not in self.people.values():
            raise Undeliverable("This account does not exist.")
        self._called("open")
        self._taken("open")
        return f"D-{account.user}"

    def is_shared(self, conversation: str) -> bool:
        raise NotImplementedError("The courier does not ask.")

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        self._called("send")
        assert account.platform == self.platform
        if account.user not in self.people.values():
            raise Undeliverable("This account does not exist.")
        direct = f"D-{account.user}"
        assert conversation == direct, "It is opened before, and its id is kept."
        return self._put(direct, card, key, "send")

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        self._called("post")
        if conversation not in self.rooms:
            raise Undeliverable("This conversation does not exist.")
        return self._put(conversation, card, key, "post")

    def _put(self, conversation: str, card: Card, key: str, method: str) -> Sent:
        self.on_send()
        message = f"m{len(self.messages) + 1}"
        self.messages[message] = Message(conversation, key, [card])
        self._taken(method)
        return Sent(conversation, message)

    async def redraw(self, sent: Sent, card: Card) -> None:
        self._called("redraw")
        message = self.messages[sent.message]
        assert message.conversation == sent.conversation
        if message.deleted:
            raise Undeliverable("This message was deleted.")
        message.cards.append(card)
        self._taken("redraw")

    async def find(self, conversation: str, key: str) -> Sent | None:
        self._called("find")
        for name, message in self.messages.items():
            if (message.conversation, message.key) == (conversation, key):
                return Sent(conversation, name)
        return None

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        self._called("open_room")
        room = f"C{len(self.rooms) + 1}"
        self.rooms[room] = {account.user for account in members}
        self._taken("open_room")
        return room

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        self._called("change_members")
        self.rooms[conversation] |= {account.user for account in add}
        self.rooms[conversation] -= {account.user for account in remove}

    def headlines(self, conversation: str) -> list[str]:
        """What a reader of this conversation sees now."""
        return [
            each.cards[-1].headline for each in self.messages.values() if each.conversation == conversation
        ]


def busy(times: int, seconds: float = 0.0) -> list[BaseException | None]:
    return [RetryLater("Too many requests.", seconds)] * times


class Killed(BaseException):
    """The process ends here, and nothing after this is done."""
