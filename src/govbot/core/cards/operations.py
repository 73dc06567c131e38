"""The operator's view: whether all that should go out goes out, and whether the record was found whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Text
from govbot.core.days import said
from govbot.core.process import Process
from govbot.core.service_status import Condition, QueueStatus

SLOW = timedelta(minutes=15)  # a message that has been due so long wants looking into
SILENT = timedelta(minutes=2)  # six ticks
UNCHECKED = timedelta(days=2)
PARKED = (
    "{policy}: “{what}” was due, failed at every try, and is parked. The log says why; what is mended is tried again "
    "with govbot undelivered --again, or when govbot starts."
)
NAMES = {"": "To be addressed", "slack": "Slack", "teams": "Microsoft Teams", "web": "The playground"}


def operations_card(now: Condition, process: Process, buttons: tuple[Button, ...] = ()) -> Card:
    """How govbot is doing, warnings first."""
    warned = tuple(warnings(now, process))
    parts: list[Part] = [Text(warning, "warning") for warning in warned]
    parts.append(Facts(tuple(rows(now, process))))
    if buttons:
        parts.append(Buttons(buttons))
    return Card(f"Operations: {_in_short(now, len(warned))}", tuple(parts))


def _in_short(now: Condition, warned: int) -> str:
    if warned:
        return f"{_count(warned, 'thing')} to look into"
    failed = sum(queue.failed for queue in now.queues)
    return f"all is running; {_count(failed, 'message')} failed for good" if failed else "all is well"


def warnings(now: Condition, process: Process) -> Iterator[str]:
    """What the operator should look into, a whole sentence each."""
    if now.held:
        yield now.held
    refused = dict(now.refused)
    yield from refused.values()
    yield from now.lacking
    for queue in now.queues:
        name = _name(queue)
        if queue.due_since and now.now - queue.due_since > SLOW and queue.platform not in refused:
            yield f"{name}: a message has been due for {_ago(queue.due_since, now.now)}."
        if queue.stuck:
            yield f"{name}: {_count(queue.stuck, 'message')} not taken so far, and tried again: {queue.why}"
        if queue.parked:
            yield f"{name}: {_count(queue.parked, 'message')} parked after the last try."
        if queue.unknown:
            yield f"{name}: of {_count(queue.unknown, 'message')} nobody knows whether they arrived. Ask the people."
    for stream, what in now.parked:
        yield process.say(PARKED, policy=stream.partition(":")[2], what=process.say_kept(what))
    if not now.held:
        yield from _behind(now)
    if now.checked and now.checked.bad:
        yield f"The record was not found whole: {now.checked.bad}"
    elif now.checked is None or now.now - now.checked.at > UNCHECKED:
        yield "The record was not checked in the last two days: run govbot verify every night."


def _behind(now: Condition) -> Iterator[str]:
    """That what is due by time is not done."""
    if now.ticked is None:
        yield "The clock has not ticked on this record yet."
    elif now.now - now.ticked.at > SILENT:
        yield f"The clock has not ticked for {_ago(now.ticked.at, now.now)}: is govbot running?"
    late = now.overdue - len(now.parked)
    if late > 0 and now.ticked is not None:
        yield f"Time should have brought about what it has not ({late} overdue): see the log."


def rows(now: Condition, process: Process) -> Iterator[tuple[str, str]]:
    """Label and value, a line each."""
    for queue in now.queues:
        yield _name(queue), _queue(queue, now.now)
    if not now.queues:
        yield "Messages", "none is waiting, and none has failed"
    if now.ticked:
        late = f", the oldest {_span(now.ticked.late)} late" if now.ticked.late >= 1 else ""
        yield "Last tick", f"{_ago(now.ticked.at, now.now)} ago; {now.ticked.done or 'nothing'} due{late}"
    if now.checked:
        result = now.checked.bad or f"{now.checked.entries} entries, whole"
        yield "Record checked", f"{said(now.checked.at, process)}: {result}"


def _queue(queue: QueueStatus, now: datetime) -> str:
    """What waits, what is tried again, what went wrong."""
    oldest = f" (for {_ago(queue.due_since, now)})" if queue.due_since else ""
    counted = (
        (queue.due, f"due now{oldest}"),
        (queue.sending, "being sent"),
        (queue.later - queue.retried, "for later"),
        (queue.retried, "to be tried again"),
        (queue.parked, "parked"),
        (queue.unknown, "unknown"),
        (queue.failed, "failed for good"),
    )
    return ", ".join(f"{count} {what}" for count, what in counted if count) or "nothing is waiting"


def _name(queue: QueueStatus) -> str:
    return NAMES.get(queue.platform, queue.platform)


def _ago(since: datetime, now: datetime) -> str:
    return _span((now - since).total_seconds())


def _span(seconds: float) -> str:
    """A length of time in the largest unit that it fills."""
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            return _count(int(seconds // length), unit)
    return _count(max(int(seconds), 0), "second")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
