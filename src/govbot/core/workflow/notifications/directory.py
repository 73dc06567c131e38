"""Whom an event of the directory is told to: the person for whom it was entered, and who hears of a dispute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govbot.core.days import said_day
from govbot.core.entered import EnteredAct, EnteredEvents
from govbot.core.grammar import Entry, Notification
from govbot.core.membership import events as d
from govbot.core.membership import meeting_events as m
from govbot.core.membership import plan_events as p
from govbot.core.membership.directory import Directory, OfficeChange
from govbot.core.workflow.notifications.entered import entered, said_of_entry
from govbot.core.workflow.notifications.parties import ADVISOR, CONTACT, STEERING, Notifications


def directory_notifications(directory: Directory, entry: Entry) -> Notifications:
    """The messages that follow from an entry of the directory; `directory` is the state after it."""
    if isinstance(entry.event, EnteredEvents):
        return said_of_entry(directory.entered, entry, _told_of)
    return (
        *entered(directory.entered, entry),
        *_office_change(directory, entry),
        *_standing(directory, entry),
        *_meeting(entry),
        *_plan(directory, entry),
    )


def _meeting(entry: Entry) -> Notifications:
    """Of meetings and of decisions outside a policy everybody of the directing group is told."""
    match entry.event:
        case m.MeetingCalled() | m.MeetingMoved() | m.MeetingCancelled() as event:
            return (Notification("steering", "meeting", event.meeting),)
        case m.AgendaSent() as event:
            return (Notification("steering", "agenda", event.meeting),)
        case m.MeetingRecorded() as event:
            return (Notification("steering", "minutes", event.meeting),)
        case m.CadenceSet():
            return (Notification("steering", "cadence"),)
        case m.SteeringDecisionRecorded() as event:
            return (Notification("steering", "steering_decision", event.number),)
        case _:
            return ()


def _plan(directory: Directory, entry: Entry) -> Notifications:
    """Of a plan's edition its seat and the deciding group are told, of a plan's drafting its seat."""
    match entry.event:
        case p.PlanSet() as event:
            seat = (Notification(f"seat:{event.seat}", "plan", event.plan),) if event.to_confirm else ()
            return (Notification(STEERING, "plan", event.plan), *seat)
        case p.StandingConfirmed(outcome="to be revised" | "to be rescinded") as event:
            return (Notification(STEERING, "standing", f"{event.plan} {event.policy}"),)
        case p.PlanDraftBegun() as event:
            return (Notification(f"seat:{event.seat}", "accord", " ".join((event.plan, *event.policies))),)
        case p.PlanDraftEnded() as event:
            return (
                Notification(f"seat:{event.seat}", "plan_not_drafted", event.plan, {"reason": event.reason}),
            )
        case p.BodyReported() as event:
            return (Notification(STEERING, "body_report", event.report),)
        case _:
            return ()


def _office_change(directory: Directory, entry: Entry) -> Notifications:
    """A change of an office that decides: who had it, who gets it, who confirms, the Advisor, the operator."""
    match entry.event:
        case d.OfficeChangeAsked():
            change = directory.changes[-1]
        case d.SeatTaken() | d.OfficeGiven() | d.OfficeEnded() | d.DelegationFiled() if (
            entry.event.confirm_by
        ):
            change = directory.changes[-1]
        case d.OfficeChangeConfirmed() | d.OfficeChangeRefused() as judged:
            change = next(each for each in directory.changes if each.id == judged.change)
        case _:
            return ()
    people = (change.asked_by, change.entered_by, *_concerned(directory, change))
    parties = (*change.confirm_by, ADVISOR, "role:operator", *(f"person:{who}" for who in people if who))
    return tuple(Notification(party, "office_change", change.id) for party in dict.fromkeys(parties))


def _concerned(directory: Directory, change: OfficeChange) -> Iterator[str]:
    """Who had it, and who gets it."""
    for event in change.events:
        match event:
            case d.SeatTaken():
                yield from (event.person, event.former)
            case d.OfficeGiven():
                yield event.person
                yield from directory.office_holders(event.office)
            case d.OfficeEnded() | d.DelegationFiled():
                yield event.person
            case _:
                pass


ADVISOR_AND_OPERATOR = (ADVISOR, "role:operator")


def _standing(directory: Directory, entry: Entry) -> Notifications:
    """Whoever's standing or account changes; of seats and offices the Advisor and the operator too. What the
    operator imports is told to nobody: the lists are known to those whom they name."""
    what, by = entry.type, entry.actor
    match entry.event:
        case d.AccountUnlinked() as event:
            return _told(event.person, what, event.platform, by, ADVISOR_AND_OPERATOR)
        case d.AccountLinked(another=True) as event:
            return _told(event.person, what, event.platform, by)
        case _ if entry.actor == "operator":
            return ()
        case d.SeatTaken() as event:
            lost = _told(event.former, "SeatLost", event.seat, by) if event.former else ()
            got = _told(event.person, what, event.seat, by, ADVISOR_AND_OPERATOR) if event.person else ()
            return (*got, *lost)
        case d.OfficeGiven() | d.OfficeEnded() as event:
            return _told(event.person, what, event.office, by, ADVISOR_AND_OPERATOR)
        case d.DesigneeNamed() | d.DesigneeEnded() as event:
            return _told(event.person, what, event.of, by, (ADVISOR,))
        case d.OfficeAccepted() as event:
            return _accepted(directory, event)
        case d.VoiceNamed() as event:
            # Whom the agency named may name another: the keeper of the roster hears of it.
            is_keeper = any(
                office.person == by for office in directory.offices if office.role == "roster keeper"
            )
            keeper = () if is_keeper else ("role:keeper",)
            said = {"agency": event.agency, "named_by": event.named_by} if event.named_by else {}
            return _told(event.person, what, directory.agency_name(event.agency), by, keeper, said)
        case d.VoiceEnded() as event:
            why = {"reason": event.reason}
            return _told(event.person, what, directory.agency_name(event.agency), by, more=why)
        case d.OtherIncluded() | d.OtherLeft() as event:
            return _told(event.person, what, "", by)
        case d.PersonDeactivated() | d.PersonReactivated() as event:
            return _told(event.person, what, "", by, ADVISOR_AND_OPERATOR)
        case d.AbsenceAnnounced(alternate=alternate, until=until) if alternate:
            return _told(alternate, what, f"until {said_day(until)}", by, (ADVISOR,))
        case _:
            return ()


def _told(
    person: str,
    what: str,
    of: str,
    by: str,
    others: tuple[str, ...] = (),
    more: Mapping[str, str] | None = None,
) -> Notifications:
    facts = {"person": person, "what": what, "of": of, "by": by, **(more or {})}
    parties = dict.fromkeys((f"person:{person}", *others))
    return tuple(Notification(party, "standing_changed", facts=facts) for party in parties)


def _accepted(directory: Directory, event: d.OfficeAccepted) -> Notifications:
    """The directing seat hears of it, and of a designee whoever named them."""
    facts = {
        "person": event.person,
        "what": "OfficeAccepted" if event.accepted else "OfficeDeclined",
        "of": "\n".join(event.places),
        "by": event.person,
        "reason": event.reason,
    }
    named_by = [place.partition(":")[2] for place in event.places if place.startswith("designee:")]
    people = [directory.seats.get(of, "") for of in named_by]
    people += directory.holders("approver") if "secretary" in named_by else []
    parties = dict.fromkeys((ADVISOR, *(f"person:{person}" for person in people if person)))
    return tuple(Notification(party, "standing_changed", facts=facts) for party in parties)


def _told_of(act: EnteredAct) -> tuple[str, ...]:
    """Who was told of a change of an office: the office's own people, and the directing seat."""
    match act.event:
        case d.DelegationFiled() as event:
            return (CONTACT, ADVISOR, f"person:{event.person}")
        case d.DesigneeNamed() | d.DesigneeEnded() as event:
            return (ADVISOR, f"person:{event.person}")
        case _:
            return (CONTACT, ADVISOR)
