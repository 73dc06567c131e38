"""Whether govbot is alive, whether it is ready, and its measures: for the machine's watchers, never for the public.

No person, policy or text stands in any of it: counts, times and the names of platforms.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from aiohttp import web
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from govbot.core.service_status import Condition
from govbot.record import CommitOutcomeUnknown, StorageFault
from govbot.runtime.app import App
from govbot.runtime.scheduler import SECONDS

PROVEN_FOR = 5.0  # seconds: however often somebody asks, no more is written
STATES = ("due", "later", "sending", "parked", "unknown", "failed")
MISSED = 6 * SECONDS


class Health:
    """The three addresses. That /healthz is answered shows that the process lives and its loop turns."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._proven: tuple[float, str] | None = None
        self._processes = CollectorRegistry()
        ProcessCollector(registry=self._processes)

    def mount(self, web_app: web.Application) -> None:
        web_app.router.add_get("/healthz", self._alive)
        web_app.router.add_get("/readyz", self._ready)
        web_app.router.add_get("/metrics", self._measures)

    async def _alive(self, request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, request: web.Request) -> web.Response:
        missing = [await self._unwritable(), *self._idle(), *await self._refused(), *self._app.problems()]
        told = [why for why in missing if why]
        # What needs a permission that is missing does not go out; all else does, so that govbot is ready.
        lines = [*(told or ["ready"]), *await self._lacking()]
        return web.Response(text="\n".join(lines) + "\n", status=503 if told else 200)

    def _idle(self) -> Iterator[str]:
        if held := self._app.clock.why_held():
            yield held
        if not self._app.delivers():
            yield "The courier does not run: nothing is delivered."
        if monotonic() - self._app.scheduler.ticked > MISSED:
            yield "The clock does not tick: nothing is brought about, and nobody is reminded."

    async def _unwritable(self) -> str:
        """Why nothing can be recorded, "" where it can; a record that is open has the schema that is needed."""
        record = self._app.record
        if self._proven is None or record.fault or monotonic() - self._proven[0] > PROVEN_FOR:
            self._proven = monotonic(), await record.prove()
        return self._proven[1]

    async def _refused(self) -> list[str]:
        """Which chats refuse govbot itself, and what is to be mended."""
        try:
            return list((await self._app.record.read(lambda tx: tx.refusals.all())).values())
        except (StorageFault, CommitOutcomeUnknown):
            return []  # that nothing can be read is told already

    async def _lacking(self) -> list[str]:
        """Which permissions were missing within the last day, each with the one to grant."""
        try:
            return await self._app.record.read(lambda tx: tx.refusals.lacking(tx.now))
        except (StorageFault, CommitOutcomeUnknown):
            return []

    async def _measures(self, request: web.Request) -> web.Response:
        writable = not await self._unwritable()
        try:
            condition = await self._app.record.read(lambda tx: tx.service_status.condition())
        except (StorageFault, CommitOutcomeUnknown) as fault:
            return web.Response(text=f"{fault}\n", status=503)
        registry = CollectorRegistry()
        registry.register(Measures(condition, writable=writable, sends=self._app.courier.holds))
        text = generate_latest(registry) + generate_latest(self._processes)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})


class Measures(Collector):
    """One reading of the condition, as Prometheus takes it."""

    def __init__(self, condition: Condition, *, writable: bool, sends: bool) -> None:
        self._now = condition
        self._writable = writable
        self._sends = sends

    def collect(self) -> Iterator[Metric]:
        now = self._now
        yield from self._lanes()
        yield _one("govbot_writable", "Whether the last write to the record went through.", self._writable)
        yield _one("govbot_sends", "Whether this govbot sends: of several replicas one does.", self._sends)
        yield _one("govbot_clock_held", "Whether deadlines and messages are held.", bool(now.held))
        yield _one("govbot_overdue", "What time should have brought about and has not.", now.overdue)
        if now.ticked:
            yield _one("govbot_ticked_seconds", "When the clock last ticked.", now.ticked.at.timestamp())
            yield _one("govbot_tick_late_seconds", "How late the oldest of that tick was.", now.ticked.late)
        if now.checked:
            yield _one("govbot_checked_seconds", "When the record was checked.", now.checked.at.timestamp())
            yield _one("govbot_whole", "Whether that check found the record whole.", not now.checked.bad)

    def _lanes(self) -> Iterator[Metric]:
        messages = GaugeMetricFamily(
            "govbot_messages", "Messages that wait or went wrong.", labels=["platform", "state"]
        )
        oldest = GaugeMetricFamily(
            "govbot_backlog_seconds", "For how long the oldest message has been due.", labels=["platform"]
        )
        for queue in self._now.queues:
            platform = queue.platform or "unaddressed"
            for state in STATES:
                messages.add_metric([platform, state], getattr(queue, state))
            since = queue.due_since or self._now.now
            oldest.add_metric([platform], (self._now.now - since).total_seconds())
        yield messages
        yield oldest


def _one(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, value=float(value))
