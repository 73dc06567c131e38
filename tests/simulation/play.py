"""One simulation: a government lives, things go wrong, and in the end there is a reckoning."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import OpenForm, Reply
from govbot.record.columns import written
from govbot_slack.standin.delivery import NotAnswered, OverHttp
from govbot_slack.standin.person import Nothing
from tests.simulation.fates import Act, filled, wish
from tests.simulation.mishaps import PEOPLE, Mishaps
from tests.simulation.reckoning import UNDER_WAY, reckon, rows
from tests.simulation.town import Town, town_in

TURNS = 4_000  # more than any simulation takes
# Whoever presses for the first time is linked to their account before.
RECORDED_BY = "FROM entries WHERE actor = ? AND type <> 'AccountLinked'"
LOOK = 30.0  # seconds for the simulation's own look at the record, which is not what is tested
QUIET = 400  # looks at the outbox until it must be empty


@dataclass
class Life:
    """A town, what has been asked in it, and what has gone wrong."""

    town: Town
    rnd: Random
    mishaps: Mishaps
    acts: list[Act] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    async def turn(self) -> None:
        """A little happens: people act while messages go out; sometimes the process dies meanwhile."""
        self.mishaps.on_the_platforms(4)
        delivering = asyncio.create_task(self.town.settle())
        for _ in range(self.rnd.randint(1, 3)):
            await self.somebody_acts()
        if self.rnd.random() < 0.3:
            await self.somebody_presses()
        if self.rnd.random() < 0.08:
            await asyncio.sleep(self.rnd.random() * 0.03)
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)
            await self.restart("killed while delivering")
        await asyncio.gather(delivering, return_exceptions=True)
        self.pass_time()

    def pass_time(self) -> None:
        """Minutes, mostly; now and then the process was away for days."""
        chance = self.rnd.random()
        if chance < 0.02:
            self.mishaps.struck["away for days"] += 1
            self.town.clock.at += timedelta(days=self.rnd.randint(3, 12))
        else:
            self.town.clock.at += timedelta(minutes=self.rnd.choice((1, 3, 30, 300)))

    async def somebody_acts(self) -> None:
        """Somebody presses a button, and hands in the form that it opens."""
        wanted = await self.town.app.record.read(lambda tx: wish(tx, self.town, self.rnd), within=LOOK)
        if wanted is None:
            return
        act = Act(f"M{len(self.acts):05}", wanted)
        self.acts.append(act)
        reply: Reply | None = await self.town.app.bot.press(self.town.account(wanted.email), wanted.value)
        for _ in range(2):
            if not isinstance(reply, OpenForm):
                break
            given, files = await filled(self.town, act, reply.form, self.rnd)
            reply = await self.hand_in(act, reply.form.token, given, files)
        if not act.replies:
            act.replies.append(reply)

    async def somebody_presses(self) -> None:
        """A button of a card that is out, pressed on the chat itself; on Slack its request comes twice."""
        town, entries = self.town, f"SELECT count(DISTINCT recorded_at) AS n {RECORDED_BY}"
        email = self.rnd.choice([address for address, chat in town.where.items() if chat == "slack"])
        person = town.slack.person(email)
        cards = [card for card in person.direct[-6:] if card.buttons and not card.ephemeral_for]
        if not cards:
            return
        card = self.rnd.choice(cards)
        row = await town.app.record.read(lambda tx: tx.people.by_email(email), within=LOOK)
        assert row is not None
        before = rows(town.database, entries, row.id)[0]["n"]
        with contextlib.suppress(Nothing, NotAnswered):
            label = self.rnd.choice(card.buttons)
            await person.press(card, label)
            assert isinstance(town.slack.delivery, OverHttp)
            await town.slack.delivery.again()
            self.mishaps.struck["a press delivered twice"] += 1
        after = rows(town.database, entries, row.id)[0]["n"]
        if after - before > 1:
            newest = f"SELECT stream, seq, type {RECORDED_BY} ORDER BY position DESC LIMIT 2"
            there = [tuple(row) for row in rows(town.database, newest, row.id)]
            self.wrong.append(f"a press was delivered twice, and recorded twice: {email}, {label}: {there}")

    async def hand_in(
        self, act: Act, token: str, given: Mapping[str, Any], files: Mapping[str, Upload]
    ) -> Reply | None:
        """Hand a form in, with whatever may happen to it on its way."""

        async def once() -> Reply | None:
            reply = await self.town.app.bot.submit(self.town.account(act.wish.email), token, given, files)
            if not isinstance(reply, OpenForm):
                act.replies.append(reply)
            return reply

        if self.rnd.random() > 0.25:
            return await once()
        mishap = self.rnd.choice((*PEOPLE, "killed at a click"))
        match mishap:
            case "twice at once":
                await asyncio.gather(once(), once())
            case "twice" | "answer lost":
                await once()
            case "given up on":
                await self.town.cut_short(once(), self.rnd.random() * 0.006)
            case "record held":
                await asyncio.gather(held(self.town.database, self.rnd.random() * 0.4), once())
            case _:
                await self.town.cut_short(once(), self.rnd.random() * 0.006)
                await self.restart()
        self.mishaps.struck[mishap] += 1
        return await once()

    async def restart(self, why: str = "") -> None:
        """The process is gone, and another one takes its place."""
        if why:
            self.mishaps.struck[why] += 1
        await self.town.die()
        await self.town.open()

    async def end(self) -> None:
        """Nothing goes wrong any more; what is under way comes to its end."""
        self.mishaps.over()
        for _ in range(QUIET):
            await self.town.settle()
            if not _under_way(self.town):
                return
            self.town.clock.at += timedelta(minutes=5)


def _under_way(town: Town) -> bool:
    asked = f"SELECT id FROM outbox WHERE {UNDER_WAY}"
    return bool(
        rows(town.database, asked, written(town.clock.at)) or rows(town.database, "SELECT * FROM stale")
    )


async def held(database: Path, seconds: float) -> None:
    """Somebody else holds the database for a while."""

    def hold() -> sqlite3.Connection:
        conn = sqlite3.connect(database, isolation_level=None, check_same_thread=False, timeout=1)
        conn.execute("BEGIN IMMEDIATE")
        return conn

    try:
        conn = await asyncio.to_thread(hold)
    except sqlite3.OperationalError:
        return
    await asyncio.sleep(seconds)
    conn.rollback()
    conn.close()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a simulation came to: what went wrong how often, what was done, and what is not as it must be."""

    struck: Counter[str]
    done: int
    wrong: list[str]


async def play(seed: int, faults: int, folder: Path) -> Outcome:
    """Live until so many faults have struck; then reckon."""
    rnd = Random(seed)
    async with town_in(folder) as town:
        life = Life(town, rnd, Mishaps(town, rnd))
        for _ in range(TURNS):
            if life.mishaps.total >= faults:
                break
            await life.turn()
        await life.end()
        wrong = life.wrong + await reckon(town, life.acts)
        return Outcome(life.mishaps.struck, sum(act.acknowledged for act in life.acts), wrong)
