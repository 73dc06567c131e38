"""Everybody as whom one may act in the rehearsal."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.adapter_api.simulation_controls import (
    Persona,
)
from govbot.core.membership.directory import Directory
from govbot.core.process import Process

GROUPS = ("{steering_group}", "{secretary}", "Staff and offices", "{Agencies}", "Others")


def personas_of(directory: Directory, process: Process) -> Sequence[Persona]:
    """Everybody as whom one may act, the steering group first."""
    groups = [process.say(group) for group in GROUPS]
    personas = [_persona(directory, process, person) for person in directory.active_people()]
    return sorted(personas, key=lambda persona: (groups.index(persona.group), persona.agency, persona.name))


def _persona(directory: Directory, process: Process, person: str) -> Persona:
    name = directory.names.get(person)
    facts = directory.people[person]
    roles = {office.role for office in directory.offices if office.person == person}
    if person in directory.seats.values():
        group = "{steering_group}"
    elif roles & {"approver", "secretary's contact"}:
        group = "{secretary}"
    elif roles:
        group = "Staff and offices"
    else:
        group = "{Agencies}" if facts.agency else "Others"
    agency = directory.agency_name(facts.agency) if facts.agency else ""
    return Persona(
        person, name.name if name else person, name.email if name else "", agency, process.say(group)
    )
