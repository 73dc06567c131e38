"""The port: what a chat must be able to do for govbot, and the exceptions by which it says that it could not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from govbot.core.cards.vocabulary import Card
from govbot.core.errors import GovbotError, OutcomeUnknown


@dataclass(frozen=True, slots=True)
class Account:
    """A verified account: never taken from a card, a display name or a button's value."""

    platform: str
    tenant: str
    user: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform says of an account: whether it may act, and the address that links it to a person."""

    account: Account
    email: str
    is_guest: bool = False
    is_deactivated: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The receipt of a delivered message: where it is, so that it can be redrawn.

    `note` tells the operator what the platform did not take of it; "" where it went out as it was drawn.
    """

    conversation: str
    message: str
    note: str = ""


Call = Literal["look up", "open", "post", "redraw", "room"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A platform's own: at most `most` of these calls in any `seconds`, in the tenant or in each conversation.

    `evenly` spreads them, so that an urgent one never waits for a window; else they may come in a burst.
    """

    calls: tuple[Call, ...]
    most: int
    seconds: float
    each: Literal["tenant", "conversation"] = "tenant"
    evenly: bool = False


class RetryLater(GovbotError):
    """The platform asked to wait, or surely did not take the message. `seconds` to wait."""

    def __init__(self, why: str, seconds: float = 0.0) -> None:
        super().__init__(why)
        self.seconds = seconds


class ChatRefusesGovbot(RetryLater):
    """The platform refuses govbot itself (a revoked token, a workspace that was deleted), not this message.

    Its queue is held and nothing is given up, until an operator has mended the cause that the sentence names.
    The courier notes the `platform`.
    """

    platform = ""


class Undeliverable(GovbotError):
    """Final: a sentence for whoever sent it (blocked, uninstalled, unknown address)."""


class PermissionMissing(Undeliverable):
    """Final for what needs this permission, and for nothing else; the sentence names the one to grant."""


class AccountGone(Undeliverable):
    """The platform knows this account no more: the person may have a new one."""


class ConversationGone(Undeliverable):
    """The platform knows this conversation no more, or the bot is not in it: it may have moved."""


class DeliveryOutcomeUnknown(OutcomeUnknown):
    """The platform may have taken the message: it must be looked up, or shown as unknown, never sent again."""


class Chat(Protocol):
    """What each adapter does for the courier. All methods may raise the three exceptions above.

    `limits` are the platform's; the courier keeps to them, so that an adapter holds no rule of pace.
    """

    platform: str

    @property
    def channels(self) -> Mapping[str, str]:
        """Conversation ids of the government's channels here, by name ("steering", "announcements", "operator")."""

    @property
    def limits(self) -> tuple[Limit, ...]:
        """How often the platform may be called."""

    def problems(self) -> Sequence[str]:
        """What is wrong with the connection now, a sentence each for whoever watches; empty where all is well."""

    async def address(self, email: str) -> Account | None:
        """The account of this address on the platform, or None if there is none."""

    async def profile(self, account: Account) -> Profile:
        """What the platform says of an account (asked when it is first met)."""

    def at_hand(self, account: Account) -> Profile | None:
        """What the last look-up told of this account, without a call; None where that is not known."""

    async def open(self, account: Account) -> str:
        """The conversation with a person, opened where it isn't yet; safe to repeat. The courier keeps its id."""

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        """Send a card to a person; `conversation` is the kept conversation id or "". `key` marks the message."""

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        """Post a card into a channel or room."""

    async def redraw(self, sent: Sent, card: Card) -> None:
        """Draw a card again where it is."""

    async def find(self, conversation: str, key: str) -> Sent | None:
        """Look up a message by its key after an unknown outcome; None when it surely is not there."""

    def is_shared(self, conversation: str) -> bool:
        """Whether others than the bot and one person read this conversation."""

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        """Create a private room; returns its conversation id. `name` is free text: the adapter makes it legal."""

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        """Add people to a room and remove people from it; those already in or out are no error."""
