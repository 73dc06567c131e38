"""A workspace of npm's `emulate`, an independent Slack, with the real bot behind it; its people act by signed requests.

emulate keeps users, conversations, messages, views, triggers and scopes; it sends no commands and no clicks, so
these are made here, as Slack documents them. Every call of the bot passes `Wire`, which notes it and its answer.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from govbot_slack import SlackAdapter, SlackSettings
from govbot_slack.manifest import SLACK_SCOPES
from govbot_slack.standin.delivery import OverHttp
from tests.bot.town import Town, town_in
from tests.client.stage import HERE
from tests.government import offices, roster

Dict = dict[str, Any]
TOKEN, SECRET, BOT = "xoxb-govbot", "a secret of the tests", "govbot"
STARTS_WITHIN = 30.0  # seconds


@dataclass(frozen=True)
class Call:
    """One call of the Web API."""

    method: str
    asked: Dict
    answer: Dict


@dataclass
class Wire:
    """Between the adapter and emulate: passes each call on, and notes it."""

    emulate: str
    session: aiohttp.ClientSession
    calls: list[Call] = field(default_factory=list)
    replies: dict[str, Dict] = field(default_factory=dict)  # what came to a person's response_url, the last

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._pass)
        app.router.add_post("/respond/{person}", self._respond)
        return app

    async def call(self, method: str, **asked: str) -> Dict:
        """A call of the tests' own, with the bot's token."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with self.session.post(f"{self.emulate}/api/{method}", data=asked, headers=headers) as answer:
            told: Dict = await answer.json()
            assert told["ok"], (method, told)
            return told

    async def _pass(self, request: web.Request) -> web.Response:
        """Slack takes every method by GET as well; emulate takes most by POST alone."""
        method, body = request.match_info["method"], await request.read()
        is_json = request.content_type == "application/json"
        asked = json.loads(body) if is_json else {**request.query, **await request.post()}
        headers = {"Authorization": request.headers["Authorization"]}
        sent: Dict = {"json": asked} if is_json else {"data": asked}
        async with self.session.post(f"{self.emulate}/api/{method}", headers=headers, **sent) as answer:
            told = await answer.json(content_type=None)
            self.calls.append(Call(method, _read(asked), told))
            return web.json_response(told, status=answer.status)

    async def _respond(self, request: web.Request) -> web.Response:
        self.replies[request.match_info["person"]] = await request.json()
        return web.Response(text="ok")


def _read(asked: Mapping[str, Any]) -> Dict:
    """The arguments of a call, with what was sent as JSON read."""
    return {
        name: json.loads(value) if isinstance(value, str) and value[:1] in ("[", "{") else value
        for name, value in asked.items()
    }


@dataclass
class Workspace:
    """The town, whose people are all in this Slack."""

    town: Town
    wire: Wire
    door: OverHttp
    adapter: SlackAdapter
    address: str
    team: str
    users: Mapping[str, str]  # ids by name
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        return self.people.setdefault(name, Person(self, name))

    async def settle(self) -> None:
        await self.adapter.finish()
        await self.town.settle()
        await self.adapter.finish()


@dataclass
class Person:
    """Somebody in the workspace, and the modal that is open before them."""

    slack: Workspace
    name: str
    view: Dict = field(default_factory=dict)
    card: Dict = field(default_factory=dict)  # what they alone were shown last

    @property
    def user(self) -> Dict:
        return {"id": self.slack.users[self.name], "name": self.name, "team_id": self.slack.team}

    async def does(self, words: str, **answers: Any) -> None:
        """Type a command, fill in its form, and confirm where that is asked."""
        await self.command(words)
        if not self.view:
            await self.press(self._labels(self.card)[0])
            return
        await self.fill(**answers)

    async def command(self, words: str) -> None:
        trigger = await self._trigger()
        asked = {
            "command": "/gov", "text": words, "user_id": self.user["id"], "user_name": self.name,
            "team_id": self.slack.team, "channel_id": await self._direct(), "channel_name": "directmessage",
            "trigger_id": trigger, "response_url": self._response_url(), "api_app_id": "A1",
        }  # fmt: skip
        await self._sent("slash_commands", asked)

    async def press(self, label: str) -> None:
        """Press a button on what was shown last, or on the newest message that has it."""
        message, button = next(found for card in self._cards() if (found := self._button(card, label)))
        place = {
            "message_ts": message.get("ts", "1.0"),
            "channel_id": message.get("channel", "D0"),
            "type": "message",
        }
        asked = {
            **self._interactive("block_actions"),
            "trigger_id": await self._trigger(),
            "actions": [{**button, "action_ts": "1.0"}],
            "container": {**place, "is_ephemeral": "ts" not in message},
            "channel": {"id": place["channel_id"], "name": "directmessage"},
            "message": {
                "ts": place["message_ts"],
                "text": message.get("text", ""),
                "blocks": message["blocks"],
            },
            "response_url": self._response_url(),
        }
        await self._sent("interactive", asked)

    async def fill(self, **answers: Any) -> None:
        """Hand in the open modal, and those that follow it with what they are prefilled with."""
        assert self.view, f"{self.name} has no form open"
        state = {"values": {block["block_id"]: _state(block, answers) for block in _inputs(self.view)}}
        assert set(answers) <= set(state["values"]), (sorted(answers), sorted(state["values"]))
        view = {**self.view, "state": state, "team_id": self.slack.team, "app_id": "A1", "hash": "1"}
        self.view = {}
        body = await self._sent("interactive", {**self._interactive("view_submission"), "view": view})
        assert body.get("response_action") in (None, "update", "clear"), body
        if _inputs(body.get("view") or {}) or "submit" in (body.get("view") or {}):
            self.view = {**body["view"], "id": view["id"]}
            await self.fill()

    # How it goes -------------------------------------------------------------------------------------

    async def _sent(self, kind: str, asked: Dict) -> Dict:
        self.slack.wire.replies.pop(self.name, None)
        before = len(self.slack.wire.calls)
        body = await self.slack.door.send(kind, asked)
        await self.slack.settle()
        for call in self.slack.wire.calls[before:]:
            if call.method == "views.open" and call.answer["ok"]:
                self.view = {**call.asked["view"], "id": call.answer["view"]["id"]}
        shown = self.slack.wire.replies.get(self.name) or body
        self.card = shown if shown.get("blocks") else self.card
        return body

    def _cards(self) -> Iterator[Dict]:
        """What was shown to this person alone, then the messages in their conversation, the newest first."""
        if self.card:
            yield self.card
        messages: dict[str, Dict] = {}
        for call in self.slack.wire.calls:
            if call.method in ("chat.postMessage", "chat.update") and call.answer["ok"]:
                place = {"ts": call.answer["ts"], "channel": call.answer["channel"]}
                messages[call.answer["ts"]] = {**call.asked, **place}
        own = self._own_places()
        yield from (message for message in reversed(messages.values()) if message["channel"] in own)

    def _own_places(self) -> set[str]:
        opened = (
            call
            for call in self.slack.wire.calls
            if call.method == "conversations.open" and call.answer["ok"]
        )
        return {c.answer["channel"]["id"] for c in opened if c.asked.get("users") == self.user["id"]}

    def _button(self, card: Dict, label: str) -> tuple[Dict, Dict] | None:
        pressed = (each for each in _buttons(card) if each["text"]["text"] == label)
        return next(((card, button) for button in pressed), None)

    @staticmethod
    def _labels(card: Dict) -> list[str]:
        return [button["text"]["text"] for button in _buttons(card)]

    async def _trigger(self) -> str:
        return str(
            (await self.slack.wire.call("views.generateTriggerId", user_id=self.user["id"]))["trigger_id"]
        )

    async def _direct(self) -> str:
        return str((await self.slack.wire.call("conversations.open", users=self.user["id"]))["channel"]["id"])

    def _response_url(self) -> str:
        return f"{self.slack.address}/respond/{self.name}"

    def _interactive(self, kind: str) -> Dict:
        return {
            "type": kind,
            "api_app_id": "A1",
            "user": self.user,
            "team": {"id": self.slack.team, "domain": "gov"},
        }


def _buttons(card: Dict) -> Iterator[Dict]:
    for block in card.get("blocks") or ():
        if block["type"] == "actions":
            yield from block["elements"]


def _inputs(view: Dict) -> list[Dict]:
    return [block for block in view.get("blocks") or () if block["type"] == "input"]


def _state(block: Dict, answers: Mapping[str, Any]) -> Dict:
    """What stands in an input: the answer by value or label, else what it is prefilled with."""
    element = block["element"]
    given = answers.get(block["block_id"])
    return {element["action_id"]: {"type": element["type"], **_entered(element, given)}}


def _entered(element: Dict, given: Any) -> Dict:
    match element["type"]:
        case "plain_text_input":
            return {"value": element.get("initial_value") if given is None else given}
        case "datepicker":
            return {"selected_date": element.get("initial_date") if given is None else given}
        case "static_select" | "external_select":
            return {
                "selected_option": element.get("initial_option") if given is None else _option(element, given)
            }
        case "file_input":
            return {"files": []}
        case _ if given is None:
            return {"selected_options": element.get("initial_options", [])}
        case _:
            return {"selected_options": [_option(element, value) for value in given]}


def _option(element: Dict, given: str) -> Dict:
    options: list[Dict] = element["options"]
    exact = [option for option in options if given in (option["value"], option["text"]["text"])]
    return exact[0] if exact else next(each for each in options if each["text"]["text"].startswith(given))


# Setting the stage -----------------------------------------------------------------------------------


@asynccontextmanager
async def emulated(folder: Path, port: int) -> AsyncIterator[Workspace]:
    """emulate with the scopes of the manifest and no others, and a town whose people are all there."""
    addresses = {*(row.email for row in roster("chat")), *(row.email for row in offices("chat"))}
    started = await _start(folder, port, sorted(addresses))
    try:
        async with aiohttp.ClientSession() as session, town_in(folder) as town:
            town.chat.people.clear()
            wire = Wire(f"http://127.0.0.1:{port}", session)
            listening, runners = await _serve(wire.app())
            users = {
                user["name"]: user["id"] for user in (await wire.call("users.list", limit="1000"))["members"]
            }
            team = (await wire.call("auth.test"))["team_id"]
            settings = SlackSettings(
                bot_token=TOKEN, signing_secret=SECRET, team=team, base_url=f"{listening}/api/"
            )
            adapter = SlackAdapter(town.bot, settings)
            await adapter.start()
            at, more = await _serve(adapter.app)
            door = OverHttp(f"{at}/slack/events", SECRET, session)
            try:
                yield Workspace(town, wire, door, adapter, listening, team, users)
            finally:
                await adapter.stop()
                for runner in (runners, more):
                    await runner.cleanup()
    finally:
        started.kill()
        await started.wait()


async def _start(folder: Path, port: int, addresses: list[str]) -> asyncio.subprocess.Process:
    users = [{"name": BOT, "email": "govbot@ct.example"}]
    users += [{"name": address.partition("@")[0], "email": address} for address in addresses]
    token = {"token": TOKEN, "user": BOT, "scopes": [scope for scope, _ in SLACK_SCOPES]}
    seed = {"users": users, "strict_scopes": True, "tokens": [token], "channels": [{"name": "steering"}]}
    (folder / "seed.json").write_text(json.dumps({"slack": seed}), encoding="utf-8")
    words = ["node", str(HERE / "emulate.mjs"), str(folder / "seed.json"), str(port)]
    pipe = asyncio.subprocess.PIPE
    started = await asyncio.create_subprocess_exec(*words, stdout=pipe, stderr=asyncio.subprocess.STDOUT)
    assert started.stdout is not None
    async with asyncio.timeout(STARTS_WITHIN):
        heard = await started.stdout.readline()
    assert heard.startswith(b"Listening"), heard + await started.stdout.read()
    return started


async def _serve(app: web.Application) -> tuple[str, web.AppRunner]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}", runner
