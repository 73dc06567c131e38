"""What only a rehearsal has: its clock, and a look at the process, the record and the Library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from govbot.adapter_api.simulation_controls import Happened
from govbot_web.body import UNREADABLE, Body, Unreadable, read
from govbot_web.context import PlaygroundContext
from govbot_web.guard import no
from govbot_web.hub import Notice
from govbot_web.views import clock

MORNING = "T09:00"  # a date alone means that morning
MOST_ENTRIES = 200
FORWARD = "The rehearsal's clock only moves forward: choose a later time."
NOTHING_DUE = "Nothing is due: choose a day or a date instead."


class Rehearsal:
    """The handlers behind the clock and the side panel."""

    def __init__(self, context: PlaygroundContext) -> None:
        self._context = context

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/api/clock", self.clock),
            web.post("/api/clock", self.move),
            web.get("/api/process", self.process),
            web.get("/api/record", self.record),
            web.post("/api/verify", self.verify),
            web.get("/api/library", self.library),
        ]

    async def clock(self, request: web.Request) -> web.Response:
        """The rehearsal's time, and when the next thing is due, and what."""
        due = await self._context.controls.next_deadline()
        told = {"next": self._context.draw.moment(due.at) if due else "", "what": due.what if due else ""}
        return web.json_response({**clock(self._context), **told})

    async def move(self, request: web.Request) -> web.Response:
        """Move the clock: by days, to a local date or time, or to the next deadline."""
        to = await self._instant(await read(request))
        if to is None:
            return no(409, NOTHING_DUE)
        try:
            happened = await self._context.controls.move_clock(to)
        except ValueError:
            return no(409, FORWARD)
        self._context.hub.tell(Notice("clock"))
        self._context.hub.tell(Notice("world"))
        return web.json_response(
            {"reply": "moved", "happened": [self._said(line) for line in happened], **clock(self._context)}
        )

    def _said(self, happened: Happened) -> str:
        return f"{self._context.draw.moment(happened.at)}: {happened.what}"

    async def process(self, request: web.Request) -> web.Response:
        """Where each policy stands."""
        policies, stages = await self._context.controls.policies(), self._context.controls.stages()
        stations = [(stage, [p for p in policies if p.step == step]) for step, stage in enumerate(stages)]
        html = self._context.draw.page("process.html", stations=stations)
        listed = [{"id": p.id, "title": p.title, "stage": p.stage, "step": p.step} for p in policies]
        return web.json_response({"stages": list(stages), "policies": listed, "html": html})

    async def record(self, request: web.Request) -> web.Response:
        """Entries of the record: of one policy, or the last of all."""
        stream, after = request.query.get("stream", ""), request.query.get("after", "0")
        if not after.isdecimal():
            raise Unreadable(400, UNREADABLE)
        lines = await self._context.controls.entries(stream, int(after), MOST_ENTRIES)
        facts: dict[str, Any] = {
            "lines": lines,
            "policies": await self._context.controls.policies(),
            "stream": stream,
        }
        facts["more"] = lines[-1].seq if stream and len(lines) == MOST_ENTRIES else 0
        listed = [
            {
                "stream": line.stream, "seq": line.seq, "at": line.at.isoformat(), "who": line.who,
                "what": line.what, "digest": line.digest,
            }
            for line in lines
        ]  # fmt: skip
        return web.json_response({"entries": listed, "html": self._context.draw.page("record.html", **facts)})

    async def verify(self, request: web.Request) -> web.Response:
        """Check the whole record."""
        verdict = await self._context.controls.verify()
        return web.json_response({"whole": verdict.whole, "sentence": verdict.sentence})

    async def library(self, request: web.Request) -> web.Response:
        """The policies that have a page in the Library."""
        policies = await self._context.controls.policies()
        pages = [(policy, await self._context.controls.library(policy.id)) for policy in policies]
        shelf = [(policy, path) for policy, path in pages if path.startswith("/") and path[:2] != "//"]
        listed: list[dict[str, Any]] = [{"id": p.id, "title": p.title, "path": path} for p, path in shelf]
        html = self._context.draw.page("library.html", shelf=shelf)
        return web.json_response({"policies": listed, "html": html})

    async def _instant(self, body: Body) -> datetime | None:
        if body.words.get("next") is True:
            due = await self._context.controls.next_deadline()
            return due.at if due else None
        zone, days = self._context.controls.zone, body.words.get("days")
        try:
            if isinstance(days, int) and days > 0:
                local = self._context.controls.now().astimezone(zone) + timedelta(days=days)
            else:
                to = body.text("to")
                local = datetime.fromisoformat(to if "T" in to else to + MORNING).replace(tzinfo=zone)
            return local.astimezone(UTC)
        except (ValueError, OverflowError):
            raise Unreadable(400, "Choose a date, such as 2026-12-04.") from None
