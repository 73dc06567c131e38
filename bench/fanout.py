"""A broadcast to 500 people at each platform's limits, and an urgent message while 10,000 wait.

The limits run in virtual time: where nothing is under way, the time until the next message may go is skipped.
Our own work takes the time that it takes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import update

from bench.measures import Measure
from bench.place import PEOPLE, Place
from bench.stores import Links, house_at, prepare
from bench.virtual import Skipping, Watched
from govbot.core.grammar import Notification
from govbot.delivery import Courier
from govbot.record import Tx
from govbot.record.outbox import Address
from govbot.record.tables import outbox as rows
from govbot.runtime.app import App
from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace as Slack
from govbot_slack.standin.users_api import BOT as SLACK_BOT
from govbot_teams import TeamsAdapter
from govbot_teams.standin import Workspace as Teams
from govbot_teams.standin.world import TENANT

MESSAGES, BACKLOG, URGENT = 500, 10_000, 10
A_SECOND = {"slack": 300 / 60, "teams": 30.0}
STREAM = "policy:ITP-1"


async def measure(place: Place) -> list[Measure]:
    """Messages a second, the processor's time for each, refusals, and seconds until an urgent one goes."""
    found = []
    for platform in A_SECOND:
        async with _office(place.fresh(), platform) as (app, clock, watched):
            found += await _measured(app, clock, watched)
    return found


async def _measured(app: App, clock: Skipping, watched: Watched) -> list[Measure]:
    platform, allowed = watched.platform, A_SECOND[watched.platform]
    await app.record.write(lambda tx: _backlog(tx, platform), within=60)
    courier = Courier(replace(app.means, paced=True, monotonic=clock.monotonic, sleep=clock.sleep))
    clock.quiet = lambda: not courier.under_way
    running, began = asyncio.create_task(courier.run()), time.process_time()
    await watched.until(MESSAGES)
    processor = (time.process_time() - began) / MESSAGES
    rate = (MESSAGES - 1) / (watched.sent[MESSAGES - 1] - watched.sent[0])
    waits = [await _urgent(app, clock, watched, courier, number) for number in range(URGENT)]
    courier.stop()
    await running
    name = platform.capitalize()
    return [
        Measure(
            f"broadcast to 500, {name}; floor: the allowed rate", rate, "messages/s", allowed, least=0.97
        ),
        Measure(
            f"processor for each of them, {name}, the stand-in's included; floor: the sending interval",
            processor * 1000,
            "ms",
            1000 / allowed,
            0.5,
        ),
        Measure(
            f"refused as too many, {name}; floor: all messages", watched.refused, "429s", len(watched.sent)
        ),
        Measure(
            f"slowest of {URGENT} urgent messages while {BACKLOG:,} wait, {name}; floor: the sending interval",
            max(waits),
            "s",
            1 / allowed,
            2.0,
        ),
    ]


async def _urgent(app: App, clock: Skipping, watched: Watched, courier: Courier, number: int) -> float:
    """Seconds from the commit until it leaves, for somebody for whom nothing else waits."""
    email = PEOPLE[-1 - number][1]

    def tell(tx: Tx) -> str:
        person = tx.people.by_email(email)
        assert person is not None
        tx.outbox.tell(
            STREAM, 1, [Notification(f"person:{person.id}", "feedback_request", "P1", urgent=True)], tx.now
        )
        return next(one.user for one in tx.accounts.of(person.id))

    await watched.until(len(watched.sent) + 3)
    user = await app.record.write(tell)
    committed = clock.monotonic()
    courier.nudge()
    return await watched.gone(user) - committed


def _backlog(tx: Tx, platform: str) -> None:
    """All that waits is one broadcast, to everybody but those who are to be told something urgent."""
    parent = tx.outbox.get(1)
    assert parent is not None
    tx.conn.execute(update(rows).values(state="expanded"))
    people = [tx.people.by_email(email) for _, email in PEOPLE[:-URGENT]]
    accounts = [(one.id, account) for one in people if one for account in tx.accounts.of(one.id)]
    to = [
        Address(platform, account.tenant, account.user, account.conversation, person)
        for person, account in accounts
    ]
    copies = (to * (BACKLOG // len(to) + 1))[:BACKLOG]
    tx.outbox.expand(parent, copies, bulk=True)


@asynccontextmanager
async def _office(folder: Path, platform: str) -> AsyncIterator[tuple[App, Skipping, Watched]]:
    """A house on one chat that keeps to its limits, with everybody's conversation known."""
    clock = Skipping()
    stand_in = (
        Slack(*PEOPLE, paced=True, now=clock.monotonic)
        if platform == "slack"
        else Teams(*PEOPLE, now=clock.monotonic)
    )
    async with stand_in:
        await prepare(folder, _links(stand_in), 4, 10)
        app = house_at(folder, clock)
        await app.open()
        if isinstance(stand_in, Slack):
            await stand_in.serve(SlackAdapter(app.bot, stand_in.settings()))
        else:
            await stand_in.serve(TeamsAdapter(app.bot, stand_in.settings()))
        watched = Watched(app.bot.chats[platform], clock.monotonic)
        app.bot.chats[platform] = watched
        try:
            yield app, clock, watched
        finally:
            await app.close()


def _links(stand_in: Slack | Teams) -> Links:
    if isinstance(stand_in, Slack):
        world = stand_in.world
        return {
            one.email: (("slack", world.team, one.id, world.direct(SLACK_BOT, one.id).id),)
            for one in world.users.values()
            if one.id != SLACK_BOT
        }
    tenant = stand_in.world
    return {one.email: (("teams", TENANT, one.id, tenant.personal(one).id),) for one in tenant.users.values()}
