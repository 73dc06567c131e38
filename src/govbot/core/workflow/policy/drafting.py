"""Drafts, the ad hoc group, its requests, positions and reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from govbot.core.grammar import AttachedFile, DocumentRef


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, D1, D2 …: its document, who submitted it and when; `withdrawn` where it was a wrong file.

    `summary` says in the submitter's two sentences what the policy does; `carried` has the sections of draft
    `carried_from` that are called otherwise here, with their labels now, "" for one that lost its place.
    `base` is the Word file that it was reworded from, where its own document is none; `word_due` is by when the
    publisher is asked for one with the change.
    """

    number: int
    paper: DocumentRef
    by: str
    on: date
    note: str = ""
    recorded_at: datetime | None = None
    entered_by: str | None = None
    withdrawn: bool = False
    summary: str = ""
    carried_from: int = 0
    carried: tuple[tuple[str, str], ...] = ()
    base: DocumentRef | None = None
    word_due: datetime | None = None
    attachments: tuple[AttachedFile, ...] = ()

    @property
    def label(self) -> str:
        return f"D{self.number}"

    @property
    def authors(self) -> tuple[str, ...]:
        """Whoever submitted it, and whoever entered it for them: authors do not approve their own work."""
        return (self.by, self.entered_by) if self.entered_by else (self.by,)


@dataclass(frozen=True, slots=True)
class RoomMove:
    """The conversation that is to be the group's room on its platform, and who asked for it."""

    platform: str
    conversation: str
    by: str

    @property
    def to(self) -> str:
        """The conversation after its platform, as a button names it."""
        return f"{self.platform} {self.conversation}"


@dataclass(frozen=True, slots=True)
class Group:
    """An ad hoc group: its liaisons and members, and by when each member was asked to look in.

    `brings` says of members who were added later which perspectives they bring. `move` is the conversation to
    which somebody wants to move the group's room, until the group has agreed.
    """

    name: str
    liaisons: tuple[str, ...]
    members: tuple[str, ...]
    perspectives: tuple[str, ...] = ()
    public_meeting: str = "not asked"
    charge: str = ""
    look_in: Mapping[str, datetime] = field(default_factory=dict)
    looked_in: frozenset[str] = frozenset()
    closed: bool = False
    on: date | None = None
    brings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    move: RoomMove | None = None

    @property
    def everybody(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.liaisons, *self.members)))


@dataclass(frozen=True, slots=True)
class Request:
    """What the group was asked to do; `stage` is the one in which the answer is wanted, "" for any."""

    id: str
    kind: str
    text: str
    due: datetime | None
    answers: tuple[tuple[str, str], ...] = ()
    complete: bool = False
    stage: str = ""
    overtaken: bool = False
    on: date | None = None

    def is_awaited(self, stage: str) -> bool:
        """Not once it is answered, the group has made its recommendation, or the stage is left."""
        return not self.complete and not self.overtaken and self.stage in ("", stage)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a member stands on a draft; `entered` is the id of the entered act ("": said by the member), `at` when it
    was recorded."""

    person: str
    draft: int
    position: str
    text: str
    entered: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the liaison to the steering group."""

    id: str
    kind: str
    recommends: str
    text: str
    consensus: str
    differs: str
    impact: str
    legal_exposure: str
    strategy: str
    by: str
    on: date
    recorded_at: datetime | None = None
