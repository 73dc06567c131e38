"""The directory's events. They hold no names and addresses: those are stored in `people`, outside the
record."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from govbot.core.entered import (
    EntriesConfirmed,
    EntryContested,
    EntrySettled,
)
from govbot.core.grammar import DocumentRef
from govbot.core.membership.account_events import AccountLinked as AccountLinked
from govbot.core.membership.account_events import AccountUnlinked as AccountUnlinked
from govbot.core.membership.account_events import IdentityRecorded as IdentityRecorded
from govbot.core.membership.base import DirectoryEvent as DirectoryEvent
from govbot.core.membership.meeting_events import MeetingEvents
from govbot.core.membership.plan_events import PlanEvents
from govbot.core.membership.roster_events import RosterEvents


class AgencyListed(DirectoryEvent):
    code: str
    name: str


class AgencyClosed(DirectoryEvent):
    code: str


class AgencyPlace(BaseModel):
    """A further agency for which a person answers, and the capacities there."""

    model_config = ConfigDict(frozen=True)

    agency: str
    capacities: tuple[str, ...] = ()


class PersonListed(DirectoryEvent):
    """A person joined the directory, or their agencies or capacities changed.

    `also` are the further agencies of somebody who answers for several.
    `chat` is where the roster says that they are: a platform, "both", or "" where it doesn't say.
    """

    person: str
    agency: str = ""
    capacities: tuple[str, ...] = ()
    chat: str = ""
    also: tuple[AgencyPlace, ...] = ()


class ReachChosen(DirectoryEvent):
    """A person said where they are written to: a chat's name, or "all"."""

    person: str
    chat: str


class AbsenceAnnounced(DirectoryEvent):
    """A person is out to the end of `until`; `alternate` stands in for them ("": nobody)."""

    person: str
    until: date
    alternate: str = ""


class AbsenceEnded(DirectoryEvent):
    """A person is back before the day that they had announced."""

    person: str


class PersonDeactivated(DirectoryEvent):
    person: str
    reason: str = ""


class PersonReactivated(DirectoryEvent):
    person: str


class SeatTaken(DirectoryEvent):
    """`acting` holders hold the seat under a statute or an appointment letter, until somebody holds it for good.

    `confirm_by`, here and below, are the parties one of which has still to confirm the change ("second confirmation
    pending"); `paper` is the signed letter on which it took effect.
    """

    seat: str
    person: str
    former: str = ""
    acting: bool = False
    confirm_by: tuple[str, ...] = ()
    paper: DocumentRef | None = None


class OfficeGiven(DirectoryEvent):
    """An office was given to a person: `role` is what it may do, `office` its name; the rest as in `SeatTaken`.

    `former` is the holder in whose place it was given ("": besides the others).
    """

    role: str
    office: str
    person: str
    former: str = ""
    acting: bool = False
    confirm_by: tuple[str, ...] = ()
    paper: DocumentRef | None = None


class OfficeEnded(DirectoryEvent):
    role: str
    office: str
    person: str
    confirm_by: tuple[str, ...] = ()
    paper: DocumentRef | None = None


class DesigneeNamed(DirectoryEvent):
    """`of` is a seat's key, or "secretary"."""

    of: str
    person: str
    until: date | None = None


class DesigneeEnded(DirectoryEvent):
    of: str
    person: str


class OtherIncluded(DirectoryEvent):
    """The steering group includes somebody "as necessary and appropriate"."""

    person: str
    reason: str = ""


class OtherLeft(DirectoryEvent):
    person: str


class DelegationFiled(DirectoryEvent):
    """The deciding office's written delegation, or the deputy's standing in the deciding office's absence."""

    delegation: str
    person: str
    power: str
    valid_from: date
    until: date | None = None
    paper: DocumentRef | None = None
    citation: str = ""
    confirm_by: tuple[str, ...] = ()


class DelegationEnded(DirectoryEvent):
    delegation: str


class OfficeChangeAsked(DirectoryEvent):
    """A change of an office that decides was asked for; it changes nothing until it is confirmed.

    One of `seat`, `given`, `ended` and `delegation` is set; `given` and `ended` where one takes another's place.
    """

    confirm_by: tuple[str, ...]
    seat: SeatTaken | None = None
    given: OfficeGiven | None = None
    ended: OfficeEnded | None = None
    delegation: DelegationFiled | None = None


class OfficeChangeConfirmed(DirectoryEvent):
    """A second person confirmed the change; what it changes follows, where it is not in effect yet."""

    change: str


class OfficeChangeRefused(DirectoryEvent):
    """The second person did not confirm it: it does not come about; what was in effect already is undone."""

    change: str
    reason: str = ""
    undone: bool = False


class VoiceNamed(DirectoryEvent):
    """An agency named who may say "this is our agency's response".

    `named_by` is who named them, as somebody of the agency says with the letter as evidence; "" where the roster
    keeper recorded it, or whom the agency had named.
    """

    agency: str
    person: str
    named_by: str = Field(default="", exclude_if=lambda name: not name)


class VoiceEnded(DirectoryEvent):
    """Somebody no longer speaks for an agency; or had never been named, as the roster keeper found (`undone`)."""

    agency: str
    person: str
    reason: str = ""
    undone: bool = False


class OfficeAccepted(DirectoryEvent):
    """A holder says that they accept places, or that they cannot: "seat:cio", "office:ROLE/NAME", "designee:cio"."""

    person: str
    places: tuple[str, ...]
    accepted: bool = True
    reason: str = ""


class ProcessChanged(DirectoryEvent):
    """A changed `process.toml` is in use: what changed, by its digest, who authorised it.

    `decided` is the number of the decision that it names, `text` all choices as JSON, without the templates' texts.
    """

    sha256: str
    version: str
    authorised_by: str = ""
    decided: str = ""
    text: str = ""


DirectoryEvents = (
    AgencyListed
    | AgencyClosed
    | PersonListed
    | ReachChosen
    | AbsenceAnnounced
    | AbsenceEnded
    | PersonDeactivated
    | PersonReactivated
    | AccountLinked
    | AccountUnlinked
    | IdentityRecorded
    | SeatTaken
    | OfficeGiven
    | OfficeEnded
    | DesigneeNamed
    | DesigneeEnded
    | OtherIncluded
    | OtherLeft
    | DelegationFiled
    | DelegationEnded
    | OfficeChangeAsked
    | OfficeChangeConfirmed
    | OfficeChangeRefused
    | VoiceNamed
    | VoiceEnded
    | OfficeAccepted
    | ProcessChanged
    | MeetingEvents
    | PlanEvents
    | RosterEvents
    | EntriesConfirmed
    | EntryContested
    | EntrySettled
)
