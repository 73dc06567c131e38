"""The words that everything is written in: commands, events, what a form asks, the rows of the table.

Pure: no clock, no randomness, no I/O, no chat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

Kind = Literal["line", "text", "choice", "choices", "people", "person", "policy", "date", "flag", "file"]
Strength = Literal["shall", "will", "may"]
State = TypeVar("State")


# What happens and what is asked ----------------------------------------------------------------------


class Command(BaseModel):
    """What somebody asks for. Its fields, each annotated with an `Ask`, are its form."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Event(BaseModel):
    """What has happened. Events only ever gain optional fields; a changed meaning is a new event."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stream_kind: ClassVar[str] = "policy"


class DocumentRef(BaseModel):
    """What the record says of a document: its bytes and the text converted from them lie beside it.

    `sha256` is that of the original bytes, `text_sha256` that of the UTF-8 bytes of the converted text.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    media: str
    size: int
    sha256: str
    text_sha256: str
    sections: tuple[str, ...] = ()
    header: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is stored: the original bytes, and the Markdown text converted from them."""

    paper: DocumentRef
    data: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A passage of a redline: the words as they were and as they would be, with a little around them."""

    before: str
    removed: str
    added: str
    after: str


@dataclass(frozen=True, slots=True)
class EventOn:
    """An event that a rule records on another stream than the one it was asked on."""

    stream: str
    event: Event


@dataclass(frozen=True, slots=True)
class StoreDocument:
    """A document that a rule made itself and that is to be kept beside the record."""

    document: Document


class Refusal(Exception):
    """A whole sentence, for the person who asked, that says what to do next."""


class FieldErrors(Exception):
    """Problems with the answers of a form, by field; each a whole sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


# Who acts, where, when -------------------------------------------------------------------------------


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
class Entry:
    """One entry of the record, as it was written. `recorded_at` is an aware UTC instant."""

    stream: str
    seq: int
    type: str
    happened_on: date
    recorded_at: datetime
    actor: str
    capacity: str
    authority: str
    entered_by: str | None
    evidence: str
    event: Event


@dataclass(frozen=True, slots=True)
class RuleContext(Generic[State]):
    """Where and when something is asked: all that a rule, a choice or an initial value may look at.

    `state` is the subject's (a policy or the directory), `directory` the people of that moment, `process`
    this government's choices, `text` the current draft's text where the action needs it (else empty), `about`
    what the pressed button was bound to (a draft's number, a comment's id …; else empty). `closings` says who
    has another request closing on which day, where the action reads it.
    """

    state: State
    directory: Any
    process: Any
    now: datetime
    who: Acting
    subject: str = ""
    about: str = ""
    text: str = ""
    closings: Mapping[date, frozenset[str]] = field(default_factory=dict)


# What a form asks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list: the value that is kept, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Ask:
    """How one field of a command is asked for; also the field's limits.

    `choices` and `initial` are pure functions of an `At`. `most` is the most characters of a text, or the
    most
    choices of a list. `when` leaves the field out of the form where it returns false. `as_is` keeps a file
    as it came (a signed memo), where otherwise its text is read out of it. `needed` is said where it is left
    empty and may not be, in the place of the usual sentence.
    """

    label: str
    kind: Kind = "line"
    hint: str = ""
    optional: bool = False
    choices: Callable[[RuleContext[Any]], Iterable[Choice]] | tuple[Choice, ...] = ()
    initial: Callable[[RuleContext[Any]], Any] | str | None = None
    most: int = 0
    when: Callable[[RuleContext[Any]], bool] | None = None
    as_is: bool = False
    needed: str = ""


# A row of the table ----------------------------------------------------------------------------------

Rule = Callable[[RuleContext[Any], Any], Iterable["Event | EventOn | StoreDocument"]]


@dataclass(frozen=True, slots=True)
class Source:
    """The policy's sentence that an action rests on, and where it stands ("Part IV, Step 3")."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table: an action, by whom, when it is open, and the sentence that it rests on.

    `by` names kinds of capacity; `open` looks at the state and returns an empty string when the action is
    open, else the sentence that says why not and what to do. `button` is the label on cards, `style` one of
    "primary",
    "danger" or "". `preview` shows what will happen before it is confirmed. `bound` names what a button is
    bound
    to: a button drawn for an earlier one is refused. `confirm` asks "are you sure" in the chat's own way.
    `reads_text` says whose text the rule reads: the current draft's, or that of the version in force.
    `done` is what the person reads afterwards. `where_typed`: what the button is about is the conversation in
    which its word was typed ("teams 19:…"; "" where only the person and govbot are in it). `doubts` are plain
    warnings of what may be a slip. `reading` is what somebody must have read in full to answer; the form has it
    above its questions.
    """

    name: str
    command: type[Command]
    rule: Rule
    by: tuple[str, ...]
    open: Callable[[RuleContext[Any]], str]
    label: str
    strength: Strength
    source: Source
    word: str = ""
    done: str = ""
    style: Literal["", "primary", "danger"] = ""
    stream: Literal["policy", "directory", "new"] = "policy"
    preview: Callable[[RuleContext[Any], Any], Iterable[str | Change]] | None = None
    bound: Callable[[RuleContext[Any]], str] | None = None
    reads_text: Literal["", "draft", "version"] = ""
    confirm: str = ""
    reads_closings: bool = False
    where_typed: bool = False
    doubts: Callable[[RuleContext[Any], Any], Iterable[str]] | None = None
    reading: Callable[[RuleContext[Any]], Iterable[str]] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One row of the pages behind links from chat: what a link opens, and for whom.

    `label` is the button that asks for the link, `title` what stands above the page, `word` what one types
    after `/gov`. A page with an `action` is that action's form, and is open to whoever may take it; else
    `open` looks at the state and at all that the person holds, as an action's `open` does.
    """

    name: str
    label: str
    title: str
    word: str
    hint: str
    action: str = ""
    open: Callable[[RuleContext[Any], tuple[Capacity, ...]], str] | None = None


# What is awaited, and what is told -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something awaited: from which party, which action, by when (an aware UTC instant, or none), about what.

    A party is text: `person:ID`, `lead:ID`, `member:ID` (of the group), `seat:KEY`, `office:NAME`, `steering`,
    `role:KIND`, `agency:CODE`, or `clock` for what time itself brings about. `since` is when it began to be
    awaited. `what` reads "your agency's feedback on D2".
    """

    party: str
    action: str
    what: str
    due: datetime | None = None
    about: str = ""
    since: datetime | None = None
    key: tuple[str, str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.party, self.action, self.about))


@dataclass(frozen=True, slots=True)
class Notification:
    """A message that follows from an event: to a party, a `channel:NAME` or `room`, which card, about
    what."""

    to: str
    card: str
    about: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    urgent: bool = False
