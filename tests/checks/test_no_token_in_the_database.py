"""The database read raw, after people acted through both chats: no token and no secret is in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from govbot.adapter_api.chat import Account
from govbot_slack import SlackAdapter
from govbot_slack.standin import View, Workspace
from govbot_slack.standin.delivery import OverHttp
from govbot_slack.standin.server import APP_TOKEN, BOT_TOKEN
from govbot_slack.standin.workspace import SECRET as SIGNING
from govbot_teams.standin.identity import PASSWORD
from tests.bot.town import Town, town_at
from tests.government import SECRET
from tests.places import Place
from tests.teams.given import tenant

pytestmark = pytest.mark.check("S44")

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


async def through_slack(town: Town) -> list[str]:
    """A click, a form and a message; what of it is secret."""
    async with Workspace(("DSS", "dss@ct.example"), ("DCP", "dcp@ct.example"), patience=20.0) as slack:
        adapter = SlackAdapter(town.bot, slack.settings())
        await slack.serve(adapter)
        dss, dcp = slack.person("dss@ct.example"), slack.person("dcp@ct.example")
        for person, card in ((dss, town.dss.inbox[-1]), (dcp, town.dcp.inbox[-1])):
            await adapter.chat.send(
                Account("slack", slack.world.team, person.user.id), "", card, card.headline
            )
        await dss.press(dss.direct[-1], "No comment")
        assert isinstance(slack.delivery, OverHttp)
        body, headers = slack.delivery.last
        form = await dcp.press(dcp.direct[-1], "Comment")
        assert isinstance(form, View)
        await dcp.fill(form, {"kind": "A comment", "text": "A year is too short."})
        await dss.say("We object.")
        assert "response_url" in body
        return [
            BOT_TOKEN,
            APP_TOKEN,
            SIGNING,
            f"{slack.server.address}/respond",
            headers["X-Slack-Signature"],
        ]


async def through_teams(town: Town) -> list[str]:
    async with tenant(town.bot, ("CIO", "cio@ct.example")) as (teams, _):
        cio = teams.person("cio@ct.example")
        await cio.say("help")
        await cio.say("status ITP-1")
        token = teams.server.identity.sign(teams.payloads.service)
        return [PASSWORD, token.partition(".")[0]]


def raw(place: Place) -> str:
    """All that the database holds: each table's rows, and SQLite's files byte by byte."""
    tables = place.look(TABLES["postgresql" if place.server else "sqlite"])
    rows = "\n".join(repr(place.look(f'SELECT * FROM "{name}"')) for (name,) in tables)
    files = (
        b"" if place.server else b"".join(file.read_bytes() for file in place.file.parent.glob("govbot.db*"))
    )
    return rows + files.decode("latin-1")


async def test_neither_a_token_nor_a_secret_stands_in_the_database(place: Place) -> None:
    async with town_at("circulate", place) as town:
        before = len(await town.entries())
        secrets = [*await through_slack(town), *await through_teams(town), SECRET.decode()]
        await town.settle()
        assert len(await town.entries()) == before + 2
        held = raw(place)
        assert "A year is too short." in held, "what was written is found by this reading"
        assert [secret for secret in secrets if secret in held] == []


@pytest.mark.parametrize("word", ["xoxb-", "xapp-", "Bearer ", "eyJ"])
async def test_nor_the_beginning_of_one(place: Place, word: str) -> None:
    async with town_at("request", place) as town:
        town.clock.at += timedelta(days=1)
        await town.settle()
        assert word not in raw(place)
