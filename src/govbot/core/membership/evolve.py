"""How each event changes the directory: people, seats, offices, delegations, absences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from govbot.core.entered import (
    EnteredEvents,
    EntriesConfirmed,
    EntryContested,
    EntrySettled,
    act_of,
    judged,
    with_entered,
    with_evidence,
)
from govbot.core.grammar import Entry
from govbot.core.membership import events as e
from govbot.core.membership import meeting_events as m
from govbot.core.membership import meetings, planning, saved_rosters
from govbot.core.membership import plan_events as p
from govbot.core.membership import roster_events as r
from govbot.core.membership.directory import (
    Absence,
    Acceptance,
    Delegation,
    Designee,
    Directory,
    KnownProcess,
    Office,
    OfficeChange,
    Person,
    office_key,
)


def evolve(directory: Directory, entry: Entry) -> Directory:
    """The directory after this entry, which is kept among the entered acts where it was entered for somebody."""
    after = _vacancies_after(directory, _with_change(_evolve(directory, entry), entry), entry.happened_on)
    if not entry.event.entered:
        kept = with_evidence(directory.evidence, entry)
        return after if kept is directory.evidence else replace(after, evidence=kept)
    return replace(after, entered=with_entered(directory.entered, entry))


def _evolve(directory: Directory, entry: Entry) -> Directory:
    event = cast(e.DirectoryEvents, entry.event)
    match event:
        case e.AgencyListed():
            return replace(directory, agencies={**directory.agencies, event.code: event.name})
        case e.AgencyClosed():
            kept = {code: name for code, name in directory.agencies.items() if code != event.code}
            return replace(directory, agencies=kept)
        case e.PersonListed():
            known = directory.people.get(event.person, Person(event.person))
            return _with(directory, _listed(known, event))
        case e.ReachChosen():
            return _with(directory, replace(directory.people[event.person], reach=event.chat))
        case e.AbsenceAnnounced():
            absence = Absence(event.until, event.alternate)
            return replace(directory, absences={**directory.absences, event.person: absence})
        case e.AbsenceEnded():
            others = {who: absence for who, absence in directory.absences.items() if who != event.person}
            return replace(directory, absences=others)
        case e.PersonDeactivated():
            return _with(directory, replace(directory.people[event.person], active=False))
        case e.PersonReactivated():
            return _with(directory, replace(directory.people[event.person], active=True))
        case e.AccountLinked() | e.AccountUnlinked() | e.IdentityRecorded():
            return directory
        case e.SeatTaken():
            acting = directory.acting_seats - {event.seat} | ({event.seat} if event.acting else set())
            seats = {**directory.seats, event.seat: event.person}
            return replace(directory, seats=seats, acting_seats=acting)
        case e.OfficeGiven():
            given = Office(event.role, event.office, event.person, event.acting)
            return replace(directory, offices=(*directory.offices, given))
        case e.OfficeEnded():
            ended = (event.role, event.office, event.person)
            kept_offices = tuple(
                held for held in directory.offices if (held.role, held.name, held.person) != ended
            )
            return replace(directory, offices=kept_offices)
        case e.DesigneeNamed():
            named = Designee(event.person, event.until)
            return replace(directory, designees={**directory.designees, event.of: named})
        case e.DesigneeEnded():
            left = {of: named for of, named in directory.designees.items() if of != event.of}
            return replace(directory, designees=left)
        case e.OtherIncluded():
            return replace(directory, others=(*directory.others, event.person))
        case e.OtherLeft():
            return replace(
                directory, others=tuple(person for person in directory.others if person != event.person)
            )
        case e.DelegationFiled():
            return replace(directory, delegations=(*directory.delegations, _delegation(event)))
        case e.DelegationEnded():
            kept_on_file = tuple(
                delegation for delegation in directory.delegations if delegation.id != event.delegation
            )
            return replace(directory, delegations=kept_on_file)
        case e.VoiceNamed():
            return _with_voice(directory, event)
        case e.VoiceEnded():
            voices = {agency: who for agency, who in directory.voices.items() if agency != event.agency}
            found = {(event.agency, event.person)} if event.undone else set()
            return replace(directory, voices=voices, not_named=directory.not_named | found)
        case e.OfficeAccepted():
            answer = Acceptance(event.person, event.accepted, entry.happened_on, event.reason)
            answers = dict.fromkeys(event.places, answer)
            return replace(directory, acceptances={**directory.acceptances, **answers})
        case e.OfficeChangeAsked():
            return directory
        case e.OfficeChangeConfirmed():
            return _judge(directory, event.change, verdict="confirmed", judged_by=entry.actor)
        case e.OfficeChangeRefused():
            verdict = {"verdict": "refused", "judged_by": entry.actor, "reason": event.reason}
            return _judge(
                directory, event.change, **verdict, **({"in_effect": False} if event.undone else {})
            )
        case e.ProcessChanged():
            return _with_process(directory, event, entry.happened_on)
        case r.RosterSaved() | r.RosterRemoved():
            return replace(directory, rosters=saved_rosters.after(directory.rosters, entry))
        case (
            p.NeedRanked()
            | p.PlanSet()
            | p.StandingConfirmed()
            | p.PlanDraftBegun()
            | p.PlanDraftEnded()
            | p.BodyReported()
        ):
            return replace(directory, planning=planning.after(directory.planning, entry))
        case (
            m.CadenceSet()
            | m.MeetingCalled()
            | m.MeetingMoved()
            | m.MeetingCancelled()
            | m.AgendaEdited()
            | m.AgendaSent()
            | m.MeetingRecorded()
            | m.MinutesConfirmed()
            | m.MeetingRulesAnswered()
            | m.PublicDatesSet()
            | m.MeetingPaperPublished()
            | m.SteeringDecisionRecorded()
        ):
            return replace(directory, meetings=meetings.after(directory.meetings, entry))
        case EntriesConfirmed() | EntryContested() | EntrySettled():
            return _said_of_entries(directory, event)


def _with_voice(directory: Directory, event: e.VoiceNamed) -> Directory:
    """Whom an agency named; whoever was found not to have been named is so now."""
    said = directory.said_voices - {event.agency} | ({event.agency} if event.named_by else set())
    return replace(
        directory,
        voices={**directory.voices, event.agency: event.person},
        said_voices=said,
        not_named=directory.not_named - {(event.agency, event.person)},
    )


def _listed(known: Person, event: e.PersonListed) -> Person:
    """The person as listed now; the agencies that they leave are remembered, those that they come back to not."""
    also = tuple((place.agency, place.capacities) for place in event.also)
    chat = event.chat or known.chat
    listed = replace(known, agency=event.agency, capacities=event.capacities, chat=chat, also=also)
    left = dict.fromkeys((*known.former, *known.agencies))
    return replace(listed, former=tuple(agency for agency in left if agency not in listed.agencies))


def _said_of_entries(directory: Directory, event: EnteredEvents) -> Directory:
    """What was named or given on a paper that was set aside ends; what ended on one stays ended."""
    after = replace(directory, entered=judged(directory.entered, event))
    act = act_of(after.entered, event.act) if isinstance(event, EntrySettled) else None
    if act is None or not act.is_set_aside:
        return after
    match act.event:
        case e.DesigneeNamed() as named:
            left = {
                of: who for of, who in after.designees.items() if (of, who.person) != (named.of, named.person)
            }
            return replace(after, designees=left)
        case e.DelegationFiled() as filed:
            kept = tuple(given for given in after.delegations if given.id != filed.delegation)
            return replace(after, delegations=kept)
        case _:
            return after


def _with_change(directory: Directory, entry: Entry) -> Directory:
    """A change that awaits a second person is remembered; where its letter is on file it is in effect already."""
    match entry.event:
        case e.OfficeChangeAsked() as asked:
            parts = (asked.given, asked.seat, asked.delegation, asked.ended)
            events: tuple[e.DirectoryEvent, ...] = tuple(part for part in parts if part)
            in_effect = False
        case (e.SeatTaken() | e.OfficeGiven() | e.OfficeEnded() | e.DelegationFiled()) as event if (
            event.confirm_by
        ):
            events, in_effect = (event,), True
        case _:
            return directory
    change = OfficeChange(
        id=f"O{len(directory.changes) + 1}",
        events=events,
        asked_by=entry.actor,
        entered_by=entry.entered_by,
        confirm_by=entry.event.confirm_by,
        in_effect=in_effect,
        on=entry.happened_on,
    )
    return replace(directory, changes=(*directory.changes, change))


def _judge(directory: Directory, change: str, **verdict: str | bool) -> Directory:
    changes = tuple(replace(each, **verdict) if each.id == change else each for each in directory.changes)  # type: ignore[arg-type]
    return replace(directory, changes=changes)


def _vacancies_after(before: Directory, after: Directory, day: date) -> Directory:
    """Since when a seat or an office has nobody: seen when its last holder goes."""
    if before.seats is after.seats and before.offices is after.offices and before.people is after.people:
        return after
    held = _held(after)
    since = {key: on for key, on in after.vacant_since.items() if key not in held}
    since.update({key: day for key in _held(before) - held if key not in since})
    return after if since == after.vacant_since else replace(after, vacant_since=since)


def _held(directory: Directory) -> set[str]:
    """The seats and offices that somebody active holds."""
    seats = {f"seat:{seat}" for seat, person in directory.seats.items() if directory.is_active(person)}
    offices = (office for office in directory.offices if directory.is_active(office.person))
    return seats | {office_key(office.role, office.name) for office in offices}


def _with(directory: Directory, person: Person) -> Directory:
    return replace(directory, people={**directory.people, person.id: person})


def _delegation(event: e.DelegationFiled) -> Delegation:
    sha256 = event.paper.sha256 if event.paper else ""
    return Delegation(
        event.delegation, event.person, event.power, event.valid_from, event.until, event.citation, sha256
    )


def _with_process(directory: Directory, event: e.ProcessChanged, day: date) -> Directory:
    """The process in use from now on; one whose text is on record can be gone back to."""
    others = {digest: each for digest, each in directory.processes.items() if digest != event.sha256}
    known = {event.sha256: KnownProcess(event.text, day, event.decided)} if event.text else {}
    return replace(directory, process_sha256=event.sha256, processes={**others, **known})
