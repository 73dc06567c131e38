"""Implements `adapter_api.chat.Chat` for Teams: finds people, sends and redraws cards, opens rooms."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from govbot.adapter_api.chat import (
    Account,
    AccountGone,
    ConversationGone,
    DeliveryOutcomeUnknown,
    Limit,
    PermissionMissing,
    Profile,
    RetryLater,
    Sent,
    Undeliverable,
)
from govbot.core.cards.vocabulary import Buttons, Card
from govbot_teams import limits, rooms
from govbot_teams.activity import PLATFORM, split_thread
from govbot_teams.attempts import Attempts
from govbot_teams.errors import NOT_INSTALLED, in_words
from govbot_teams.graph import Graph
from govbot_teams.messages import of_card
from govbot_teams.references import Person, References
from govbot_teams.sdk_turns import Turns
from govbot_teams.settings import TeamsSettings

log = logging.getLogger(__name__)


class TeamsChat:
    """Implements `govbot.adapter_api.chat.Chat` for Teams."""

    platform = PLATFORM

    def __init__(self, settings: TeamsSettings, references: References, graph: Graph) -> None:
        self._settings = settings
        self._references = references
        self._graph = graph
        self._attempts = Attempts()
        self.turns: Turns | None = None

    @property
    def channels(self) -> Mapping[str, str]:
        """The channels named in the settings."""
        return self._settings.channels

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits of Teams and of Graph, as the operator has set them."""
        return self._settings.pace.limits()

    async def address(self, email: str) -> Account | None:
        """The account with this address: from Graph if it is allowed, else from the stored references."""
        user: Mapping[str, Any] | None
        try:
            user = await self._graph.user(email) if self._settings.graph else None
        except PermissionMissing as missing:  # whom the bot has met is found all the same
            if not (met := await self._references.by_email(email)):
                raise
            log.error("%s", missing)
            return self._account(met.user)
        if self._settings.graph:
            if user is None or user.get("accountEnabled") is False or user.get("userType") == "Guest":
                return None
            await self._references.meet(str(user["id"]), email)
            return self._account(str(user["id"]))
        met = await self._references.by_email(email)
        return self._account(met.user) if met else None

    def at_hand(self, account: Account) -> Profile | None:
        """Nothing: a look-up tells only where somebody is found."""
        return None

    def problems(self) -> Sequence[str]:
        """Nothing: the platform calls govbot, and no connection is held."""
        return ()

    async def profile(self, account: Account) -> Profile:
        """The profile of an account, from the conversation in which the bot met it."""
        met = await self._references.person(account.user)
        place = (met.conversation or met.met_in) if met else ""
        if met is None or not place or account.tenant != self._settings.tenant:
            return Profile(account, "", is_guest=True)
        try:
            async with in_words():
                member = await self._turns.member(self._service(met.service), place, met.member or met.user)
        except Undeliverable:
            return Profile(account, "", is_guest=True)
        return await self._profile(account, member, await self._is_disabled(account))

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        """Send a card to a person; creates the conversation if its id is unknown."""
        self._attempts.begin(key)
        try:
            return await self._post(conversation or await self.open(account), of_card(card), key)
        except ConversationGone:
            await self._references.leave(account.user)  # the next time it is opened anew
            raise

    async def post(self, conversation: str, card: Card, key: str) -> Sent:
        """Post a card to a channel or room: one named in the settings, or any other by its id."""
        self._attempts.begin(key)
        place = self._place(conversation)
        return await self._post(place, of_card(card, await self.refresh_for(place, card)), key)

    async def redraw(self, sent: Sent, card: Card) -> None:
        """Redraw a card in place; idempotent."""
        place = self._place(sent.conversation)
        drawn = of_card(card, await self.refresh_for(place, card))
        async with in_words():
            await self._turns.change(await self._service_of(place), place, sent.message, drawn)

    async def find(self, conversation: str, key: str) -> Sent | None:
        """Look up a message by its key, among those that this process sent."""
        return self._attempts.find(key)

    def is_shared(self, conversation: str) -> bool:
        """Group chats and channels are threads, "19:…"; the personal chat with a bot is "a:…"."""
        return split_thread(conversation)[0].startswith("19:")

    async def open_room(self, name: str, topic: str, members: list[Account]) -> str:
        """Create a group chat for these people, where Graph is allowed."""
        room = await rooms.open_room(self._settings, self._graph, name, members)
        await self._references.visit(room, self._settings.hosts.service)
        return room

    async def change_members(self, conversation: str, add: list[Account], remove: list[Account]) -> None:
        """Add people to a room and remove people from it."""
        await rooms.change_members(self._settings, self._graph, conversation, add, remove)

    async def say(self, account: Account, conversation: str, activity: dict[str, Any]) -> Sent:
        """Send a card to a person in a conversation; "" is the personal one."""
        place = conversation or await self.open(account)
        async with in_words(once=True):
            return Sent(place, await self._turns.post(await self._service_of(place), place, activity))

    async def open(self, account: Account) -> str:
        """The id of the personal conversation with an account; installs the app for them if Graph is allowed."""
        met = await self._references.person(account.user) or Person(account.user)
        if met.conversation:
            return met.conversation
        service = self._service(met.service)
        try:
            conversation = await self._opened(service, met.member or met.user)
        except Undeliverable as error:
            if str(error) != NOT_INSTALLED or not (self._settings.graph and self._settings.catalog_id):
                raise
            await self._graph.install(account.user)
            conversation = await self._opened(service, met.member or met.user)
        await self._references.meet(account.user, conversation=conversation, service=service)
        await self._references.visit(conversation, service)
        return conversation

    # How it is done -----------------------------------------------------------------------------------

    @property
    def _turns(self) -> Turns:
        if self.turns is None:
            raise RetryLater("The Teams adapter has not been started.")
        return self.turns

    async def _opened(self, service: str, member: str) -> str:
        try:
            async with in_words():
                return await self._turns.open(service, member, self._settings.tenant)
        except ConversationGone as gone:
            raise AccountGone(str(gone)) from gone

    async def _post(self, place: str, activity: dict[str, Any], key: str) -> Sent:
        """Send a message once, and note its state before and after the request."""
        service = await self._service_of(place)
        self._attempts.leave(key)
        try:
            async with in_words(once=True):
                message = await self._turns.post(service, place, activity)
        except (RetryLater, Undeliverable):
            self._attempts.refused(key)
            raise
        if not message:
            raise DeliveryOutcomeUnknown("Teams took the message, but did not say under which id.")
        sent = Sent(place, message)
        self._attempts.arrived(key, sent)
        return sent

    def _place(self, conversation: str) -> str:
        named = self._settings.channels.get(conversation.removeprefix("channel:"), conversation)
        return split_thread(named)[0]

    async def _service_of(self, place: str) -> str:
        known = await self._references.place(split_thread(place)[0])
        return self._service(known.service if known else "")

    def _service(self, kept: str) -> str:
        return kept or self._settings.hosts.service

    async def refresh_for(self, place: str, card: Card) -> Sequence[str]:
        """The Teams ids for whom a card in a shared conversation refreshes: its known members.

        Teams is asked once for a conversation's members; whoever is added or speaks there later is added then.
        """
        if not self.is_shared(place) or not any(isinstance(part, Buttons) for part in card.parts):
            return ()
        known = await self._references.place(place)
        if known is None or not known.asked:
            members = await self._members(place)
            if members is not None:
                await self._references.visit(place, "", members, asked=True)
                known = await self._references.place(place)
        return known.members if known else ()

    async def _members(self, place: str) -> Sequence[str] | None:
        """The members of a conversation, as many as a card is drawn again for; None where Teams does not say."""
        try:
            async with in_words():
                return await self._turns.members(await self._service_of(place), place, limits.REFRESHED_FOR)
        except (RetryLater, Undeliverable):
            return None

    def _account(self, user: str) -> Account:
        return Account(PLATFORM, self._settings.tenant, user)

    async def _is_disabled(self, account: Account) -> bool:
        """Whether the account was switched off, as far as the app may ask."""
        try:
            user = await self._graph.user(account.user) if self._settings.graph else None
        except PermissionMissing as missing:
            log.error("%s", missing)
            return False
        return user is not None and user.get("accountEnabled") is False

    async def _profile(self, account: Account, member: dict[str, Any], is_disabled: bool) -> Profile:
        email = str(member.get("email") or member.get("userPrincipalName") or "")
        tenant = str(member.get("tenantId") or self._settings.tenant)
        role = str(member.get("userRole") or "user")
        is_guest = role != "user" or tenant != self._settings.tenant
        if not is_guest:
            await self._references.meet(account.user, email)
        return Profile(account, email, is_guest, is_disabled)
