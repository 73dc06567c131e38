"""Commands, events, and the documents and entries of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from govbot.core.errors import GovbotError


class Command(BaseModel):
    """Something that a person asks for. Its fields, each annotated with an `Ask`, are its form."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# How an act was entered for somebody else; "" for one's own act, and for what was entered before there were classes.
Entered = Literal["", "on paper", "by word of mouth"]


class Event(BaseModel):
    """Something that has happened. Events only ever gain optional fields; a changed meaning is a new event.

    `entered` says that the act was entered for somebody else, and how: an act on paper completes what it
    concerns, one by word of mouth completes nothing that the policy requires. It is stored only where it is set.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    stream_kind: ClassVar[str] = "policy"

    entered: Entered = Field(default="", exclude_if=lambda entered: not entered)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocumentRef(BaseModel):
    """A reference to a document; its bytes and the text converted from them are stored beside the record.

    `sha256` is that of the original bytes, `text_sha256` that of the UTF-8 bytes of the converted text;
    `held_sha256`, where a Word file holds something besides its text, that of what it holds (`core/held.py`).
    """

    model_config = ConfigDict(frozen=True)

    name: str
    media: str
    size: int
    sha256: str
    text_sha256: str
    sections: tuple[str, ...] = ()
    header: dict[str, str] = {}
    held_sha256: str = Field(default="", exclude_if=lambda digest: not digest)

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file."""
        return self.media == WORD


class AttachedFile(BaseModel):
    """A file that belongs to a draft besides the policy itself; `kind` is "appendix" or "cover memo"."""

    model_config = ConfigDict(frozen=True)

    kind: str
    paper: DocumentRef


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A comment in the margin of a Word file, and the passage of the text that it belongs to; without its author."""

    text: str
    passage: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is stored: the original bytes, and the Markdown text converted from them.

    `held` is what the file holds besides its text, as JSON (`core/held.py`); "" for nothing. `comments` are those in
    its margin, in their order.
    """

    paper: DocumentRef
    data: bytes
    text: str
    held: str = ""
    comments: tuple[MarginComment, ...] = ()


@dataclass(frozen=True, slots=True)
class EventOn:
    """An event that a rule records on another stream than the one it was asked on."""

    stream: str
    event: Event


@dataclass(frozen=True, slots=True)
class StoreDocument:
    """A document that a rule made itself, to be stored beside the record."""

    document: Document


class Refusal(GovbotError):
    """A whole sentence, for the person who asked, that says what to do next."""


class FieldErrors(GovbotError):
    """Problems with the answers of a form, by field; each a whole sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


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
    evidence_paper: DocumentRef | None = None
