"""The app: record, bot, courier and scheduler of one database, wired in one constructor."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from functools import partial
from typing import Any, get_args

import structlog

from govbot.adapter_api.chat import Chat
from govbot.bot import Bot, LinkSettings
from govbot.bot.for_delivery import DeliveryViews
from govbot.bot.recording import REDRAW_AFTER, VIEWS_VERSION, list_policy, record
from govbot.bot.request_context import install
from govbot.core.days import hours_open
from govbot.core.grammar import Acting, Capacity, Event
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory
from govbot.core.membership.events import DirectoryEvents, ProcessChanged
from govbot.core.membership.evolve import evolve as evolve_directory
from govbot.core.process import Process
from govbot.core.workflow.events import PolicyEvents
from govbot.core.workflow.evolve import evolve as evolve_policy
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import blank
from govbot.delivery import OPERATOR as OPERATOR_CHANNEL
from govbot.delivery import Courier, DeliveryContext, at_any_hour
from govbot.record import Fold, Record, Tx
from govbot.runtime import record_watch
from govbot.runtime.clock import Clock
from govbot.runtime.clock_watch import ClockWatch
from govbot.runtime.picture_files import with_files
from govbot.runtime.scheduler import Scheduler

OPERATOR = Capacity("operator", "operator")


def load_from(events: Any) -> Any:
    """Finds an event's class by its name among those of a union."""
    classes: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(events)}

    def load(name: str, body: str) -> Event:
        return classes[name].model_validate_json(body)

    return load


def blank_directory(stream: str) -> Directory:
    return Directory()


FOLDS = {
    "policy": Fold(blank, evolve_policy, load_from(PolicyEvents)),
    "directory": Fold(blank_directory, evolve_directory, load_from(DirectoryEvents)),
}


log = structlog.get_logger("govbot.runtime.app")


class App:
    """Everything that runs for one database.

    `in_service` it keeps to the platforms' pace and to quiet hours, which a rehearsal need not; a `replica`
    shares its database with equal ones. With `daily` the operator's channel, where a chat has one, gets a card a
    day.
    """

    def __init__(
        self,
        url: str,
        process: Process,
        secret: bytes,
        clock: Clock | None = None,
        redraw_after: timedelta = REDRAW_AFTER,
        *,
        in_service: bool = False,
        replica: bool = False,
        daily: bool = False,
        linking: LinkSettings | None = None,
    ) -> None:
        self.process = process
        self.clock = clock or Clock()
        self.record = Record(url, FOLDS, self.clock.now)
        self.installation = install(process, secret, linking)
        chats: dict[str, Chat] = {}
        opens = partial(hours_open, process=process) if in_service else at_any_hour
        self.delivery_context = DeliveryContext(
            record=self.record,
            chats=chats,
            views=DeliveryViews(self.installation),
            clock=self.clock.now,
            sleep=self.clock.sleep,
            monotonic=self.clock.monotonic,
            paced=in_service,
            opens=opens,
            is_held=self._is_held,
            compare=self.installation.comparisons.make,
            with_files=with_files,
        )
        self.courier = Courier(self.delivery_context, equal=replica)
        self.bot = Bot(self.record, self.installation, chats, self.courier.nudge, redraw_after)
        self.scheduler = Scheduler(
            self.record, self.installation, self.courier.nudge, opens, self._tells_operator, self._is_held
        )
        guard = self.clock.guard
        self._clock_watch = ClockWatch(self.record, guard) if guard else None
        self._daily = daily
        self._running: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open the record and prepare it."""
        await self.record.open()
        if self._clock_watch is not None:
            await self._clock_watch.begin()
        await self.prepare()

    async def prepare(self) -> None:
        """Note the process in force, and bring the views up to date."""
        await self.record.write(self._note_process)
        await self.record.rebuild_views(_project, VIEWS_VERSION)
        await self.bot.remember_accounts()

    async def start(self) -> None:
        """Begin to deliver and to tick; also what was parked, whose cause an upgrade may have mended."""
        await self.record.write(lambda tx: tx.obligations.try_again())
        self._running = asyncio.create_task(self.courier.run())
        self._watching = asyncio.create_task(record_watch.watch(self.record, clock_watch=self._clock_watch))
        self.scheduler.start()

    def _is_held(self) -> bool:
        """Whether deadlines and messages are held: the machine's clock is not trusted."""
        return bool(self.clock.why_held())

    def _tells_operator(self) -> bool:
        return self._daily and self.delivery_context.has_channel(OPERATOR_CHANNEL)

    def problems(self) -> list[str]:
        """What the chats' adapters say of themselves: a connection that is down, a second deployment."""
        return [problem for chat in self.bot.chats.values() for problem in chat.problems()]

    def delivers(self) -> bool:
        """Whether the courier is at work."""
        return self._running is not None and not self._running.done()

    async def settle(self) -> None:
        """Deliver all that is due now: for tests, the tour, and a moved clock."""
        await self.scheduler.tick()
        await self.courier.drain()

    async def close(self) -> None:
        """Finish the message in hand and close the record."""
        self.scheduler.stop()
        self.courier.stop()
        if self._watching is not None:
            self._watching.cancel()
        if self._running is not None:
            await self._running
        await self.record.close()

    def _note_process(self, tx: Tx) -> None:
        """A changed `process.toml` is recorded: from now on it is in use."""
        digest = hashlib.sha256(self.process.model_dump_json().encode()).hexdigest()
        directory, _ = tx.state(DIRECTORY)
        if directory.process_sha256 == digest:
            return
        decided = self.process.change.decided
        if directory.process_sha256 and (why := not_decided(decided, directory)):
            log.warning(why)
        text = self.process.model_dump_json(exclude={"templates": {"__all__": {"text"}}})
        event = ProcessChanged(
            sha256=digest, version=self.process.government.process_version, decided=decided, text=text
        )
        context = self.installation.context(tx)
        who = Acting("operator", OPERATOR, context.today, evidence="at start")
        record(context, DIRECTORY, who, [event])


def not_decided(decided: str, directory: Directory) -> str:
    """What is missing where a changed `process.toml` names no decision that is on record; "" where it names one."""
    known = [decision.number for decision in directory.meetings.decisions]
    if decided in known:
        return ""
    if decided:
        return (
            f"process.toml rests on the decision {decided}, by its [change], and no such decision is on record. Record "
            "it with “/gov decided”, or correct the number."
        )
    return (
        "process.toml has changed and names no decision that it rests on. Write its number under [change], as in "
        "decided = “2026-3”; “/gov decisions” lists them."
    )


def _project(tx: Tx, stream: str, state: Any) -> None:
    list_policy(tx, stream, state, tx.recorded_at(stream))
    tx.obligations.put(stream, {obligation.key: obligation for obligation in obligations(state)})
