"""A rehearsal on two chats at once: each person is on the one that the lists say, in one house with one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govbot.adapter_api.simulated_chat import Seen, SimulatedChat, SimulatedUser, named
from govbot.adapter_api.simulation_controls import Persona
from govbot.demo.tour.telling import Actor, TourFailed

if TYPE_CHECKING:
    from govbot.demo.tour.script import Play


class Together:
    """The people of all chats. Who is on several, and who is said to be on none, plays on the first.

    `names` gives each platform's name for people; `chats` on which platform each address is.
    """

    platform = "both"

    def __init__(
        self, simulated_chats: Mapping[str, SimulatedChat], names: Mapping[str, str], chats: Mapping[str, str]
    ) -> None:
        self.simulated_chats = simulated_chats
        self.names = names
        self._chats = chats

    def where(self, email: str) -> str:
        """The chat at which this person plays, as people call it."""
        return self.names[self._at(email)]

    def count(self, emails: Sequence[str]) -> str:
        """How many are where: "44 on one chat, 44 on another"."""
        found = Counter(self.where(email) for email in emails)
        return ", ".join(f"{found[name]} on {name}" for name in self.names.values())

    async def player(self, email: str) -> SimulatedUser:
        return await self.simulated_chats[self._at(email)].player(email)

    async def close(self) -> None:
        for simulated_chat in self.simulated_chats.values():
            await simulated_chat.close()

    def _at(self, email: str) -> str:
        chat = self._chats.get(email, "")
        return chat if chat in self.simulated_chats else next(iter(self.names))


class Among:
    """Simulation controls that know of some people only: those who have an account on one of the chats.

    On the `usual` one are also those of whom nobody has said where they are.
    """

    def __init__(self, controls: Any, chats: Mapping[str, str], name: str, usual: bool) -> None:
        self._backstage, self._chats, self._name, self._usual = controls, chats, name, usual

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backstage, name)

    async def people(self) -> Sequence[Persona]:
        everybody: Sequence[Persona] = await self._backstage.people()
        wanted = (self._name, "both", *(("",) if self._usual else ()))
        return [one for one in everybody if self._chats.get(one.email, "") in wanted]


async def alike_in_both_rooms(play: Play, members: Sequence[Actor], title: str, words: str = "") -> None:
    """The group has a room on each chat, and the same card stands in both; it says these words."""
    if not isinstance(play.company.simulated_chat, Together):
        return
    by_chat = {play.company.simulated_chat.where(one.player.email): one for one in members}
    if set(by_chat) != set(play.company.simulated_chat.names.values()):
        play.company.teller.aside("The group's members are all on one chat, so it has one room.")
        return
    shown = {chat: await _in_room(play, one, title) for chat, one in by_chat.items()}
    for chat, card in shown.items():
        if words not in card.words:
            raise TourFailed(
                f"In the room on {chat} “{card.title}” should say “{words}”, and says: {card.words}"
            )
    if len({(card.title, card.buttons) for card in shown.values()}) > 1:
        raise TourFailed(f"“{title}” is not the same in both rooms: {shown}")
    said = f", and says “{words}”" if words else ""
    where = " and ".join(f"in the room on {chat}" for chat in shown)
    play.company.teller.aside(f"→ “{title}” stands {where}{said}")


async def _in_room(play: Play, member: Actor, title: str) -> Seen:
    return named(await member.player.channel(play.policy), title)


async def changed_elsewhere(play: Play, who: Actor, title: str, button: str) -> None:
    """What somebody answered on one chat is over on the card that this person has on the other."""
    if not isinstance(play.company.simulated_chat, Together):
        return
    card = named(await who.player.inbox(), title)
    if any(label.startswith(button) for label in card.buttons):
        raise TourFailed(f"“{card.title}” of {who.name} still has its button “{button}”.")
    play.company.teller.aside(f"→ on {who.where} the card of {who.name} has changed: “{button}” is gone")
