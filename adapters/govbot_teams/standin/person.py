"""A simulated person in the Teams stand-in: types, presses, fills in forms, sends files, reads what Teams shows."""

from __future__ import annotations

from typing import Any, Protocol

from govbot_teams.standin import filling, screen
from govbot_teams.standin.checks import check_card
from govbot_teams.standin.filling import Unfillable
from govbot_teams.standin.payloads import Payloads
from govbot_teams.standin.server import Server
from govbot_teams.standin.world import BOT, Conversation, Dialog, Message, Note, User, World

Dict = dict[str, Any]
Seen = Message | Dialog | Note


class Nothing(AssertionError):
    """A person acted, and neither a message nor a form came back."""


class Connection(Protocol):
    """The part of a tenant that a person's client uses; a Protocol, so that imports go one way only."""

    world: World
    server: Server
    payloads: Payloads

    def named(self, name: str) -> str: ...
    async def deliver(self, activity: Dict) -> bytes: ...
    async def invoke(self, activity: Dict) -> Dict: ...
    async def settled(self) -> None: ...


class Person:
    """A simulated user; every act returns the message or card that appeared or changed for this person."""

    def __init__(self, workspace: Connection, user: User) -> None:
        self._teams = workspace
        self.user = user

    # What they see ------------------------------------------------------------------------------------

    @property
    def chat(self) -> Conversation:
        """Their personal chat with the bot."""
        return self._teams.world.personal(self.user)

    @property
    def inbox(self) -> list[Message]:
        """The bot's messages in the personal chat, oldest first."""
        return [message for message in self.chat.messages if message.sender == BOT]

    def card(self, seen: Seen) -> Dict:
        """The card as this person has it before them."""
        card = seen.seen_by(self.user.id) if isinstance(seen, Message) else None
        card = seen.card if isinstance(seen, Dialog) else card
        if card is None:
            raise Unfillable(f"There is no card here: {seen}")
        return card

    # What they do -------------------------------------------------------------------------------------

    async def install(self) -> Message:
        """Install the app: the bot may write from now on."""
        self.user.installed = True
        before = len(self.inbox)
        for activity in self._teams.payloads.installed(self.user, self.chat):
            await self._teams.deliver(activity)
        return await self._answer(before, "installed the app")

    async def find(self, words: str) -> list[Dict]:
        """Use the message extension in the compose box: the cards offered, each checked as Teams would."""
        parameters = (
            [{"name": "words", "value": words}] if words else [{"name": "initialRun", "value": "true"}]
        )
        return await self._extension("query", {"commandId": "find", "parameters": parameters})

    async def paste(self, address: str) -> list[Dict]:
        """Paste a link into the compose box: the cards that unfurl it."""
        return await self._extension("queryLink", {"url": address})

    async def _extension(self, name: str, value: Dict) -> list[Dict]:
        asked = self._teams.payloads.invoke(f"composeExtension/{name}", self.user, self.chat, value)
        result = (await self._teams.invoke(asked))["composeExtension"]
        for each in result["attachments"]:
            check_card(each["content"], self._teams.world.schema)
        return list(result["attachments"])

    async def say(self, words: str, place: str = "", thread: Message | None = None) -> Seen:
        """Write to the bot: in the personal chat, elsewhere with a mention, or in a message's thread."""
        where = self._teams.world.place(
            thread.conversation if thread else self._teams.named(place or self.chat.id)
        )
        root = (thread.root or thread.id) if thread is not None and where.kind == "channel" else ""
        message = Message(where.id, self._teams.world.id(), self.user.id, words, root=root)
        where.messages.append(message)
        before = len(self.inbox)
        await self._teams.deliver(self._teams.payloads.said(self.user, where, message, thread))
        return await self._answer(before, f"wrote {words!r}")

    async def send_file(self, name: str, data: bytes, address: str = "") -> Message:
        """Send a file to the bot."""
        file = self._teams.world.id()
        self._teams.world.files[file] = data
        where = address or f"{self._teams.server.address}/files/{file}"
        before = len(self.inbox)
        await self._teams.deliver(self._teams.payloads.file(self.user, self.chat, name, where))
        return await self._answer(before, f"sent {name}")

    async def press(self, seen: Seen, label: str) -> Seen:
        """Press the button with this label, and say yes where it asks."""
        action = self._button(seen, label)
        if action["type"] == "Action.ShowCard":
            action = next(screen.actions(action["card"]))
        return await self._act(seen, action, {})

    async def fill(self, seen: Seen, answers: Dict, submit: bool = True) -> Seen:
        """Answer the questions by their labels (or names), and hand the form in. A file is (name, bytes)."""
        card = self.card(seen)
        values = filling.initial(card)
        for label, value in answers.items():
            if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], bytes):
                await self.send_file(*value)
                value = True
            element = filling.question(card, label)
            values[element["id"]] = await filling.entered(element, value, self.search)
        if not submit:
            return seen
        filling.must_be_complete(card, values)
        return await self._act(seen, _submit(card), values)

    async def search(self, element: Dict, typed: str) -> list[Dict]:
        """The choices that the client offers for the typed text."""
        query = {"queryText": typed, "queryOptions": {"skip": 0, "top": 15}}
        value = {"kind": "search", **query, "dataset": element["choices.data"]["dataset"]}
        body = await self._teams.invoke(
            self._teams.payloads.invoke("application/search", self.user, self.chat, value)
        )
        results: list[Dict] = body["value"]["results"]
        if body["type"] != "application/vnd.microsoft.search.searchResponse" or len(results) > 15:
            raise Unfillable(f"Teams does not show these results: {len(results)}, {body['type']}")
        return results

    async def look(self, message: Message) -> Dict:
        """Bring a message into view: the client refreshes its card where it should for this person."""
        refresh = (message.card or {}).get("refresh")
        if refresh and self.user.member in refresh["userIds"]:
            await self._executed(message, refresh["action"], "automatic")
        return self.card(message)

    async def message_action(self, message: Message, at: str = "2026-11-20T15:00:00.000Z") -> Dialog:
        """Choose *Record as feedback* on somebody's message."""
        place = self._teams.world.place(message.conversation)
        author = self._teams.world.users[message.sender]
        activity = self._teams.payloads.chosen(self.user, place, message, author, at)
        return self._dialog(await self._teams.invoke(activity), "composeExtension/submitAction")

    # How it goes --------------------------------------------------------------------------------------

    def _button(self, seen: Seen, label: str) -> Dict:
        card = self.card(seen)
        for action in screen.actions(card):
            if action["title"] == label:
                return action
        raise Unfillable(f"There is no button {label!r}; there are {screen.buttons(card)}")

    async def _act(self, seen: Seen, action: Dict, values: Dict) -> Seen:
        inputs = {} if action.get("associatedInputs") == "none" else values
        data = {**action["data"], **inputs}
        if isinstance(seen, Dialog):
            value = {"data": data, "context": {"theme": "default"}}
            activity = self._teams.payloads.invoke(seen.kind, self.user, self.chat, value)
            return self._dialog(await self._teams.invoke(activity), seen.kind)
        assert isinstance(seen, Message)
        if (data.get("msteams") or {}).get("type") == "task/fetch":
            place = self._teams.world.place(seen.conversation)
            activity = self._teams.payloads.invoke("task/fetch", self.user, place, {"data": data})
            return self._dialog(await self._teams.invoke(activity), "task/submit")
        return await self._executed(seen, {**action, "data": data})

    async def _executed(self, message: Message, action: Dict, trigger: str = "manual") -> Seen:
        place = self._teams.world.place(message.conversation)
        before = len(self.inbox)
        activity = self._teams.payloads.execute(self.user, place, message, action, trigger)
        body = await self._teams.invoke(activity)
        match body.get("type"):
            case "application/vnd.microsoft.card.adaptive":
                check_card(body["value"], self._teams.world.schema)
                message.views[self.user.id] = body["value"]
                return message
            case "application/vnd.microsoft.activity.message":
                await self._teams.settled()
                return self.inbox[-1] if len(self.inbox) > before else Note(str(body["value"]))
            case None if trigger == "automatic":
                return message
            case other:
                raise Unfillable(f"Teams does not know this answer to a button: {other!r}")

    def _dialog(self, body: Dict, kind: str) -> Dialog:
        task = body.get("task") or {}
        if task.get("type") != "continue":
            raise Unfillable(f"Teams would show no window for this: {body}")
        shown = task["value"]
        check_card(shown["card"]["content"], self._teams.world.schema, dialog=True)
        return Dialog(shown["card"]["content"], shown["title"], self.user.id, kind)

    async def _answer(self, before: int, what: str) -> Message:
        await self._teams.settled()
        new = self.inbox[before:]
        if not new:
            raise Nothing(f"{self.user.name} {what} and was met with silence")
        return new[-1]


def _submit(card: Dict) -> Dict:
    """The button that hands the form in: the one that takes what was entered."""
    for action in screen.actions(card):
        if action.get("associatedInputs") != "none" and "govbot" in (action.get("data") or {}):
            return action
    raise Unfillable(f"“{screen.title(card)}” can't be handed in")
