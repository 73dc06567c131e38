"""Appends events to the record with all that follows from them: obligations, notifications, the list, redraws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from govbot.bot.request_context import RequestContext
from govbot.core.grammar import Acting, Entry, Event, Notification, Refusal
from govbot.core.membership.events import ReachChosen
from govbot.core.workflow.events import DeliveryTriedAgain, RoomLinked, Snoozed
from govbot.core.workflow.notifications import notifications
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import Policy
from govbot.record import Tx

VIEWS_VERSION = 1  # raised where a list's rows are made differently: an upgrade then makes them anew
TAKEN = "This is {policy}'s room already. A room belongs to one policy: make another one, and link that."


def record(
    tx: Tx,
    moments: RequestContext,
    stream: str,
    who: Acting,
    events: Sequence[Event],
    redraw_after: timedelta,
) -> None:
    """Append events and what follows: what is awaited, who is told, the list, which cards are stale."""
    entries = tx.append(stream, who, events)
    if not entries:
        return
    state, _ = tx.state(stream)
    for entry in entries:
        follow(tx, entry)
    if isinstance(state, Policy):
        tx.put_obligations(stream, obligations(state))
        for entry in entries:
            told = list(notifications(state, entry))
            if told:
                tx.outbox.tell(stream, entry.seq, told, tx.now)
        list_policy(tx, stream, state)
    tx.receipts.mark_stale(stream, tx.now + redraw_after)


def follow(tx: Tx, entry: Entry) -> None:
    """What an event does to messages, reminders and rooms, in its own transaction."""
    match entry.event:
        case Snoozed() as event:
            tx.digests.snooze(entry.actor, entry.stream, event.action, event.about, event.until)
        case DeliveryTriedAgain() as event:
            tx.outreach.try_again(entry.stream, unknown_too=event.unknown_too)
        case RoomLinked() as event:
            if taken := tx.rooms.link(entry.stream, event.platform, event.conversation):
                raise Refusal(TAKEN.format(policy=taken.partition(":")[2]))
        case ReachChosen() as event:
            for room in tx.rooms.with_person(event.person):
                tx.outbox.tell(room, 0, [Notification("room", "room")], tx.now)
        case _:
            pass


def list_policy(tx: Tx, stream: str, policy: Policy) -> None:
    """How a policy stands in lists: a view, which an upgrade can rebuild."""
    version = policy.version.number if policy.version else ""
    tx.policies.put(policy.id, policy.title, policy.stage, policy.lead, version, tx.now)
