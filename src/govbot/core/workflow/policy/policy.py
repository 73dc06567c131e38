"""A policy: its versions, and the development in progress, if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from govbot.core.entered import EnteredAct
from govbot.core.grammar import DocumentRef
from govbot.core.membership.directory import Directory
from govbot.core.membership.meetings import Meetings
from govbot.core.workflow.policy.development import Development
from govbot.core.workflow.policy.version import ProposedCorrection, Variance, Version


@dataclass(frozen=True, slots=True)
class Deviation:
    """A deviation from the process: which step, what exigency, on whose authority."""

    id: str
    step: str
    exigency: str
    authority: str
    public_sentence: str
    before_the_fact: bool
    on: date
    development: int = 0
    of: str = ""
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Another date for what is awaited, or (no `due`) that it is no longer needed; while its own date is `base`."""

    key: tuple[str, str, str]
    base: datetime | None
    due: datetime | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was to be done after an emergency, by when, and whether it is done."""

    item: str
    text: str
    due: datetime
    done: bool = False
    how: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A direction of the deciding office or a decision of the steering group, as recorded."""

    kind: Literal["direction", "decision"]
    text: str
    consensus: str
    differs: str
    on: date


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the steering group: `kind` says which, `consensus` as it was recorded ("": nothing was said)."""

    kind: str
    on: date
    text: str = ""
    consensus: str = ""
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: its versions, at most one in force, and at most one development in progress.

    `retired` are the agencies that were taken off the list: nothing is awaited of them any more. `settlements`
    say of what is awaited that it has more time, or is no longer needed; the last word on it counts. `evidence` are
    people's own acts of an earlier day that have a file as evidence ("F1"). `word_files` are those that the publisher
    gave for a text that was reworded, by the text's SHA-256. `goals` are the
    plans' goals that it serves, each by plan, edition and number. `meetings` are those of its ad hoc groups.
    """

    id: str
    title: str = ""
    raisers: tuple[str, ...] = ()
    lead: str = ""
    development: Development | None = None
    past: tuple[Development, ...] = ()
    versions: tuple[Version, ...] = ()
    next_review_on: date | None = None
    review_due: datetime | None = None
    review_reason: str = ""
    rescission_due: datetime | None = None
    rescission_reasons: str = ""
    rescinded_on: date | None = None
    variances: tuple[Variance, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    notes: tuple[Note, ...] = ()
    joined: tuple[str, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()
    settlements: tuple[Settlement, ...] = ()
    afterwards: tuple[FollowUp, ...] = ()
    entered: tuple[EnteredAct, ...] = ()
    decisions: tuple[Decision, ...] = ()
    evidence: tuple[EnteredAct, ...] = ()
    corrections: tuple[ProposedCorrection, ...] = ()
    word_files: Mapping[str, DocumentRef] = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    meetings: Meetings = field(default_factory=Meetings)

    def who_meets(self, directory: Directory, today: date) -> tuple[str, ...]:
        """Who belongs to the ad hoc group, of those who are still there."""
        group = self.development.group if self.development else None
        everybody = group.everybody if group else ()
        return tuple(person for person in everybody if directory.is_active(person))

    @property
    def correction(self) -> ProposedCorrection | None:
        """The technical correction that waits to be confirmed or decided."""
        return next((each for each in self.corrections if each.status == "waits"), None)

    @property
    def version(self) -> Version | None:
        """The version in force."""
        return next((version for version in self.versions if version.status == "in force"), None)

    @property
    def adopted(self) -> Version | None:
        """The version that is adopted and comes into force later."""
        return next((version for version in self.versions if version.status == "adopted"), None)

    @property
    def stage(self) -> str:
        """The stage of the development; without one, the state of the latest version."""
        if self.development is not None:
            return self.development.stage
        return self.versions[-1].status if self.versions else "need"


def stream_of(policy_id: str) -> str:
    return f"policy:{policy_id}"


def blank(stream: str) -> Policy:
    """A policy of which nothing is recorded yet."""
    return Policy(id=stream.partition(":")[2])
