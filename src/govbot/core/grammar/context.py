"""The context of a rule: who acts, on which state, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from govbot.core.grammar.record import Document, DocumentRef

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Capacity:
    """A capacity in which a person may act: `kind` is what rows of the table name.

    `of` says which one, where there are several (a seat, an agency, a track); `label` is how people read it;
    `authority` is set for designees and delegates: "as designee of the Chief Information Officer".
    """

    kind: str
    label: str
    of: str = ""
    authority: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.of}" if self.of else self.kind

    def __str__(self) -> str:
        return f"{self.label}, {self.authority}" if self.authority else self.label


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: the person, in what capacity, for whom it is entered, and on what evidence.

    `person` is whose act it is; `entered_by` is set when somebody else typed it in ("by telephone").
    `happened_on` is the day of the act, which may lie before the day of its entry.
    """

    person: str
    capacity: Capacity
    happened_on: date
    entered_by: str | None = None
    evidence: str = ""
    evidence_paper: DocumentRef | None = None


@dataclass(frozen=True, slots=True)
class RuleContext(Generic[State]):
    """The context that rules, requirements, choices and initial values read.

    `state` is the subject's (a policy or the directory), `directory` the people of that moment, `process` this
    government's choices, `now` an aware UTC instant, `who` the person who acts. `text` is the current draft's
    text where the action needs it (else empty). `about` names what the pressed button was bound to (a draft's
    number, a comment's id …; else empty). `reworded` is that text with the words replaced that the answers name, as a
    document, where the action changes words; `prepared` whatever was read beside the transaction for the action.
    `listed` are all policies as the list has them (`core/workflow/overview.py`), where the action reads them.
    `closings` says who has another request closing on which day, and `rooms` which conversation is the group's room
    on each platform, where the action reads them. `saved` are the comments that the person has saved on the page and
    not handed in, where the action reads them (else None).
    """

    state: State
    directory: Any
    process: Any
    now: datetime
    who: Acting
    subject: str = ""
    about: str = ""
    text: str = ""
    reworded: Document | None = None
    prepared: object = None
    closings: Mapping[date, frozenset[str]] = field(default_factory=dict)
    rooms: Mapping[str, str] = field(default_factory=dict)
    listed: Sequence[Any] = ()
    saved: tuple[Any, ...] | None = None

    def say(self, template: str, /, **values: object) -> str:
        """The template with the government's names and the values filled in: `Process.say`."""
        text: str = self.process.say(template, **values)
        return text
