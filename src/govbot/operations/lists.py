"""Reads the three lists of an installation together, and finds words in them that the process does not know.

All faults of all lists are told together, each with its file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from govbot.core.membership.standing import ROLES
from govbot.core.process import Process
from govbot.operations.importing import STEERING_SEAT
from govbot.operations.rosters import (
    Agency,
    Office,
    Representative,
    RosterErrors,
    read_agencies,
    read_offices,
    read_roster,
)

Lists = tuple[tuple[Agency, ...], tuple[Representative, ...], tuple[Office, ...]]
Read = TypeVar("Read")

NO_CAPACITY = (
    "line {line}: “{word}” is no capacity in process.toml{nearest}. Correct it, or name it there under "
    "[circulation]."
)
NO_OFFICE = (
    "line {line}: “{word}” is no office that process.toml names for this role{nearest}. Correct it, or name it there "
    "under {where}."
)
NO_ROLE = "line {line}: “{word}” is no role{nearest}. Use one of: {known}."
NO_SEAT = "line {line}: “{word}” is no seat in process.toml{nearest}. Name it as it stands there."
NEAREST = "; the nearest is “{nearest}”"
CUTOFF = 0.5  # how alike two words are, from 0 to 1, so that one is offered for the other


def read_lists(agencies: Path, roster: Path, offices: Path, process: Process) -> Lists:
    """The agencies, the representatives and the offices of these files.

    Raises RosterErrors with every fault of all three, by file and line.
    """
    problems: list[str] = []
    listed = _of(agencies, read_agencies, problems) or ()
    people = _of(roster, lambda data: read_roster(data, listed), problems) or ()
    holders = _of(offices, read_offices, problems) or ()
    problems += [f"{roster.name}, {problem}" for problem in unknown_capacities(people, process)]
    problems += [f"{offices.name}, {problem}" for problem in unknown_offices(holders, process)]
    if problems:
        raise RosterErrors(problems)
    return listed, people, holders


def _of(file: Path, read: Callable[[bytes], Read], problems: list[str]) -> Read | None:
    """What the file holds; its faults are added to the problems, each with the file's name."""
    try:
        return read(file.read_bytes())
    except RosterErrors as errors:
        problems += [f"{file.name}, {problem}" for problem in errors.problems]
        return None


def unknown_capacities(roster: Iterable[Representative], process: Process) -> Iterator[str]:
    """A sentence for each line whose capacity the process does not name."""
    known = process.circulation.known_capacities
    for row in roster:
        if row.capacity not in known:
            yield NO_CAPACITY.format(line=row.line, word=row.capacity, nearest=_nearest(row.capacity, known))


def unknown_offices(offices: Iterable[Office], process: Process) -> Iterator[str]:
    """A sentence for each line whose seat, reviewing or consulted office the process does not name."""
    seats = [seat.name for seat in process.seats]
    named = {
        "reviewer": ([track.office for track in process.tracks if track.office], "[[tracks]]"),
        "consulted": ([consulted.office for consulted in process.consultations], "[[consultations]]"),
    }
    for row in offices:
        role = row.role.casefold()
        if role == STEERING_SEAT and row.office.casefold() not in {seat.casefold() for seat in seats}:
            yield NO_SEAT.format(line=row.line, word=row.office, nearest=_nearest(row.office, seats))
        if role not in ROLES and role != STEERING_SEAT:
            roles = (STEERING_SEAT, *ROLES)
            nearest = _nearest(role, roles)
            yield NO_ROLE.format(line=row.line, word=row.role, nearest=nearest, known=", ".join(roles))
        known, where = named.get(role, ([row.office], ""))
        if row.office not in known:
            nearest = _nearest(row.office, known)
            yield NO_OFFICE.format(line=row.line, word=row.office, nearest=nearest, where=where)


def _nearest(word: str, known: Collection[str]) -> str:
    folded = {other.casefold(): other for other in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=CUTOFF)
    return NEAREST.format(nearest=folded[near[0]]) if near else ""
