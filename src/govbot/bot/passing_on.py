"""Tells what has passed on because somebody left, each once: whoever answers now, and the one above."""

from __future__ import annotations

import json

from govbot.bot.request_context import RequestContext
from govbot.core.grammar import Notification, Obligation
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.parties import people_of
from govbot.core.workflow.passing_on import Answerable, above, answerable, parties_left_alone
from govbot.core.workflow.weekly import vacancies

VACANT = "vacant seats and offices"
LOOKED_AT = "what passed on was looked at"


def passing_on_to_look_at(context: RequestContext) -> str:
    """What the last look depended on: it is looked again when the directory, the day or what is awaited changes;
    "" where nothing has changed."""
    _, seq = context.tx.state(DIRECTORY)
    now = f"{seq} {context.today.isoformat()} {context.tx.obligations.last()}"
    return "" if context.tx.notes.get(LOOKED_AT) == now else now


def tell_what_passed_on(context: RequestContext, looked_at: str) -> int:
    """Tell what has passed on since the last look; how much that is."""
    context.tx.lock([DIRECTORY])  # of several replicas one tells
    alone = parties_left_alone(context.directory, context.process, context.today)
    told: dict[tuple[str, str], Answerable] = {}
    for opened in context.tx.obligations.open_of(alone):
        party = opened.obligation.party
        heir = _answerable(context, opened.stream, party)
        which = f"passed on to {' '.join(sorted(heir.people))}"
        if heir.people and context.tx.obligations.note_once(opened, which):
            told.setdefault((opened.stream, party), heir)
    for (stream, party), heir in told.items():
        context.tx.outbox.tell(stream, 0, _notifications(context, stream, party, heir), context.now)
    vacant = _tell_vacancies(context)
    context.tx.notes.set(LOOKED_AT, looked_at)
    return len(told) + vacant


def _tell_vacancies(context: RequestContext) -> int:
    """Tell of seats and offices that have become vacant since the last look; those of the first look are known."""
    vacant = vacancies(context.directory, context.process, context.today)
    known = context.tx.notes.get(VACANT)
    context.tx.notes.set(VACANT, json.dumps(vacant))
    new = [name for name in vacant if known is not None and name not in json.loads(known)]
    news = [Notification(to, "vacancy", name) for name in new for to in ("role:advisor", "role:keeper")]
    context.tx.outbox.tell(DIRECTORY, 0, news, context.now)
    return len(new)


def ended_parts(context: RequestContext) -> list[tuple[str, Obligation]]:
    """What the clock has to record: on which streams the part of an agency ends that is off the list."""
    listed = context.directory.agencies
    people = context.directory.people.values()
    gone = {code for person in people for code in (*person.agencies, *person.former)} - set(listed)
    if not gone:
        return []
    ended = {
        (stream, agency): None
        for stream, obligation in context.tx.obligations.all_open()
        if (agency := _agency_of(context, stream, obligation)) in gone
    }
    return [
        (stream, Obligation("clock", "end_agency_part", "the end of its part", context.now, agency))
        for stream, agency in ended
    ]


def _agency_of(context: RequestContext, stream: str, obligation: Obligation) -> str:
    """The agency of which this is awaited; "" where it is awaited of somebody else."""
    kind, _, of = obligation.party.partition(":")
    if kind == "agency":
        return of
    if obligation.action != "give_feedback":
        return ""
    development = context.policy(stream).development
    entry = development.period.entry(of) if development and development.period else None
    return entry.agency if entry else ""


def _answerable(context: RequestContext, stream: str, party: str) -> Answerable:
    director = context.process.director.key
    return answerable(party, context.policy(stream), context.directory, director, context.today)


def _notifications(context: RequestContext, stream: str, party: str, heir: Answerable) -> list[Notification]:
    """To whoever answers now, and to the one above where that is somebody else; nobody is told twice."""
    director = context.process.director.key
    over = above(party)
    told = people_of(over, context.policy(stream), context.directory, director, context.today)
    parties = [heir.party] if set(told) <= set(heir.people) else [heir.party, over]
    return [Notification(to, "passed_on", party) for to in parties]
