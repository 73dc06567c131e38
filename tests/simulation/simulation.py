"""One simulation: people act while faults strike; at the end the oracle lists what is wrong."""

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
from tests.simulation.actions import Attempt, filled, plan_action
from tests.simulation.faults import PEOPLE, Faults
from tests.simulation.government import Government, government_in
from tests.simulation.oracle import UNDER_WAY, rows, violations

TURNS = 4_000  # more than any simulation takes
# Whoever presses for the first time is linked to their account before.
RECORDED_BY = "FROM entries WHERE actor = ? AND type <> 'AccountLinked'"
LOOK = 30.0  # seconds for the simulation's own look at the record, which is not what is tested
QUIET = 400  # looks at the outbox until it must be empty


@dataclass
class Simulation:
    """A government, what has been asked in it, and what has gone wrong."""

    government: Government
    rnd: Random
    faults: Faults
    attempts: list[Attempt] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    async def turn(self) -> None:
        """A little happens: people act while messages go out; sometimes the process dies meanwhile."""
        self.faults.on_the_platforms(4)
        delivering = asyncio.create_task(self.government.settle())
        for _ in range(self.rnd.randint(1, 3)):
            await self.fill_in_a_form()
        if self.rnd.random() < 0.3:
            await self.press_a_button()
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
            self.faults.counts["away for days"] += 1
            self.government.clock.at += timedelta(days=self.rnd.randint(3, 12))
        else:
            self.government.clock.at += timedelta(minutes=self.rnd.choice((1, 3, 30, 300)))

    async def fill_in_a_form(self) -> None:
        """Somebody presses a button, and hands in the form that it opens."""
        wanted = await self.government.app.record.read(
            lambda tx: plan_action(tx, self.government, self.rnd), within=LOOK
        )
        if wanted is None:
            return
        attempt = Attempt(f"M{len(self.attempts):05}", wanted)
        self.attempts.append(attempt)
        reply: Reply | None = await self.government.app.bot.press(
            self.government.account(wanted.email), wanted.value
        )
        for _ in range(2):
            if not isinstance(reply, OpenForm):
                break
            given, files = await filled(self.government, attempt, reply.form, self.rnd)
            reply = await self.submit(attempt, reply.form.token, given, files)
        if not attempt.replies:
            attempt.replies.append(reply)

    async def press_a_button(self) -> None:
        """A button of a card that is out, pressed on the chat itself; on Slack its request comes twice."""
        government, entries = self.government, f"SELECT count(DISTINCT recorded_at) AS n {RECORDED_BY}"
        email = self.rnd.choice([address for address, chat in government.where.items() if chat == "slack"])
        person = government.slack.person(email)
        cards = [card for card in person.direct[-6:] if card.buttons and not card.ephemeral_for]
        if not cards:
            return
        card = self.rnd.choice(cards)
        row = await government.app.record.read(lambda tx: tx.people.by_email(email), within=LOOK)
        assert row is not None
        before = rows(government.database, entries, row.id)[0]["n"]
        with contextlib.suppress(Nothing, NotAnswered):
            label = self.rnd.choice(card.buttons)
            await person.press(card, label)
            assert isinstance(government.slack.delivery, OverHttp)
            await government.slack.delivery.again()
            self.faults.counts["a press delivered twice"] += 1
        after = rows(government.database, entries, row.id)[0]["n"]
        if after - before > 1:
            newest = f"SELECT stream, seq, type {RECORDED_BY} ORDER BY position DESC LIMIT 2"
            there = [tuple(row) for row in rows(government.database, newest, row.id)]
            self.wrong.append(f"a press was delivered twice, and recorded twice: {email}, {label}: {there}")

    async def submit(
        self, attempt: Attempt, token: str, given: Mapping[str, Any], files: Mapping[str, Upload]
    ) -> Reply | None:
        """Hand a form in, with whatever may happen to it on its way."""

        async def once() -> Reply | None:
            reply = await self.government.app.bot.submit(
                self.government.account(attempt.plan.email), token, given, files
            )
            if not isinstance(reply, OpenForm):
                attempt.replies.append(reply)
            return reply

        if self.rnd.random() > 0.25:
            return await once()
        fault = self.rnd.choice((*PEOPLE, "killed at a click"))
        match fault:
            case "twice at once":
                await asyncio.gather(once(), once())
            case "twice" | "answer lost":
                await once()
            case "given up on":
                await self.government.cut_short(once(), self.rnd.random() * 0.006)
            case "record held":
                await asyncio.gather(held(self.government.database, self.rnd.random() * 0.4), once())
            case _:
                await self.government.cut_short(once(), self.rnd.random() * 0.006)
                await self.restart()
        self.faults.counts[fault] += 1
        return await once()

    async def restart(self, why: str = "") -> None:
        """The process is gone, and another one takes its place."""
        if why:
            self.faults.counts[why] += 1
        await self.government.kill()
        await self.government.open()

    async def end(self) -> None:
        """Nothing goes wrong any more; what is under way comes to its end."""
        self.faults.over()
        for _ in range(QUIET):
            await self.government.settle()
            if not _under_way(self.government):
                return
            self.government.clock.at += timedelta(minutes=5)


def _under_way(government: Government) -> bool:
    asked = f"SELECT id FROM outbox WHERE {UNDER_WAY}"
    return bool(
        rows(government.database, asked, written(government.clock.at))
        or rows(government.database, "SELECT * FROM stale")
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

    counts: Counter[str]
    done: int
    wrong: list[str]


async def simulate(seed: int, faults: int, folder: Path) -> Outcome:
    """Run until so many faults have struck, then ask the oracle what is wrong."""
    rnd = Random(seed)
    async with government_in(folder) as government:
        simulation = Simulation(government, rnd, Faults(government, rnd))
        for _ in range(TURNS):
            if simulation.faults.total >= faults:
                break
            await simulation.turn()
        await simulation.end()
        wrong = simulation.wrong + await violations(government, simulation.attempts)
        return Outcome(
            simulation.faults.counts, sum(attempt.acknowledged for attempt in simulation.attempts), wrong
        )
