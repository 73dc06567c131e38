"""A tour through several chats at once: each person uses the chat that the lists name, on one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from govbot.adapter_api.simulated_chat import Seen, SimulatedChat, SimulatedUser, named
from govbot.demo.tour.participants import Participant
from govbot.demo.tour.scenario import Scenario
from govbot.demo.tour.transcript import TourFailed


class ParallelChats:
    """Several simulated chats as one. People on several chats, or with none listed, use the first.

    `names` gives each platform's display name, by platform; `chats` the platform of each address, or "both".
    """

    platform = "both"

    def __init__(
        self, simulated_chats: Mapping[str, SimulatedChat], names: Mapping[str, str], chats: Mapping[str, str]
    ) -> None:
        self.simulated_chats = simulated_chats
        self.names = names
        self._chats = chats

    def where(self, email: str) -> str:
        """The display name of the chat that this person uses."""
        return self.names[self._platform_of(email)]

    def count(self, emails: Sequence[str]) -> str:
        """How many people use each chat: "44 on one chat, 44 on another"."""
        people = Counter(self.where(email) for email in emails)
        return ", ".join(f"{people[name]} on {name}" for name in self.names.values())

    async def player(self, email: str) -> SimulatedUser:
        return await self.simulated_chats[self._platform_of(email)].player(email)

    async def close(self) -> None:
        for simulated_chat in self.simulated_chats.values():
            await simulated_chat.close()

    def _platform_of(self, email: str) -> str:
        chat = self._chats.get(email, "")
        return chat if chat in self.simulated_chats else next(iter(self.names))


async def check_same_card_in_both_rooms(
    scenario: Scenario, members: Sequence[Participant], title: str, words: str = ""
) -> None:
    """The group has a room on each chat; both show the same card, and it contains these words."""
    chats, transcript = scenario.participants.simulated_chat, scenario.participants.transcript
    if not isinstance(chats, ParallelChats):
        return
    member_on = {chats.where(member.user.email): member for member in members}
    if set(member_on) != set(chats.names.values()):
        transcript.detail("The group's members are all on one chat, so it has one room.")
        return
    # In the order of the chats, not of the members, so that every list of members gives the same line.
    shown = {chat: await _in_room(scenario, member_on[chat], title) for chat in chats.names.values()}
    for chat, card in shown.items():
        if words not in card.words:
            raise TourFailed(
                f"In the room on {chat} “{card.title}” should say “{words}”, and says: {card.words}"
            )
    if len({(card.title, card.buttons) for card in shown.values()}) > 1:
        raise TourFailed(f"“{title}” is not the same in both rooms: {shown}")
    said = f", and says “{words}”" if words else ""
    where = " and ".join(f"in the room on {chat}" for chat in shown)
    transcript.detail(f"→ “{title}” stands {where}{said}")


async def _in_room(scenario: Scenario, member: Participant, title: str) -> Seen:
    return named(await member.user.channel(scenario.policy), title)


async def check_changed_on_the_other_chat(
    scenario: Scenario, reader: Participant, title: str, button: str
) -> None:
    """An answer given on one chat removes its button from the card that this person has on another."""
    if not isinstance(scenario.participants.simulated_chat, ParallelChats):
        return
    card = named(await reader.user.inbox(), title)
    if any(label.startswith(button) for label in card.buttons):
        raise TourFailed(f"“{card.title}” of {reader.name} still has its button “{button}”.")
    scenario.participants.transcript.detail(
        f"→ on {reader.where} the card of {reader.name} has changed: “{button}” is gone"
    )
