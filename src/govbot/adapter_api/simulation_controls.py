"""Simulation controls: the people to act as, a clock that can be moved, and views of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Persona:
    """A person to act as. `group` is the heading under which the switch lists them."""

    id: str
    name: str
    email: str
    agency: str
    group: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that the government has. `id` is its conversation id; `members` None means everybody."""

    id: str
    name: str
    topic: str = ""
    members: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a policy stands: its stage in words, and the index of that stage among `SimulationControls.stages`."""

    id: str
    title: str
    stage: str
    step: int


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the record, in words. `at` is an aware UTC instant, `digest` hexadecimal.

    `earlier` says on which earlier day it happened, and on what evidence it was entered; "" where neither.
    """

    stream: str
    seq: int
    at: datetime
    who: str
    what: str
    digest: str
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the record found: whether it is whole, in a sentence."""

    whole: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Tip:
    """A step of the first visit's guide: as whom to act, words to type, a file's path to take along."""

    title: str
    words: str
    person: str
    command: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """An aware UTC instant, and what is due then, in words."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Happened:
    """What time brought about at an aware UTC instant, in words."""

    at: datetime
    what: str


class SimulationControls(Protocol):
    """The functions that the playground calls on a simulated government. Instants are aware UTC."""

    @property
    def zone(self) -> tzinfo:
        """The government's time zone."""

    def now(self) -> datetime:
        """The simulated time."""

    async def move_clock(self, to: datetime) -> Sequence[Happened]:
        """Move the simulated time forward, and do what falls due on the way, each at its instant.

        Returns what happened, in order. Raises ValueError for an earlier time.
        """

    async def next_deadline(self) -> Deadline | None:
        """The next instant at which something is due, and what, if there is anything."""

    async def people(self) -> Sequence[Persona]:
        """Everybody whom one may act as, in the order of the switch."""

    async def waiting(self) -> Mapping[str, int]:
        """How many things are awaited of each person, by id; those with none may be left out."""

    def channels(self) -> Sequence[Channel]:
        """The channels, in the order of the list."""

    def stages(self) -> Sequence[str]:
        """The stages of a policy, from the first to the last, as people read them."""

    async def policies(self) -> Sequence[Standing]:
        """Where each policy stands."""

    async def entries(self, stream: str = "", after: int = 0, limit: int = 100) -> Sequence[Line]:
        """Entries of a policy (its id) after a number, oldest first; of everything, newest first, for ""."""

    async def verify(self) -> Verdict:
        """Check the whole record."""

    async def library(self, policy: str) -> str:
        """The path of the policy's page in the Library; "" when it has none."""

    async def guide(self) -> Sequence[Tip]:
        """The steps of the guide for a first visit."""

    def say(self, template: str) -> str:
        """A template with the government's own words in its placeholders, such as `{agency}`."""

    def idle(self) -> str:
        """What an empty conversation says: that nothing is awaited, and what one can do."""
