"""An action, taken: decided, recorded, and everything that follows from it, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from govbot.bot import on_behalf
from govbot.bot.request_context import RequestContext, text_read
from govbot.bot.tokens import SignedToken, request_key
from govbot.core.cards.forms import CAPACITY, ENVELOPE, clean, read_answers, read_fields
from govbot.core.cards.plausibility import doubts
from govbot.core.cards.vocabulary import Part, Text
from govbot.core.days import local_day
from govbot.core.grammar import (
    Acting,
    Action,
    Capacity,
    Change,
    Command,
    Document,
    Entry,
    Event,
    EventOn,
    FieldErrors,
    Notification,
    Refusal,
    RuleContext,
    StoreDocument,
)
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import ReachChosen
from govbot.core.table import BY_NAME, capacities_for, open_capacities, refusal
from govbot.core.workflow.events import DeliveryTriedAgain, RoomLinked, Snoozed
from govbot.core.workflow.notifications import news
from govbot.core.workflow.obligations import owed
from govbot.core.workflow.policy import Policy, stream_of
from govbot.record import Tx

TAKEN = "This is {policy}'s room already. A room belongs to one policy: make another one, and link that."
# The pressed card is replaced at once by its adapter; the courier comes after.
REDRAW_AFTER = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Done:
    """What was recorded; `again` when the same request had been recorded before."""

    subject: str
    action: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Confirm:
    """What will happen, to be seen before it is confirmed; `seen` is its digest."""

    parts: tuple[Part, ...]
    seen: str


class Stale(Refusal):
    """The card that was pressed no longer shows how things are: the current one is shown in its place."""


def act(
    tx: Tx,
    moments: RequestContext,
    person: str,
    sealed: SignedToken,
    answers: Mapping[str, Any],
    redraw_after: timedelta,
) -> Done | Confirm:
    """Take an action; the rules refuse with a sentence. The same request again answers as the first did."""
    key = request_key(person, sealed)
    tx.lock({sealed.subject} - {"new"}, reading=[DIRECTORY])
    before = tx.answer(key)
    if before is not None:
        return Done(json.loads(before)["subject"], sealed.what, again=True)
    action = BY_NAME[sealed.what]
    subject = sealed.subject
    who, evidence = acting_for(tx, moments, action, person, sealed, answers)
    at = moments.at(tx, subject, who, sealed.about)
    if action.reads_closings:
        at = replace(at, closings=closings_elsewhere(tx, moments, subject))
    if action.reads_text:
        at = replace(at, text=text_read(tx, at.state, action.reads_text))
    command = read_answers(action, answers, at)
    if isinstance(other := getattr(command, "other", None), str) and not tx.exists(stream_of(other)):
        raise FieldErrors({"other": "There is no such policy. Choose one from the list."})
    # What is refused is refused before anything is doubted or shown.
    happened = list(action.rule(at, command))
    shown = preview(action, at, command)
    if shown and shown.seen != sealed.seen:
        return shown
    if action.stream == "new":
        subject = stream_of(f"{moments.process.government.policy_prefix}-{tx.next_number('policy')}")
    keep_documents(tx, command, evidence, happened)
    for stream, events in by_stream(subject, happened).items():
        record(tx, moments, stream, who, events, redraw_after)
    tx.remember(key, json.dumps({"subject": subject}), tx.now)
    return Done(subject, action.name)


def acting_for(
    tx: Tx,
    moments: RequestContext,
    action: Action,
    person: str,
    sealed: SignedToken,
    answers: Mapping[str, Any],
) -> tuple[Acting, Document | None]:
    """Who acts, in which capacity, for whom it is entered.

    Refused where they may not, or where it is not open.
    """
    who, document = _enveloped(tx, moments, person, sealed, answers)
    held = moments.standing(tx, sealed.subject, who.person)
    at = moments.at(tx, sealed.subject, who, sealed.about)
    current = action.bound(at) if action.bound else ""
    if sealed.bound and sealed.bound != current and capacities_for(action, held):
        raise Stale(_gone(sealed.bound, current, refusal(action, at, held) or ""))
    why_not = refusal(action, at, held)
    if why_not:
        stale = sealed.on and capacities_for(action, held)
        raise Stale(why_not) if stale else Refusal(why_not)
    capacity = _capacity(open_capacities(action, at, held), answers)
    return replace(who, capacity=capacity), document


def _gone(bound: str, current: str, why_not: str) -> str:
    """What has become of that for which the button was drawn."""
    drawn_for, now = bound.partition(" ")[0], current.partition(" ")[0]
    if now == drawn_for:
        return f"This card was drawn for another file of {drawn_for}. Here is the current card."
    return (
        f"This card was drawn for {drawn_for}; {now} is current now. Here is the current card."
        if now
        else why_not
    )


def _enveloped(
    tx: Tx, moments: RequestContext, person: str, sealed: SignedToken, answers: Mapping[str, Any]
) -> tuple[Acting, Document | None]:
    """Whose act it is, on which day, on what evidence; only a form for later acts asks for these."""
    who = on_behalf.actor(tx, moments, person, sealed)
    if sealed.mode != "later":
        return who, None
    given = read_fields(ENVELOPE, answers, moments.at(tx, sealed.subject, who))
    day = date.fromisoformat(given["happened_on"]) if "happened_on" in given else who.happened_on
    if day > who.happened_on:
        raise FieldErrors({"happened_on": "That day has not come yet. Give today or an earlier day."})
    document = given.get("evidence_file")
    dated = replace(
        who,
        happened_on=day,
        evidence=given.get("evidence", ""),
        evidence_paper=document.paper if document else None,
    )
    return dated, document


def _capacity(fitting: Sequence[Capacity], answers: Mapping[str, Any]) -> Capacity:
    chosen = clean(answers.get(CAPACITY))
    if not chosen:
        return fitting[0]
    found = next((one for one in fitting if one.key == chosen), None)
    if found is None:
        raise FieldErrors({CAPACITY: "You do not act in that capacity here. Choose one from the list."})
    return found


def preview(action: Action, context: RuleContext[Any], command: Command) -> Confirm | None:
    """What the action would do, where it shows that first; and whatever may be a slip, as a plain warning."""
    parts: list[Part] = [Text(one, "warning") for one in doubts(action, command, context, ENVELOPE)]
    for one in action.preview(context, command) if action.preview else ():
        parts.append(one if isinstance(one, Change) else Text(one))
    if not parts:
        return None
    return Confirm(tuple(parts), hashlib.sha256(repr(parts).encode()).hexdigest()[:16])


def keep_documents(tx: Tx, command: Command, evidence: Document | None, happened: list[Any]) -> None:
    """Store every document that was given or made: the record names them by hash."""
    given = [getattr(command, name) for name in type(command).model_fields]
    made = [one.document for one in happened if isinstance(one, StoreDocument)]
    for document in (*given, evidence, *made):
        if isinstance(document, Document):
            tx.store(document)


def by_stream(subject: str, happened: list[Any]) -> dict[str, list[Event]]:
    """The events by the stream that they belong to, the streams in the order of their ids."""
    streams: dict[str, list[Event]] = {}
    for one in happened:
        match one:
            case StoreDocument():
                continue
            case EventOn():
                streams.setdefault(one.stream, []).append(one.event)
            case _:
                streams.setdefault(subject, []).append(one)
    return dict(sorted(streams.items()))


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
        tx.put_owed(stream, owed(state))
        for entry in entries:
            told = list(news(state, entry))
            if told:
                tx.tell(stream, entry.seq, told, tx.now)
        list_policy(tx, stream, state)
    tx.stale(stream, tx.now + redraw_after)


def follow(tx: Tx, entry: Entry) -> None:
    """What an event does to messages, reminders and rooms, in its own transaction."""
    match entry.event:
        case Snoozed() as event:
            tx.snooze(entry.actor, entry.stream, event.action, event.about, event.until)
        case DeliveryTriedAgain() as event:
            tx.try_again(entry.stream, unknown_too=event.unknown_too)
        case RoomLinked() as event:
            if taken := tx.link_room(entry.stream, event.platform, event.conversation):
                raise Refusal(TAKEN.format(policy=taken.partition(":")[2]))
        case ReachChosen() as event:
            for room in tx.rooms_with(event.person):
                tx.tell(room, 0, [Notification("room", "room")], tx.now)
        case _:
            pass


def closings_elsewhere(tx: Tx, moments: RequestContext, subject: str) -> dict[date, frozenset[str]]:
    """Who has another feedback request closing on which day."""
    days: dict[date, set[str]] = {}
    for party, due in tx.asked_elsewhere(subject, "give_feedback"):
        days.setdefault(local_day(due, moments.process), set()).add(party.removeprefix("person:"))
    return {day: frozenset(people) for day, people in days.items()}


def list_policy(tx: Tx, stream: str, policy: Policy) -> None:
    """How a policy stands in lists: a view, which an upgrade can rebuild."""
    version = policy.version.number if policy.version else ""
    tx.list_policy(policy.id, policy.title, policy.stage, policy.lead, version, tx.now)


VIEWS_VERSION = 1
