"""In which capacities a person stands towards one policy, besides those of the directory."""

from __future__ import annotations

from datetime import date

from govbot.core.grammar import Capacity
from govbot.core.membership.directory import Directory, whose
from govbot.core.membership.standing import passed_to_alternate
from govbot.core.membership.standing import standing as standing_in_directory
from govbot.core.process import Process
from govbot.core.workflow.policy import Development, Policy
from govbot.core.workflow.roster import places_of

RECORDS = "records officer"
NAMED = "named by the {lead}, since nobody is there"
# Who reads what carries a mark that `process.toml` no longer names.
UNKNOWN_MARK = ("steering", "records", "author")
LIFTER = "lifter"  # of the office or seat that lifts a mark which something of the policy carries


def standing(
    policy: Policy, directory: Directory, process: Process, person: str, today: date
) -> tuple[Capacity, ...]:
    """All capacities of this person towards this policy today, the most particular ones first."""
    general = standing_in_directory(directory, process, person, today)
    if not general:
        return ()
    absent = directory.absent_for(person, today)
    passed_on = [
        held
        for who in absent
        for held in passed_to_alternate(_particular(policy, directory, process, who, today))
    ]
    return (*_particular(policy, directory, process, person, today), *passed_on, *general)


def _particular(
    policy: Policy, directory: Directory, process: Process, person: str, today: date
) -> list[Capacity]:
    """The capacities that this policy gives to a person."""
    particular: list[Capacity] = []
    if policy.lead == person:
        particular.append(Capacity("lead", process.say("{lead}")))
    particular += _lifting(policy, directory, process, person, today)
    if policy.development is not None:
        particular += _in_group(policy.development, process, person)
        particular += _reviews(policy.development, directory, process, person, today)
        particular += _on_roster(policy.development, directory, person, today)
    return particular


def _lifting(
    policy: Policy, directory: Directory, process: Process, person: str, today: date
) -> list[Capacity]:
    """For each mark that something carries: whether the person is of the office or seat that lifts it.

    Where `process.toml` names neither, or no longer names the mark, that is the public records officer.
    """
    held = []
    for key in sorted({mark for carried in policy.marks.values() for mark in carried}):
        mark = process.mark(key)
        if mark and mark.office:
            people, label = directory.office_holders(mark.office), mark.office
        elif mark and mark.seat:
            people = directory.seat_people(mark.seat, today)
            label = next(seat.name for seat in process.seats if seat.key == mark.seat)
        else:
            offices = [office for office in directory.offices if office.role == RECORDS]
            people = [office.person for office in offices]
            label = offices[0].name if offices else ""
        if person in people:
            held.append(Capacity(LIFTER, label, key))
    return held


def _in_group(development: Development, process: Process, person: str) -> list[Capacity]:
    group = development.group
    if group is None or group.closed:
        return []
    held = []
    if person in group.liaisons:
        held.append(Capacity("liaison", process.say("{group} {liaison}")))
    if person in group.members:
        held.append(Capacity("member", process.say("{group} member")))
    return held


def _reviews(
    development: Development, directory: Directory, process: Process, person: str, today: date
) -> list[Capacity]:
    held = []
    for review in development.reviews:
        kind, _, of = review.asked.party.partition(":")
        if kind == "seat" and person in directory.seat_people(of, today):
            seat = next((seat.name for seat in process.seats if seat.key == of), of)
            own = directory.seats.get(of) == person
            authority = "" if own else f"as designee of the {seat}"
            held.append(Capacity("reviewer", seat, review.asked.track, authority))
        elif kind == "office" and person in directory.office_holders(of):
            held.append(Capacity("reviewer", of, review.asked.track))
        elif person == review.named:
            seats = {seat.key: seat.name for seat in process.seats}
            held.append(Capacity("reviewer", seats.get(of, of), review.asked.track, process.say(NAMED)))
    for consultation in development.consultations:
        office = consultation.party.partition(":")[2]
        if office and person in directory.office_holders(office):
            held.append(Capacity("consulted", office, consultation.key))
    return held


def _on_roster(development: Development, directory: Directory, person: str, today: date) -> list[Capacity]:
    """For each place on the roster; the form asks for which agency, where there are several."""
    period = development.period
    held = []
    for entry in places_of(person, period, directory, today) if period else ():
        names = " and ".join(entry.capacities) or "invited"
        agency = directory.agency_name(entry.agency)
        label = f"{whose(agency)} {names}" if agency else names
        held.append(Capacity("representative", label, entry.agency))
    return held


def may_read(policy: Policy, process: Process, item: str, person: str, held: tuple[Capacity, ...]) -> bool:
    """Whether marks let this person read the item: every mark that it carries must name a capacity of theirs, or be
    lifted by their office."""
    kinds = {capacity.kind for capacity in held}
    if policy.authors.get(item) == person:
        kinds.add("author")
    if "delegate" in kinds or "secretary_designee" in kinds:
        kinds.add("secretary")
    lifts = {capacity.of for capacity in held if capacity.kind == LIFTER}
    carried = [(key, process.mark(key)) for key in policy.marks.get(item, ())]
    return all(key in lifts or kinds & set(mark.readers if mark else UNKNOWN_MARK) for key, mark in carried)
