"""Implements `adapter_api.chat.Chat` for Slack: finds people, sends and redraws cards, opens rooms."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from govbot.adapter_api.chat import (
    Account,
    DeliveryOutcomeUnknown,
    Limit,
    PermissionMissing,
    Profile,
    Sent,
    Undeliverable,
)
from govbot.core.cards.vocabulary import Card
from govbot_slack import card as draw
from govbot_slack import limits, pictures, rooms
from govbot_slack.api import call
from govbot_slack.settings import SlackSettings

PLATFORM = "slack"
MARK = "govbot"
# A page of history has 200 messages; what is looked up was sent a short while ago.
PAGES = 10
# Ids of direct messages begin so: https://docs.slack.dev/reference/objects/conversation-object
DIRECT = "D"
AMONG_OTHERS = "govbot reads no history of channels, so a message there can't be looked up."
OPENED = 1000
# Slack's errors that say that it does not draw these blocks: https://docs.slack.dev/reference/methods/chat.postMessage
UNDRAWN = (
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",
    "msg_too_long",
    "slack_block_validation_error",
)
ROOM_SECONDS = 600.0
PUBLIC = (
    "This room was made public in Slack, so nothing of the policy is posted there. Make it private again, or link "
    "another room with “/gov link”."
)
PLAIN_TEXT = "Slack refused the card, so it went out as plain text, without its buttons. {why}"
Key = TypeVar("Key")
Value = TypeVar("Value")

log = logging.getLogger(__name__)


class SlackChat:
    """Implements `govbot.adapter_api.chat.Chat` for Slack."""

    platform = PLATFORM

    def __init__(
        self,
        slack: AsyncWebClient,
        settings: SlackSettings,
        problems: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._slack = slack
        self._settings = settings
        self._problems = problems
        self._private: dict[str, float] = {}
        self._opened: OrderedDict[str, str] = OrderedDict()
        self._at_hand: OrderedDict[Account, Profile] = OrderedDict()

    @property
    def channels(self) -> Mapping[str, str]:
        """The channels named in the settings."""
        return self._settings.channels

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Slack's limits, as the operator has set them."""
        return self._settings.pace.limits()

    def problems(self) -> Sequence[str]:
        """What is wrong with the connection of Socket Mode."""
        return self._problems()

    async def address(self, email: str) -> Account | None:
        """The account with this address; None if it is of another workspace or deactivated."""
        try:
            user = (await call(self._slack, "users.lookupByEmail", email=email))["user"]
        except Undeliverable as error:
            if _is(error, "users_not_found", "user_not_found"):
                return None
            raise
        if user.get("deleted") or self._is_foreign(user):
            return None
        profile = self._profile(self._account(str(user["id"])), user)
        self._remember(self._at_hand, profile.account, profile)
        return profile.account

    def at_hand(self, account: Account) -> Profile | None:
        """What looking up their address told of an account: a first contact need not ask again."""
        return self._at_hand.get(account)

    async def profile(self, account: Account) -> Profile:
        """The profile of an account; everybody but full members counts as a guest, and so do bots."""
        try:
            seconds = limits.PROFILE_SECONDS  # somebody waits for an answer, and Slack for 3 seconds in all
            user = (await call(self._slack, "users.info", seconds=seconds, user=account.user))["user"]
        except Undeliverable as error:
            if _is(error, "user_not_found", "user_not_visible", "users_not_found"):
                return Profile(account, "", is_guest=True)
            raise
        return self._profile(account, user)

    def _profile(self, account: Account, user: Mapping[str, Any]) -> Profile:
        restricted = any(
            user.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot")
        )
        email = str((user.get("profile") or {}).get("email") or "")
        return Profile(account, email, restricted or self._is_foreign(user), bool(user.get("deleted")))

    async def open(self, account: Account) -> str:
        """The id of the direct conversation with a person; opening it again returns the same id."""
        opened = await call(self._slack, "conversations.open", users=account.user)
        return str(opened["channel"]["id"])

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        """Send a card to a person; opens the conversation if its id is unknown."""
        if not conversation:
            conversation = await self.open(account)
            self._remember(self._opened, key, conversation)
        return await self.post(conversation, card, key)

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        """Post a card to a channel: one named in the settings, or any other by its id.

        A card that Slack refuses goes out as plain text.
        """
        channel = self._place(conversation)
        if channel not in self._settings.channels.values() and self.is_shared(channel):
            await self._require_private(channel)
        mark = {"event_type": MARK, "event_payload": {"key": key}}
        more = {"channel": channel, "metadata": mark, "mrkdwn": False, **QUIET}
        answer, note = await self._drawn("chat.postMessage", card, once=True, **more)
        without = await pictures.share(self._slack, self._settings, str(answer["channel"]), card)
        return Sent(str(answer["channel"]), str(answer["ts"]), " ".join(filter(None, (note, without))))

    async def redraw(self, sent: Sent, card: Card) -> None:
        """Redraw a card in place; idempotent. A card that Slack refuses becomes plain text."""
        await self._drawn("chat.update", card, channel=sent.conversation, ts=sent.message)

    async def _drawn(
        self, method: str, card: Card, *, once: bool = False, **more: Any
    ) -> tuple[Mapping[str, Any], str]:
        """Slack's answer, and a note for the operator where it did not take the card's blocks."""
        try:
            return await call(self._slack, method, once=once, **draw.message(card), **more), ""
        except Undeliverable as error:
            if not _is(error, *UNDRAWN):
                raise
            log.error("Slack refused a card's blocks; it goes out as plain text: %s", error)
            note = PLAIN_TEXT.format(why=error)
        return await call(self._slack, method, once=once, **draw.plain_message(card), **more), note

    async def find(self, conversation: str, key: str) -> Sent | None:
        """Look up a direct message by its key, newest first; in channels this is not possible."""
        channel = self._place(conversation) or self._opened.get(key, "")
        if not channel:
            raise DeliveryOutcomeUnknown("The conversation is not known in which the message would be.")
        if not channel.startswith(DIRECT):
            raise DeliveryOutcomeUnknown(AMONG_OTHERS)
        cursor: dict[str, Any] = {}
        for _ in range(PAGES):
            page = await call(
                self._slack,
                "conversations.history",
                channel=channel,
                limit=200,
                include_all_metadata=True,
                **cursor,
            )
            for message in page.get("messages") or ():
                if _key(message) == key:
                    return Sent(channel, str(message["ts"]))
            following = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not following:
                return None
            cursor = {"cursor": following}
        raise DeliveryOutcomeUnknown(
            "Too much was written in this conversation since to look the message up."
        )

    async def _require_private(self, room: str) -> None:
        """Nothing confidential goes into a room that was made public. Asked at most every ten minutes.

        The app may read of private channels alone: where Slack wants `channels:read`, this one is public.
        """
        if self._private.get(room, -ROOM_SECONDS) > time.monotonic() - ROOM_SECONDS:
            return
        try:
            place = (await call(self._slack, "conversations.info", channel=room))["channel"]
        except PermissionMissing as missing:
            if "groups:read" in str(missing):
                log.error("%s", missing)
                return
            raise Undeliverable(PUBLIC) from missing
        if not place.get("is_private") and not place.get("is_mpim") and not place.get("is_im"):
            raise Undeliverable(PUBLIC)
        self._private[room] = time.monotonic()

    def is_shared(self, conversation: str) -> bool:
        """Direct messages with the bot begin with D (https://docs.slack.dev/reference/objects/conversation-object)."""
        return not conversation.startswith("D")

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        """Create a private channel for these people."""
        users = [member.user for member in members]
        return await rooms.open_room(self._slack, name, topic, users, self._settings.install_team)

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        """Add people to a room and remove people from it."""
        await rooms.invite(self._slack, conversation, [account.user for account in add])
        await rooms.remove(self._slack, conversation, [account.user for account in remove])

    def _place(self, conversation: str) -> str:
        return self._settings.channels.get(conversation.removeprefix("channel:"), conversation)

    @staticmethod
    def _remember(kept: OrderedDict[Key, Value], key: Key, value: Value) -> None:
        """Keep the newest: conversations whose first message may have to be looked up, and profiles."""
        kept[key] = value
        if len(kept) > OPENED:
            kept.popitem(last=False)

    def _account(self, user: str) -> Account:
        return Account(PLATFORM, self._settings.tenant, user)

    def _is_foreign(self, user: Mapping[str, Any]) -> bool:
        if self._settings.enterprise:
            return (user.get("enterprise_user") or {}).get("enterprise_id") != self._settings.enterprise
        return user.get("team_id") != self._settings.team


QUIET = {"unfurl_links": False, "unfurl_media": False}


def _key(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return str(payload.get("key", "")) if metadata.get("event_type") == MARK else ""


def _is(error: Undeliverable, *names: str) -> bool:
    """Whether Slack gave one of these errors."""
    response = getattr(error.__cause__, "response", None)
    return (response.get("error") if response is not None else None) in names
