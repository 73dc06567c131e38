"""Looks every two seconds whether the record is still there, and whether there is one at start."""

from __future__ import annotations

import asyncio

import structlog

from govbot.adapter_api.settings import UnsafeSettings
from govbot.record import Record, has_record
from govbot.runtime.clock_watch import ClockWatch, look

log = structlog.get_logger("govbot.runtime.record_watch")
SECONDS = 2.0
NONE = (
    "There is no record in the database that GOVBOT_DATABASE names. If this is the first start, say so: --new. If "
    "it is not, name the right database, or put the last copy back with “govbot restore”."
)
ONE = "There is a record in this database already: leave out --new."


def require_record(url: str, *, new: bool) -> None:
    """Raises UnsafeSettings where a record is missing, or where one that is said to be new is there already."""
    if has_record(url) == new:
        raise UnsafeSettings(ONE if new else NONE)


async def watch(record: Record, seconds: float = SECONDS, clock_watch: ClockWatch | None = None) -> None:
    """Look until cancelled; what is found missing is logged once, and stands in `record.fault`.

    With a `clock_watch` the notes on the clock are looked at too.
    """
    told = ""
    while True:
        fault = await record.look_whether_it_is_there()
        if fault and fault != told:
            log.error(fault)
        told = fault
        if not fault:
            await look(clock_watch)
        await asyncio.sleep(seconds)
