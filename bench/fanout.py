"""Messages/s of a broadcast to 500 people, and seconds until an urgent message is sent while 10,000 wait.

Floors: the platform's allowed rate, and the interval between two messages at that rate. The limits run in virtual
time: waiting is skipped where no work is going on, and govbot's own work takes its real time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import update

from bench.fixtures import PEOPLE, Fixtures, slack_links
from bench.measures import Measure
from bench.stores import Links, open_app, prepare
from bench.virtual_time import SkippingClock, WatchedChat
from govbot.core.grammar import Notification
from govbot.delivery import Courier
from govbot.record import Tx
from govbot.record.delivery_tables import outbox as rows
from govbot.record.outbox import Address
from govbot.runtime.app import App
from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace as Slack
from govbot_teams import TeamsAdapter
from govbot_teams.standin import Workspace as Teams
from govbot_teams.standin.world import TENANT

MESSAGES, BACKLOG, URGENT = 500, 10_000, 10
A_SECOND = {"slack": 300 / 60, "teams": 30.0}
STREAM = "policy:ITP-1"
INTERVAL = "floor: the sending interval"


async def measure(fixtures: Fixtures) -> list[Measure]:
    """Rate, processor time of a message, refusals, and the slowest urgent message, on Slack and on Teams."""
    measures = []
    for platform in A_SECOND:
        async with _govbot(fixtures.new_folder(), platform) as (app, clock, chat):
            measures += await _platform(app, clock, chat)
    return measures


async def _platform(app: App, clock: SkippingClock, chat: WatchedChat) -> list[Measure]:
    allowed, name = A_SECOND[chat.platform], chat.platform.capitalize()
    await app.record.write(lambda tx: _backlog(tx, chat.platform), within=60)
    courier = Courier(replace(app.delivery_context, paced=True, monotonic=clock.monotonic, sleep=clock.sleep))
    clock.quiet = lambda: not courier.under_way
    running, processor = asyncio.create_task(courier.run()), time.process_time()
    await chat.until_sent(MESSAGES)
    each = (time.process_time() - processor) / MESSAGES * 1000
    rate = (MESSAGES - 1) / (chat.sent[MESSAGES - 1] - chat.sent[0])
    seconds = [await _urgent(app, clock, chat, courier, number) for number in range(URGENT)]
    courier.stop()
    await running
    urgent = f"slowest of {URGENT} urgent messages while {BACKLOG:,} wait, {name}"
    processor_name = f"processor time of each, {name}, the stand-in's included"
    return [
        Measure(
            f"broadcast to 500, {name}", rate, "messages/s", "floor: the allowed rate", allowed, least=0.97
        ),
        Measure(processor_name, each, "ms", INTERVAL, 1000 / allowed, 0.5),
        Measure(f"refused as too many, {name}", chat.refused, "429s", "all messages", len(chat.sent), 0.0),
        Measure(urgent, max(seconds), "s", INTERVAL, 1 / allowed, 2.0),
    ]


async def _urgent(app: App, clock: SkippingClock, chat: WatchedChat, courier: Courier, number: int) -> float:
    """Seconds from the commit until it is sent, to somebody for whom nothing else waits."""
    email = PEOPLE[-1 - number][1]

    def notify(tx: Tx) -> str:
        person = tx.people.by_email(email)
        assert person is not None
        notification = Notification(f"person:{person.id}", "feedback_request", "P1", urgent=True)
        tx.outbox.tell(STREAM, 1, [notification], tx.now)
        return next(account.user for account in tx.accounts.of(person.id))

    await chat.until_sent(len(chat.sent) + 3)
    user = await app.record.write(notify)
    committed = clock.monotonic()
    courier.nudge()
    return await chat.sent_to(user) - committed


def _backlog(tx: Tx, platform: str) -> None:
    """Make one broadcast all that waits; those who are to get an urgent message are left out of it."""
    parent = tx.outbox.get(1)
    assert parent is not None
    tx.conn.execute(update(rows).values(state="expanded"))
    people = [tx.people.by_email(email) for _, email in PEOPLE[:-URGENT]]
    accounts = [(person.id, account) for person in people if person for account in tx.accounts.of(person.id)]
    addresses = [
        Address(platform, account.tenant, account.user, account.conversation, person)
        for person, account in accounts
    ]
    backlog = (addresses * (BACKLOG // len(addresses) + 1))[:BACKLOG]
    tx.outbox.expand(parent, backlog, bulk=True)


@asynccontextmanager
async def _govbot(folder: Path, platform: str) -> AsyncIterator[tuple[App, SkippingClock, WatchedChat]]:
    """govbot on one chat that keeps to its limits, with everybody's conversation known."""
    clock = SkippingClock()
    stand_in = (
        Slack(*PEOPLE, paced=True, now=clock.monotonic)
        if platform == "slack"
        else Teams(*PEOPLE, now=clock.monotonic)
    )
    async with stand_in:
        links = slack_links(stand_in) if isinstance(stand_in, Slack) else _teams_links(stand_in)
        await prepare(folder, links, 4, 10)
        async with open_app(folder, clock) as app:
            if isinstance(stand_in, Slack):
                await stand_in.serve(SlackAdapter(app.bot, stand_in.settings()))
            else:
                await stand_in.serve(TeamsAdapter(app.bot, stand_in.settings()))
            chat = WatchedChat(app.bot.chats[platform], clock.monotonic)
            app.bot.chats[platform] = chat
            yield app, clock, chat


def _teams_links(stand_in: Teams) -> Links:
    world = stand_in.world
    return {
        user.email: (("teams", TENANT, user.id, world.personal(user).id),) for user in world.users.values()
    }
