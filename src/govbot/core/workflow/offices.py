"""How people read the office of which something is awaited: lists count by office, and name nobody."""

from __future__ import annotations

from govbot.core.membership.directory import Directory
from govbot.core.process import Process

CONFIRMERS = "a second person of {publisher}, or the {secretary_office}"
ROLES = {
    "lead": "{lead}",
    "advisor": "{advisor}",
    "secretary": "{secretary}",
    "publisher": "{publisher}",
    "contact": "{secretary_office}",
}


def office_of(process: Process, directory: Directory, party: str) -> str:
    """The office of a party, as people read it."""
    kind, _, of = party.partition(":")
    match kind:
        case "seat":
            return next((seat.name for seat in process.seats if seat.key == of), of)
        case "office":
            return of
        case "agency":
            return directory.agency_name(of)
        case "person":
            person, _, further = of.partition("@")
            agency = further or (directory.people[person].agency if person in directory.people else "")
            return directory.agency_name(agency) if agency else process.say("people outside the {agencies}")
        case "named":
            return process.say("the reviewer whom the {lead} named")
        case "lead":
            return process.say("{lead}")
        case "confirmers":
            return process.say(CONFIRMERS)
        case "member" | "group":
            return process.say("{group}")
        case "steering":
            return process.say("{steering_group}")
        case _:
            return process.say(ROLES.get(of, of))
