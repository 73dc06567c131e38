"""Simulated users of Slack: they act through the project's own stand-in, which sends signed requests."""

from __future__ import annotations

from collections.abc import Mapping

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.simulated_chat import Missing, Seen, filled, labelled
from govbot.adapter_api.simulation_controls import SimulationControls
from govbot.bot import Bot
from govbot_slack.adapter import SlackAdapter
from govbot_slack.standin import Message, Person, View, Workspace
from govbot_slack.standin.screen import inputs


class SimulatedSlackUser:
    """A simulated user of the stand-in (`govbot.adapter_api.simulated_chat.SimulatedUser`)."""

    def __init__(self, workspace: Workspace, person: Person, email: str) -> None:
        self._slack = workspace
        self._person = person
        self.email = email

    async def command(self, words: str) -> Seen:
        return seen(await self._person.command(words))

    async def press(self, on: Seen, label: str) -> Seen:
        assert isinstance(on.handle, (Message, View))
        return seen(await self._person.press(on.handle, labelled(on, label)))

    async def fill(self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload]) -> Seen:
        view = form.handle
        assert isinstance(view, View)
        after = await self._person.fill(view, filled(answers, files))
        if isinstance(after, View) and after.errors:
            return Seen(
                "problems", after.title, " ".join(after.errors.values()), problems=after.errors, handle=after
            )
        return seen(after) if after is not None else Seen("card", view.title)

    async def say(self, words: str, thread: Seen | None = None) -> Seen:
        root = thread.handle if thread is not None else None
        assert root is None or isinstance(root, Message)
        among_others = root is not None and self._slack.world.conversations[root.conversation].kind != "im"
        after = await self._person.say(words, thread=root, mention=among_others)
        if after is None:
            raise Missing("The bot did not answer.")
        return seen(after)

    async def inbox(self) -> list[Seen]:
        return [
            seen(message)
            for message in self._person.direct
            if message.bot or message.user != self._person.user.id
        ]

    async def channel(self, name: str) -> list[Seen]:
        user = self._person.user.id
        for place in self._slack.world.conversations.values():
            if place.kind != "im" and name.casefold() in place.name.casefold() and user in place.members:
                return [seen(message) for message in place.messages]
        raise Missing(f"{self.email} sees no channel or room called “{name}”.")


class SimulatedSlack:
    """A workspace on loopback with all simulated users (`govbot.adapter_api.simulated_chat.SimulatedChat`)."""

    platform = "slack"

    def __init__(self, workspace: Workspace) -> None:
        self._slack = workspace

    async def player(self, email: str) -> SimulatedSlackUser:
        return SimulatedSlackUser(self._slack, self._slack.person(email), email)

    async def close(self) -> None:
        await self._slack.__aexit__()


async def simulated_chat(bot: Bot, controls: SimulationControls) -> SimulatedSlack:
    """Open a Slack stand-in with everybody of the simulation, and serve it over signed HTTP."""
    people = [(persona.name, persona.email) for persona in await controls.people()]
    workspace = Workspace(*people, patience=10.0)
    await workspace.__aenter__()
    await workspace.serve(SlackAdapter(bot, workspace.settings()))
    return SimulatedSlack(workspace)


def seen(what: Message | View) -> Seen:
    """A message or view as the adapter-neutral `Seen`."""
    if isinstance(what, View):
        asks = bool(list(inputs(what.payload["blocks"]))) or "submit" in what.payload
        return Seen("form" if asks else "card", what.title, what.words, tuple(what.buttons), handle=what)
    sorry = not what.buttons and not what.metadata and bool(what.ephemeral_for)
    return Seen(
        "no" if sorry else "card", what.text, what.words or what.text, tuple(what.buttons), handle=what
    )
