"""The coverage of a feedback period: for each place on its roster who was reached, and how it was answered. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow.events import RosterEntry
from govbot.core.workflow.policy import AgencyResponse, Comment, Development, Period
from govbot.core.workflow.roster import people_in

Way = Literal[
    "comment",
    "marked-up file",
    "response",
    "no comment",
    "not applicable",
    "not the right person",
    "questions answered",
    "answered",
]
Reach = Literal["reached", "on its way", "not reached", "not sent"]
# What became of the request's messages, the best first: who has two chats is reached where one message arrived.
REACH: dict[str, Reach] = {
    "sent": "reached",
    "waiting": "on its way",
    "sending": "on its way",
    "expanded": "on its way",
    "unknown": "not reached",
    "parked": "not reached",
    "failed": "not reached",
}
ORDER: tuple[Reach, ...] = ("reached", "on its way", "not reached", "not sent")
BY_NAME = "by name"  # the column of those who were asked by name, in no capacity


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether a request reached a person; `at` is when it arrived (None where it did not)."""

    state: Reach
    at: datetime | None = None


NOT_SENT = Reached("not sent")


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the roster: in which ways it was answered (none: not yet), since when, and whether it was reached.

    `is_entered`: everything that it said was entered for it.
    """

    entry: RosterEntry
    people: tuple[str, ...]
    ways: tuple[Way, ...]
    since: datetime | None
    is_entered: bool
    reached: Reached

    @property
    def is_open(self) -> bool:
        return not self.ways


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """The row of an agency ("" for those from outside): its places, and what it says as an agency, if it does."""

    agency: str
    places: tuple[Place, ...]
    responses: tuple[AgencyResponse, ...]

    @property
    def has_letter(self) -> bool:
        return any(response.signed_by for response in self.responses)

    @property
    def is_silent(self) -> bool:
        """Whether nobody of it has answered, and it has given no response."""
        return not self.responses and all(
            place.is_open or place.ways == ("not the right person",) for place in self.places
        )

    def cell(self, capacity: str) -> tuple[Place, ...]:
        """The places asked in this capacity; who has two of them stands in both cells."""
        return tuple(place for place in self.places if capacity in (place.entry.capacities or (BY_NAME,)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Agencies by capacities."""

    period: Period
    capacities: tuple[str, ...]
    rows: tuple[AgencyRow, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place once, however many capacities it has."""
        return tuple(place for row in self.rows for place in row.places)

    @property
    def open(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.is_open)

    def count(self, way: Way) -> int:
        return sum(way in place.ways for place in self.places)

    def count_reached(self, state: Reach) -> int:
        return sum(place.reached.state == state for place in self.places)


def coverage(
    development: Development,
    period: Period,
    directory: Directory,
    process: Process,
    reached: Mapping[str, Reached],
) -> Coverage:
    """The matrix of a period. `reached` says by person what became of the request; who is not in it got none."""
    comments = [comment for comment in development.counted if comment.period == period.number]
    by_place: dict[str, list[Comment]] = {}
    by_person: dict[str, list[Comment]] = {}
    for comment in comments:
        by_place.setdefault(comment.place, []).append(comment)
        by_person.setdefault(comment.person, []).append(comment)
    by_agency: dict[str, list[Place]] = {}
    for entry in period.roster:
        said = by_place.get(entry.key) or by_person.get(entry.person, [])
        place = _place(entry, period, directory, said, reached)
        by_agency.setdefault(entry.agency, []).append(place)
    rows = tuple(
        AgencyRow(
            agency,
            tuple(places),
            tuple(response for response in period.agency_responses if response.agency == agency),
        )
        for agency, places in by_agency.items()
    )
    return Coverage(period, _capacities(period, process), rows)


def _place(
    entry: RosterEntry,
    period: Period,
    directory: Directory,
    said: list[Comment],
    reached: Mapping[str, Reached],
) -> Place:
    people = tuple(people_in(entry, directory)) or (entry.person,)
    ways = tuple(_ways(entry, period, said))
    states = [reached.get(person, NOT_SENT) for person in (entry.person, *people)]
    best = min(states, key=lambda each: ORDER.index(each.state))
    if not ways or "not the right person" in ways:
        return Place(entry, people, ways, None, False, best)
    since = min((comment.at for comment in said), default=None)
    is_entered = bool(said) and all(comment.entered or comment.entered_by for comment in said)
    return Place(entry, people, ways, since, is_entered, best)


def _ways(entry: RosterEntry, period: Period, said: list[Comment]) -> Iterator[Way]:
    """In which ways this place was answered, each once."""
    if entry.key not in period.answered:
        if entry.key in period.wrong:
            yield "not the right person"
        return
    kinds = {"marked-up file" if comment.marked_file else comment.kind for comment in said}
    has_comment = bool(kinds & {"comment", "implementation issue", "concern"})
    has_response = any(
        (response.person, response.agency) == (entry.person, entry.agency)
        for response in period.agency_responses
    )
    named: tuple[tuple[Way, bool], ...] = (
        ("comment", has_comment),
        ("marked-up file", "marked-up file" in kinds),
        ("response", has_response),
        ("questions answered", "answer" in kinds),
        ("no comment", "no comment" in kinds),
        ("not applicable", "not applicable" in kinds),
    )
    ways = [way for way, is_so in named if is_so]
    yield from ways or ["answered"]


def _capacities(period: Period, process: Process) -> tuple[str, ...]:
    """The columns: the capacities asked, those that the process names first."""
    asked = dict.fromkeys(name for entry in period.roster for name in entry.capacities or (BY_NAME,))
    known = [name for name in process.circulation.known_capacities if name in asked]
    others = [name for name in asked if name not in known and name != BY_NAME]
    return (*known, *others, *((BY_NAME,) if BY_NAME in asked else ()))
