"""Simulated users of Teams: they act through the project's own stand-in, which sends requests with tokens."""

from __future__ import annotations

from collections.abc import Mapping

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.simulated_chat import Missing, Seen, filled, labelled
from govbot.adapter_api.simulation_controls import SimulationControls
from govbot.bot import Bot
from govbot_teams.adapter import TeamsAdapter
from govbot_teams.standin import Dialog, Message, Note, Person, Workspace, screen

Shown = Message | Dialog | Note


class SimulatedTeamsUser:
    """A simulated user of the stand-in (`govbot.adapter_api.simulated_chat.SimulatedUser`)."""

    def __init__(self, workspace: Workspace, person: Person, email: str) -> None:
        self._teams = workspace
        self._person = person
        self.email = email

    async def command(self, words: str) -> Seen:
        return self._seen(await self._person.say(f"gov {words}"))

    async def press(self, on: Seen, label: str) -> Seen:
        assert isinstance(on.handle, (Message, Dialog))
        return self._seen(await self._person.press(on.handle, labelled(on, label)))

    async def fill(self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload]) -> Seen:
        assert isinstance(form.handle, (Message, Dialog))
        return self._seen(await self._person.fill(form.handle, filled(answers, files)))

    async def say(self, words: str, thread: Seen | None = None) -> Seen:
        root = thread.handle if thread is not None else None
        assert root is None or isinstance(root, Message)
        return self._seen(await self._person.say(words, thread=root))

    async def inbox(self) -> list[Seen]:
        return [self._seen(message) for message in self._person.inbox]

    async def channel(self, name: str) -> list[Seen]:
        for place in self._teams.world.conversations.values():
            seen = place.kind != "personal" and self._person.user.id in place.members
            if seen and name.casefold() in place.name.casefold():
                return [self._seen(message) for message in place.messages]
        raise Missing(f"{self.email} sees no channel or room called “{name}”.")

    def _seen(self, what: Shown) -> Seen:
        """A message or dialog as the adapter-neutral `Seen`."""
        if isinstance(what, Note) or (isinstance(what, Message) and what.card is None):
            return Seen("no", what.text, what.text, handle=what)
        card = self._person.card(what)
        title = what.title if isinstance(what, Dialog) else screen.title(card)
        problems = {where: why for where, why in screen.problems(card).items() if where}
        asks = screen.asks(card)
        kind = ("problems" if problems else "form") if asks else "card"
        return Seen(
            kind,  # type: ignore[arg-type] # one of the four words
            title,
            screen.words(card),
            tuple(screen.buttons(card)),
            problems,
            what,
        )


class SimulatedTeams:
    """A tenant on loopback with all simulated users (`govbot.adapter_api.simulated_chat.SimulatedChat`)."""

    platform = "teams"

    def __init__(self, workspace: Workspace) -> None:
        self._teams = workspace

    async def player(self, email: str) -> SimulatedTeamsUser:
        return SimulatedTeamsUser(self._teams, self._teams.person(email), email)

    async def close(self) -> None:
        await self._teams.__aexit__()


async def simulated_chat(bot: Bot, controls: SimulationControls) -> SimulatedTeams:
    """Open a Teams stand-in with everybody of the simulation, and serve it with real tokens."""
    people = [(persona.name, persona.email) for persona in await controls.people()]
    workspace = Workspace(*people)
    await workspace.__aenter__()
    await workspace.serve(TeamsAdapter(bot, workspace.settings()))
    return SimulatedTeams(workspace)
