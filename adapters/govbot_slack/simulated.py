"""People of a Slack workspace for a rehearsal: signed requests against the project's own stand-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.simulated_chat import Missing, Seen
from govbot.bot import Bot
from govbot_slack.adapter import SlackAdapter
from govbot_slack.standin import Message, Person, View, Workspace
from govbot_slack.standin.screen import inputs


class Named(Protocol):
    """Somebody of the rehearsal."""

    @property
    def name(self) -> str: ...

    @property
    def email(self) -> str: ...


class SimulationControls(Protocol):
    """Who is in the rehearsal."""

    async def people(self) -> Any: ...


class SimulatedSlackUser:
    """One person at the stand-in."""

    def __init__(self, workspace: Workspace, person: Person, email: str) -> None:
        self._slack = workspace
        self._person = person
        self.email = email

    async def command(self, words: str) -> Seen:
        return seen(await self._person.command(words))

    async def press(self, on: Seen, label: str) -> Seen:
        assert isinstance(on.handle, (Message, View))
        fitting = [one for one in on.buttons if one == label] or [
            one for one in on.buttons if one.startswith(label)
        ]
        if len(fitting) != 1:
            raise Missing(f"“{on.title}” shows no one button “{label}”, but: {', '.join(on.buttons)}.")
        return seen(await self._person.press(on.handle, fitting[0]))

    async def fill(self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload]) -> Seen:
        view = form.handle
        assert isinstance(view, View)
        given: dict[str, Any] = {**answers, **{name: (file.name, file.data) for name, file in files.items()}}
        after = await self._person.fill(view, given)
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
        return [seen(one) for one in self._person.direct if one.bot or one.user != self._person.user.id]

    async def channel(self, name: str) -> list[Seen]:
        user = self._person.user.id
        for place in self._slack.world.conversations.values():
            if place.kind != "im" and name.casefold() in place.name.casefold() and user in place.members:
                return [seen(one) for one in place.messages]
        raise Missing(f"{self.email} sees no channel or room called “{name}”.")


class SimulatedSlack:
    """A workspace on loopback with everybody in it."""

    platform = "slack"

    def __init__(self, workspace: Workspace) -> None:
        self._slack = workspace

    async def player(self, email: str) -> SimulatedSlackUser:
        return SimulatedSlackUser(self._slack, self._slack.person(email), email)

    async def close(self) -> None:
        await self._slack.__aexit__()


async def simulated_chat(bot: Bot, controls: SimulationControls) -> SimulatedSlack:
    """The people of this rehearsal, in a Slack stand-in that the adapter serves over signed HTTP."""
    people = [(one.name, one.email) for one in await controls.people()]
    workspace = Workspace(*people, patience=10.0)
    await workspace.__aenter__()
    await workspace.serve(SlackAdapter(bot, workspace.settings()))
    return SimulatedSlack(workspace)


def seen(what: Message | View) -> Seen:
    """What Slack shows, in words."""
    if isinstance(what, View):
        asks = bool(list(inputs(what.payload["blocks"]))) or "submit" in what.payload
        return Seen("form" if asks else "card", what.title, what.words, tuple(what.buttons), handle=what)
    sorry = not what.buttons and not what.metadata and bool(what.ephemeral_for)
    return Seen(
        "no" if sorry else "card", what.text, what.words or what.text, tuple(what.buttons), handle=what
    )
