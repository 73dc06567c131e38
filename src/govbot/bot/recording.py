"""Records events with all that follows from them: obligations, notifications, the list's row, stale cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from govbot.bot.new_standing import tell_what_awaits
from govbot.bot.request_context import RequestContext
from govbot.core.decide import Recorded
from govbot.core.grammar import Acting, Entry, Event, Notification, Refusal
from govbot.core.membership import meetings, office_changes, planning
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory
from govbot.core.membership.events import ReachChosen
from govbot.core.workflow.course import course_of, course_text
from govbot.core.workflow.events import DeliveryTriedAgain, RoomLinked, RoomMoveAsked, Snoozed
from govbot.core.workflow.notifications import directory_notifications, liaisons, notifications
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.steps import entered
from govbot.record import ListedPolicy, Tx

# Raised when rows of the list, or of what is awaited, are made differently: an upgrade then makes them anew.
VIEWS_VERSION = 6
# The pressed card is replaced at once by its adapter; the courier comes after.
REDRAW_AFTER = timedelta(seconds=2)
AT_ONCE = timedelta()
TAKEN = "This is {policy}'s room already. A room belongs to one policy: make another one, and link that."


def keep(context: RequestContext, result: Recorded, redraw_after: timedelta) -> tuple[str, ...]:
    """Store the documents of a decision, and record its events stream by stream; the parties that are told."""
    for document in result.documents:
        context.tx.documents.store(document)
    told: dict[str, None] = {}
    for stream, events in result.events.items():
        told |= dict.fromkeys(record(context, stream, result.who, events, redraw_after))
    return tuple(told)


def record(
    context: RequestContext,
    stream: str,
    who: Acting,
    events: Sequence[Event],
    redraw_after: timedelta = AT_ONCE,
) -> list[str]:
    """Append events to a stream, with all that follows from them; cards are redrawn after `redraw_after`.

    Returns the parties that are told.
    """
    tx = context.tx
    before = context.directory if stream == DIRECTORY else None
    entries = tx.append(stream, who, events)
    if not entries:
        return []
    context.forget(stream)
    for entry in entries:
        _change_delivery(tx, entry)
    told: list[str] = []
    if stream.startswith("policy:"):
        told = _follow(tx, stream, context.policy(stream), entries)
    if stream == DIRECTORY:
        told = _follow_directory(tx, context.directory, entries)
        if before is not None:
            tell_what_awaits(context, before, events)
    tx.receipts.mark_stale(stream, tx.now + redraw_after)
    return told


def _follow(tx: Tx, stream: str, policy: Policy, entries: Sequence[Entry]) -> list[str]:
    """What the core computes from a policy's state: obligations, notifications, its row in the list."""
    tx.put_obligations(stream, obligations(policy))
    told: list[str] = []
    for entry in entries:
        messages = list(notifications(policy, entry))
        if messages:
            tx.outbox.tell(stream, entry.seq, messages, tx.now)
            told += [message.to for message in messages]
    list_policy(tx, stream, policy)
    return told


def _follow_directory(tx: Tx, directory: Directory, entries: Sequence[Entry]) -> list[str]:
    """What the core computes from the directory's state: what is awaited of whoever settles, and messages."""
    awaited = (
        *entered.obligations(directory, "settle_office_entry"),
        *office_changes.obligations(directory),
        *meetings.obligations(directory.meetings),
        *planning.obligations(directory.planning),
    )
    tx.put_obligations(DIRECTORY, awaited)
    told: list[str] = []
    for entry in entries:
        messages = list(directory_notifications(directory, entry))
        if messages:
            tx.outbox.tell(DIRECTORY, entry.seq, messages, tx.now)
            told += [message.to for message in messages]
    return told


def _change_delivery(tx: Tx, entry: Entry) -> None:
    """What an event changes about messages, reminders and rooms.

    Raises Refusal where the room belongs to another policy.
    """
    match entry.event:
        case Snoozed() as event:
            tx.digests.snooze(entry.actor, entry.stream, event.action, event.about, event.until)
        case DeliveryTriedAgain() as event:
            tx.outreach.try_again(entry.stream, unknown_too=event.unknown_too)
        case RoomMoveAsked() as event:
            _check_room(entry.stream, tx.rooms.stream_of(event.platform, event.conversation))
        case RoomLinked() as event:
            _link_room(tx, entry, event)
        case ReachChosen() as event:
            for room in tx.rooms.with_person(event.person):
                tx.outbox.tell(room, 0, [Notification("room", "room")], tx.now)
        case _:
            pass


def _check_room(stream: str, taken: str | None) -> None:
    """Raise Refusal where the conversation is the room of another policy."""
    if taken not in (None, stream):
        raise Refusal(TAKEN.format(policy=str(taken).partition(":")[2]))


def _link_room(tx: Tx, entry: Entry, event: RoomLinked) -> None:
    """Link the room; where another one was the group's, that one and the liaisons are told, and asked.

    Raises Refusal where the room belongs to another policy.
    """
    rooms = {row.platform: row.conversation for row in tx.rooms.of(entry.stream)}
    _check_room(entry.stream, tx.rooms.link(entry.stream, event.platform, event.conversation))
    former = rooms.get(event.platform, "")
    if former in ("", event.conversation):
        return
    tx.receipts.left(entry.stream, event.platform, former, but="room_move")
    policy: Policy = tx.state(entry.stream)[0]
    facts = {"by": event.asked_by or entry.actor} | ({"agreed": entry.actor} if event.asked_by else {})
    places = [f"former-room:{event.platform} {former}", *(f"person:{person}" for person in liaisons(policy))]
    told = [Notification(place, "room_moved", facts=facts) for place in places]
    tx.outbox.tell(entry.stream, entry.seq, told, tx.now)


def list_policy(tx: Tx, stream: str, policy: Policy, changed_at: datetime | None = None) -> None:
    """Write a policy's row in the list: a view, which an upgrade can rebuild. It changed now, or when it is said."""
    version = policy.version.number if policy.version else ""
    course = course_text(course_of(policy))
    listed = ListedPolicy(
        policy.id, policy.title, policy.stage, policy.lead, version, changed_at or tx.now, course=course
    )
    tx.policies.put(listed)
