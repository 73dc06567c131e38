"""The scheduler: every 20 seconds it does everything that is due by time, and sends reminders of open obligations."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from time import monotonic

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from govbot.bot import draft_answers, saved_comments
from govbot.bot.for_delivery import DeliveryViews
from govbot.bot.passing_on import ended_parts, passing_on_to_look_at, tell_what_passed_on
from govbot.bot.recording import AT_ONCE, keep
from govbot.bot.request_context import Installation, RequestContext
from govbot.core.days import business_day_after, business_days_before, local_day, next_business_day, opening
from govbot.core.decide import decide_due
from govbot.core.grammar import Acting, Capacity, Event, Notification, Obligation
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME
from govbot.delivery import Calendar, at_any_hour, due_reminders
from govbot.record import MOST_TRIES, CommitOutcomeUnknown, Record, StorageFault, Tx

log = structlog.get_logger("govbot.runtime.scheduler")
CLOCK = Capacity("clock", "the clock")
SECONDS = 20
TOLD = "operator told on"
WEEKLY = "weekly list of the week of"
YEARLY = "report of the process in the year before"


class Scheduler:
    """APScheduler only ticks; everything that is due is rows of the record, and happens once however late."""

    def __init__(
        self,
        record_: Record,
        installation: Installation,
        nudge: Callable[[], None],
        opens: Callable[[datetime], datetime] = at_any_hour,
        daily: Callable[[], bool] = lambda: False,
        is_held: Callable[[], bool] = lambda: False,
    ) -> None:
        self._record = record_
        self._installation = installation
        self._nudge = nudge
        self._opens = opens  # when people may next be written to
        self._scheduler: AsyncIOScheduler | None = None
        self._daily = daily  # whether the operator gets a card a day, in their channel
        self._is_held = is_held  # whether the machine's clock is not trusted
        self.ticked = monotonic()  # when a tick last came to its end

    def start(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            self.tick, "interval", seconds=SECONDS, coalesce=True, max_instances=1, misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )  # fmt: skip
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> int:
        """Do all that is due now; returns how much that was. One that fails does not hold up the others.

        Nothing is done while the machine's clock is not trusted.
        """
        if self._is_held():
            self.ticked = monotonic()
            return 0
        try:
            due = await self._record.read(lambda tx: tx.obligations.due_before(tx.now))
            for stream, owed in due:
                await self._bring_about(stream, owed)
            await self._pass_on()
            reminded = await self._remind()
            if await self._record.read(lambda tx: weekly_list_due(self._installation.context(tx))):
                await self._record.write(lambda tx: send_weekly_list(self._installation.context(tx)))
            if await self._record.read(lambda tx: yearly_report_due(self._installation.context(tx))):
                await self._record.write(lambda tx: send_yearly_report(self._installation.context(tx)))
            await self._record.write(lambda tx: self._note(tx, [owed for _, owed in due], reminded))
        except (StorageFault, CommitOutcomeUnknown) as fault:
            log.warning("the record cannot be reached", why=str(fault))
            return 0
        self.ticked = monotonic()
        if due or reminded:
            self._nudge()
        return len(due) + reminded

    def _note(self, tx: Tx, due: Sequence[Obligation], reminded: int) -> None:
        """That a tick has ended, and how late it was; once a day the day's counts, and the operator's card."""
        waited = (tx.now - obligation.due for obligation in due if obligation.due)
        tx.service_status.note_tick(len(due) + reminded, max(waited, default=timedelta()).total_seconds())
        if tx.daily_counts.is_due():
            tx.lock([DIRECTORY])  # of several replicas one counts
            tx.daily_counts.note()
            draft_answers.forget_old(tx)
            saved_comments.forget_old(tx)
        today = self._installation.context(tx).today.isoformat()
        if self._daily() and tx.notes.get(TOLD) != today:
            tx.lock([DIRECTORY])  # of several replicas one tells
            if tx.notes.get(TOLD) == today:
                return
            tx.notes.set(TOLD, today)
            tx.outbox.tell(DIRECTORY, 0, [Notification("channel:operator", "operations")], tx.now)

    async def _bring_about(self, stream: str, owed: Obligation) -> None:
        try:
            await self._record.warm(stream)
            await self._record.write(lambda tx: bring_about(self._installation.context(tx), stream, owed))
        except asyncio.CancelledError:
            raise
        except (StorageFault, CommitOutcomeUnknown):
            raise
        except Exception:
            log.exception("what was due could not be done", stream=stream, action=owed.action)
            await self._record.write(lambda tx: self._put_off(tx, stream, owed))

    def _put_off(self, tx: Tx, stream: str, owed: Obligation) -> None:
        """Try again later, each time later; after the last try it is parked, and the operator told."""
        tries = tx.obligations.failed(stream, owed)
        if tries < MOST_TRIES:
            return
        log.error("what was due is parked after the last try", stream=stream, action=owed.action, tries=tries)
        if self._daily():
            tx.outbox.tell(DIRECTORY, 0, [Notification("channel:operator", "operations")], tx.now)

    async def _pass_on(self) -> None:
        """What has passed on since the last look, because somebody left, is told; retired agencies' parts end."""
        looked_at = await self._record.read(lambda tx: passing_on_to_look_at(self._installation.context(tx)))
        if not looked_at:
            return
        for stream, ended in await self._record.read(lambda tx: ended_parts(self._installation.context(tx))):
            await self._bring_about(stream, ended)
        told = await self._record.write(
            lambda tx: tell_what_passed_on(self._installation.context(tx), looked_at)
        )
        if told:
            self._nudge()

    async def _remind(self) -> int:
        process = self._installation.process
        calendar = Calendar(
            business_days_before=lambda instant, days: business_days_before(instant, days, process),
            day=lambda instant: local_day(instant, process),
            next_morning=lambda instant: opening(next_business_day(instant, process), process),
            days=process.deadlines.reminders_before,
            opens=self._opens,
            days_before=lambda instant, days: opening(
                local_day(instant, process) - timedelta(days=days), process
            ),
        )

        def remind(tx: Tx) -> int:
            views = DeliveryViews(self._installation)
            return due_reminders(tx, calendar, views.answerable, views.strength)

        looked_at = 0
        while some := await self._record.write(remind):
            looked_at += some
        return looked_at


def weekly_list_due(context: RequestContext) -> str:
    """The week, by its Monday, whose list is to be sent now; "" where it has been. The first week only begins it."""
    monday = context.today - timedelta(days=context.today.weekday())
    week, told = monday.isoformat(), context.tx.notes.get(WEEKLY)
    first = opening(business_day_after(monday, 0, context.process), context.process)
    return "" if told == week or (told is not None and context.now < first) else week


def send_weekly_list(context: RequestContext) -> None:
    """Put the weekly list into the outbox: for the steering group's channel."""
    context.tx.lock([DIRECTORY])  # of several replicas one tells
    week = weekly_list_due(context)
    if not week:
        return
    if context.tx.notes.get(WEEKLY) is not None:
        context.tx.outbox.tell(DIRECTORY, 0, [Notification("channel:steering", "weekly", week)], context.now)
    context.tx.notes.set(WEEKLY, week)


def yearly_report_due(context: RequestContext) -> str:
    """This year, when the report of the last one is to be sent; "" where it has been. The first year only begins."""
    year, told = str(context.today.year), context.tx.notes.get(YEARLY)
    first = opening(business_day_after(date(context.today.year, 1, 1), 0, context.process), context.process)
    return "" if told == year or (told is not None and context.now < first) else year


def send_yearly_report(context: RequestContext) -> None:
    """Put the report of the year that is over into the outbox: for the steering group's channel."""
    context.tx.lock([DIRECTORY])  # of several replicas one tells
    year = yearly_report_due(context)
    if not year:
        return
    if context.tx.notes.get(YEARLY) is not None:
        report = Notification("channel:steering", "reform_report", str(int(year) - 1))
        context.tx.outbox.tell(DIRECTORY, 0, [report], context.now)
    context.tx.notes.set(YEARLY, year)


def bring_about(context: RequestContext, stream: str, obligation: Obligation) -> list[Event]:
    """Record what time brings about, as the clock's act; nothing where it has happened already."""
    context.tx.lock([stream], reading=[DIRECTORY])
    who = Acting("clock", CLOCK, context.today)
    rule_context = context.rule_context(stream, obligation.about, who)
    result = decide_due(rule_context, BY_NAME[obligation.action])
    keep(context, result, AT_ONCE)
    return [event for events in result.events.values() for event in events]
