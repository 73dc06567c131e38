"""Sends, at once, what is awaited to whoever has got standing: an office, a seat, a delegation, an absence to fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.bot.request_context import RequestContext
from govbot.core.grammar import Event, Notification, Obligation
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory, office_key
from govbot.core.workflow.keys import key_of
from govbot.core.workflow.parties import parties_of

MOST = 20  # cards at once for one person; “/gov” lists the rest


def tell_what_awaits(context: RequestContext, before: Directory, events: Sequence[Event]) -> None:
    """For each person whose standing these events changed: a card for each thing that is newly awaited of them."""
    for person in dict.fromkeys(who for event in events for who in _gaining(event)):
        now = set(parties_of(person, context.directory, context.process, context.today))
        new = now - set(parties_of(person, before, context.process, context.today))
        new |= (
            {"role:secretary"} if any(_acts_for_the_secretary(event, person) for event in events) else set()
        )
        awaited = [pair for pair in context.tx.obligations.of(new) if pair[0] != DIRECTORY] if new else []
        for stream, obligation in awaited[:MOST]:
            card = Notification(f"person:{person}", "awaits_you", key_of(obligation))
            context.tx.outbox.tell(stream, 0, [card], context.now)
        for event in events:
            _hand_over(context, event, person, awaited)


def _hand_over(
    context: RequestContext, event: Event, person: str, awaited: Sequence[tuple[str, Obligation]]
) -> None:
    """What was open of an office is told to whoever had it, and to whoever has it now."""
    match event:
        case d.SeatTaken() if event.person == person and event.former:
            place = f"seat:{event.seat}"
        case d.OfficeGiven() if event.person == person and event.former:
            place = office_key(event.role, event.office)
        case _:
            return
    lines = (f"{stream.removeprefix('policy:')}: {open_.what}" for stream, open_ in awaited[:MOST])
    more = len(awaited) - MOST
    rest = [f"and {more} more"] if more > 0 else []
    facts = {"of": place, "from": event.former, "to": person, "open": "\n".join((*lines, *rest))}
    told = [Notification(f"person:{who}", "hand_over", facts=facts) for who in (event.former, person)]
    context.tx.outbox.tell(DIRECTORY, 0, told, context.now)


def _gaining(event: Event) -> Iterator[str]:
    match event:
        case d.SeatTaken() | d.OfficeGiven() | d.DesigneeNamed() | d.DelegationFiled() | d.VoiceNamed():
            yield event.person
        case d.PersonReactivated() | d.OtherIncluded():
            yield event.person
        case d.AbsenceAnnounced() if event.alternate:
            yield event.alternate
        case _:
            pass


def _acts_for_the_secretary(event: Event, person: str) -> bool:
    match event:
        case d.DelegationFiled():
            return event.person == person
        case d.DesigneeNamed():
            return event.person == person and event.of == "secretary"
        case _:
            return False
