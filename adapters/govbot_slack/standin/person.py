"""A simulated person in the Slack stand-in: types, presses, fills in forms, and reads what Slack shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

from govbot_slack.standin import filling, screen, views_api
from govbot_slack.standin.chat_api import say_alone
from govbot_slack.standin.checks import check_view
from govbot_slack.standin.filling import Unfillable
from govbot_slack.standin.payloads import MENTION, Payloads, escaped
from govbot_slack.standin.users_api import BOT
from govbot_slack.standin.world import Conversation, Message, SlackSays, User, View, World

Dict = dict[str, Any]
Seen = Message | View


class Nothing(AssertionError):
    """A person acted, and neither a message nor a form came back."""


class Connection(Protocol):
    """The part of a workspace that a person's client uses; a Protocol, so that imports go one way only."""

    world: World
    payloads: Payloads

    def channel(self, name: str) -> Conversation: ...
    def upload(self, name: str, data: bytes, media: str = "") -> Dict: ...
    async def send(self, kind: str, payload: Dict) -> Dict: ...
    async def tell(self, event: Dict) -> bool: ...
    async def until(self, happened: Callable[[], bool]) -> None: ...
    async def settled(self) -> None: ...


class Person:
    """A simulated user; every act returns the modal or message that appeared or changed for this person."""

    def __init__(self, workspace: Connection, user: User) -> None:
        self._slack = workspace
        self.user = user

    # What they see ------------------------------------------------------------------------------------

    @property
    def direct(self) -> list[Message]:
        """Their direct conversation with the bot, oldest first; threads and ephemeral messages among it."""
        place = self._slack.world.direct(BOT, self.user.id)
        alone = [message for message in self.ephemerals if message.conversation == place.id]
        return sorted([*place.messages, *alone], key=lambda message: float(message.ts))

    @property
    def direct_place(self) -> str:
        """The id of their direct conversation with the bot."""
        return self._slack.world.direct(BOT, self.user.id).id

    @property
    def ephemerals(self) -> list[Message]:
        """What only they see, in any conversation."""
        return [message for message in self._slack.world.ephemerals if message.ephemeral_for == self.user.id]

    @property
    def view(self) -> View | None:
        """The modal on top, if one is open."""
        stack = self._slack.world.stacks.get(self.user.id)
        return stack[-1] if stack else None

    @property
    def home_tab(self) -> View | None:
        """Their Home tab, once it was drawn."""
        return self._slack.world.homes.get(self.user.id)

    def channel(self, name: str) -> list[Message]:
        """The messages of a channel that they are in (by its name or id)."""
        place = self._slack.channel(name)
        if self.user.id not in place.members:
            raise Unfillable(f"{self.user.name} is not in {name}")
        return place.messages

    # What they do -------------------------------------------------------------------------------------

    async def command(self, words: str, channel: str = "") -> Seen:
        """Type a command ("/gov status", or "status" alone), in a channel or in the bot's conversation."""
        command, _, text = (words if words.startswith("/") else f"/gov {words}").partition(" ")
        place = self._slack.channel(channel) if channel else self._slack.world.direct(BOT, self.user.id)
        before = len(self._slack.world.seen)
        answer = await self._slack.send(
            "slash_commands", self._slack.payloads.command(self.user, command, text, place.id)
        )
        if answer:
            say_alone(self._slack.world, place.id, self.user.id, answer)
        return await self._seen(before, words)

    async def press(self, place: Seen, label: str) -> Seen:
        """Press the button with this label, and say yes where it asks."""
        button = self._button(place, label)
        before = len(self._slack.world.seen)
        await self._slack.send("interactive", self._slack.payloads.press(self.user, place, button))
        return await self._seen(before, label)

    async def fill(self, view: Seen, answers: dict[str, Any], submit: bool = True) -> Seen | None:
        """Answer the questions by their labels (or names), and hand the form in.

        A file is (name, bytes). A form not taken comes back with its `errors`; None when it just closes.
        """
        assert isinstance(view, View), f"this is no form: {view}"

        async def suggest(block: Dict, typed: str) -> list[Dict]:
            asked = self._slack.payloads.suggest(self.user, view, block, typed)
            return filling.must_be_options(await self._slack.send("interactive", asked))

        for label, value in answers.items():
            await filling.enter(view, filling.question(view, label), value, suggest, self._slack.upload)
        return await self.submit(view) if submit else view

    async def submit(self, view: View) -> Seen | None:
        """Hand in what has been entered."""
        filling.must_be_complete(view)
        view.errors = {}
        answer = await self._slack.send("interactive", self._slack.payloads.submit(self.user, view))
        seen = self._after_submission(view, answer)
        await self._slack.settled()
        return seen

    async def close(self) -> None:
        """Close the modal on top; Slack tells the app where the modal asks for it."""
        view = self._slack.world.stacks[self.user.id].pop()
        if view.payload.get("notify_on_close"):
            await self._slack.send("interactive", self._slack.payloads.closed(self.user, view))
            await self._slack.settled()

    async def say(
        self,
        words: str,
        channel: str = "",
        thread: Message | None = None,
        mention: bool = False,
        file: tuple[str, bytes] | None = None,
    ) -> Seen | None:
        """Write to the bot, in a channel, or in a message's thread. Among others it hears mentions alone."""
        world = self._slack.world
        place = self._slack.channel(channel) if channel else world.direct(BOT, self.user.id)
        if thread is not None:
            place = world.conversations[thread.conversation]
        root = (thread.thread or thread.ts) if thread else ""
        text = f"{MENTION} {escaped(words)}" if mention else escaped(words)
        message = Message(place.id, world.ts(), self.user.id, text, thread=root)
        place.messages.append(message)
        before = len(world.seen)
        sent = {"subtype": "file_share", "files": [self._slack.upload(*file)]} if file else {}
        events = self._slack.payloads.said(self.user, message)
        heard = [await self._slack.tell({**event, **sent}) for event in events]
        if not any(heard):
            await self._slack.settled()
            return message
        return await self._seen(before, words)

    async def share(self, address: str, channel: str, composer: bool = False) -> bool:
        """Share a link in a channel, or (`composer`) type it without sending; whether the app is told of it."""
        world, place = self._slack.world, self._slack.channel(channel)
        message = Message(place.id, world.ts(), self.user.id, address)
        if not composer:
            place.messages.append(message)
        links = [{"domain": urlsplit(address).hostname, "url": address}]
        where = {"channel": "COMPOSER" if composer else place.id, "message_ts": message.ts}
        source = {"source": "composer" if composer else "conversations_history", "unfurl_id": world.id("Uf")}
        event = {"type": "link_shared", "user": self.user.id, "links": links, **where}
        told = await self._slack.tell({**event, **(source if composer else {})})
        await self._slack.settled()
        return told

    async def shortcut(self, message: Message, callback: str = "record_as_feedback") -> Seen:
        """Choose the app's shortcut on somebody's message."""
        before = len(self._slack.world.seen)
        await self._slack.send("interactive", self._slack.payloads.shortcut(self.user, message, callback))
        return await self._seen(before, callback)

    async def home(self) -> View:
        """Open the Home tab."""
        place = self._slack.world.direct(BOT, self.user.id)
        event = {"type": "app_home_opened", "user": self.user.id, "channel": place.id, "tab": "home"}
        drawn = self.home_tab.hash if self.home_tab else ""
        await self._slack.tell(event)
        await self._slack.until(lambda: self.home_tab is not None and self.home_tab.hash != drawn)
        if self.home_tab is None:
            raise Nothing(f"{self.user.name} opened Home, and it stayed empty")
        return self.home_tab

    # How it goes --------------------------------------------------------------------------------------

    def _button(self, place: Seen, label: str) -> Dict:
        blocks = place.blocks if isinstance(place, Message) else place.payload["blocks"]
        for button in screen.buttons(blocks):
            if screen.label(button) == label:
                return button
        raise Unfillable(f"There is no button {label!r}; there are {place.buttons}")

    def _after_submission(self, view: View, answer: Dict) -> Seen | None:
        world, stack = self._slack.world, self._slack.world.stacks[self.user.id]
        match answer.get("response_action"):
            case None:
                if answer:
                    raise Unfillable(f"Slack does not know this answer to a form: {answer}")
                stack.remove(view)
                return None
            case "clear":
                stack.clear()
                return None
            case "errors":
                labels = {
                    block["block_id"]: screen.label_of(block)
                    for block in screen.inputs(view.payload["blocks"])
                }
                if not answer.get("errors") or set(answer["errors"]) - labels.keys():
                    raise Unfillable(f"These errors name no question of {view.title!r}: {answer}")
                view.errors = {labels[name]: sentence for name, sentence in answer["errors"].items()}
                return view
            case "update" | "push" as action:
                _checked(answer["view"])
                if action == "update":
                    views_api.replace(world, view, answer["view"])
                    return view
                if len(stack) >= 3:
                    raise Unfillable("Slack shows three modals on top of each other, not four")
                return views_api.push(world, self.user.id, answer["view"])
            case other:
                raise Unfillable(f"Slack does not know the response_action {other!r}")

    async def _seen(self, before: int, what: str) -> Seen:
        """What appeared since: best a modal, then what only this person sees, then what changed last."""
        world = self._slack.world

        def new() -> list[Seen]:
            return [seen for whom, seen in world.seen[before:] if self._sees(whom, seen)]

        await self._slack.until(lambda: bool(new()))
        if not new():
            raise Nothing(f"{self.user.name} did {what!r} and was met with silence")
        appeared = new()
        views = [seen for seen in appeared if isinstance(seen, View)]
        alone = [seen for seen in appeared if isinstance(seen, Message) and seen.ephemeral_for]
        return (views or alone or appeared)[-1]

    def _sees(self, whom: str, seen: Seen) -> bool:
        if whom or isinstance(seen, View):
            return whom == self.user.id
        return self.user.id in self._slack.world.conversations[seen.conversation].members


def _checked(view: Dict) -> None:
    if view.get("type") != "modal":
        raise Unfillable("Slack answers a submission with modals only")
    try:
        check_view(view)
    except SlackSays as no:
        raise Unfillable(f"Slack would not show this modal: {no}") from no
