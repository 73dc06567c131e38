"""The people of the tour, found by their offices in the lists that were taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from govbot.adapter_api.simulated_chat import SimulatedChat
from govbot.demo.tour.telling import Actor, Teller, TourFailed
from govbot.operations.rosters import Agency, Office, Representative


@dataclass
class Company:
    """Everybody of the tour. Seats are in the order of `process.toml`: the Senior Policy Advisor's first."""

    simulated_chat: SimulatedChat
    teller: Teller
    agencies: Sequence[Agency]
    roster: Sequence[Representative]
    offices: Sequence[Office]
    where: Callable[[str], str] = lambda email: ""

    async def office(self, role: str, words: str = "") -> Actor:
        """The office of this role whose name holds these words."""
        for office in self.offices:
            if office.role.casefold() == role and words.casefold() in office.office.casefold():
                return await self.actor(office.office, office.email)
        raise TourFailed(f"The list of offices has no “{role}” called “{words}”; the tour needs one.")

    async def representatives(self, quietly: bool = False) -> list[Actor]:
        """Everybody on the roster, each once, in the order of the list."""
        first = {row.email: row for row in reversed(self.roster)}
        people = {row.email: first[row.email] for row in self.roster}
        return [await self.actor(row.name, row.email, quietly) for row in people.values()]

    async def actor(self, name: str, email: str, quietly: bool = False) -> Actor:
        player = await self.simulated_chat.player(email)
        return Actor(name, player, self.teller, quietly, where=self.where(email))

    def label(self, email: str) -> str:
        """How lists show the person with this address."""
        for office in self.offices:
            if office.email == email:
                return f"{office.office} ({office.email})"
        for row in self.roster:
            if row.email == email:
                return f"{row.name} ({row.email})"
        raise TourFailed(f"Nobody in the lists has the address {email}.")

    @property
    def emails(self) -> list[str]:
        return sorted({row.email for row in self.roster} | {office.email for office in self.offices})

    @property
    def people(self) -> int:
        return len(self.emails)
