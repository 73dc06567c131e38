"""Implements `adapter_api.chat.Chat` for Slack: finds people, sends and redraws cards, opens rooms."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from govbot.adapter_api.chat import Account, DeliveryOutcomeUnknown, Limit, Profile, Sent, Undeliverable
from govbot.core.cards.vocabulary import Card
from govbot_slack import card as draw
from govbot_slack import rooms
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


class SlackChat:
    """Implements `govbot.adapter_api.chat.Chat` for Slack."""

    platform = PLATFORM

    def __init__(self, slack: AsyncWebClient, settings: SlackSettings) -> None:
        self._slack = slack
        self._settings = settings
        self._opened: OrderedDict[str, str] = OrderedDict()

    @property
    def channels(self) -> Mapping[str, str]:
        """The channels named in the settings."""
        return self._settings.channels

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Slack's limits, as the operator has set them."""
        return self._settings.pace.limits()

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
        return self._account(str(user["id"]))

    async def profile(self, account: Account) -> Profile:
        """The profile of an account; everybody but full members counts as a guest, and so do bots."""
        try:
            user = (await call(self._slack, "users.info", user=account.user))["user"]
        except Undeliverable as error:
            if _is(error, "user_not_found", "user_not_visible", "users_not_found"):
                return Profile(account, "", is_guest=True)
            raise
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
            self._keep(key, conversation)
        return await self.post(conversation, card, key)

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        """Post a card to a channel: one named in the settings, or any other by its id."""
        channel = self._place(conversation)
        mark = {"event_type": MARK, "event_payload": {"key": key}}
        arguments = {**draw.message(card), "metadata": mark, "mrkdwn": False, **QUIET}
        answer = await call(self._slack, "chat.postMessage", once=True, channel=channel, **arguments)
        return Sent(str(answer["channel"]), str(answer["ts"]))

    async def redraw(self, sent: Sent, card: Card) -> None:
        """Redraw a card in place; idempotent."""
        await call(
            self._slack, "chat.update", channel=sent.conversation, ts=sent.message, **draw.message(card)
        )

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

    def is_shared(self, conversation: str) -> bool:
        """Direct messages with the bot begin with D (https://docs.slack.dev/reference/objects/conversation-object)."""
        return not conversation.startswith("D")

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        """Create a private channel for these people."""
        return await rooms.open_room(self._slack, name, topic, [member.user for member in members])

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        """Add people to a room and remove people from it."""
        await rooms.invite(self._slack, conversation, [account.user for account in add])
        await rooms.remove(self._slack, conversation, [account.user for account in remove])

    def _place(self, conversation: str) -> str:
        return self._settings.channels.get(conversation.removeprefix("channel:"), conversation)

    def _keep(self, key: str, conversation: str) -> None:
        """Remember the conversation of the first message to a person, in case its outcome must be looked up."""
        self._opened[key] = conversation
        if len(self._opened) > OPENED:
            self._opened.popitem(last=False)

    def _account(self, user: str) -> Account:
        return Account(PLATFORM, self._settings.tenant, user)

    def _is_foreign(self, user: dict[str, Any]) -> bool:
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
