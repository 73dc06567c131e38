"""The sections of `process.toml`: seats, tracks, groups, marks, mechanisms, days of notice, rules of the house."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Literal

from pydantic import (
    Field,
    model_validator,
)

from govbot.core.grammar import Strength
from govbot.core.process.government import Choices

Level = Literal["high", "medium", "low"]
Readers = Literal[
    "steering", "lead", "liaison", "member", "reviewer", "consulted", "secretary", "contact", "publisher",
    "records", "auditor", "author",
]  # fmt: skip


NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million",
    "first", "second", "third", "half", "quarter", "percent",
)  # fmt: skip
DATE_WORDS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "day", "days", "week", "weeks", "month", "months", "year", "years",
)  # fmt: skip


class Seat(Choices):
    """A seat of the steering group."""

    key: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    directs: bool = False


class Track(Choices):
    """One staff review, and the office or seat that does it; `tells_the_cost` where it says what a policy costs."""

    key: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    office: str = ""
    seat: str = ""
    strength: Strength = "will"
    business_days: int = Field(default=10, ge=1, le=250)
    tells_the_cost: bool = False

    @model_validator(mode="after")
    def _one_reviewer(self) -> Track:
        if bool(self.office) == bool(self.seat):
            raise ValueError("A track names either an office or a seat: give one of them.")
        return self

    @property
    def party(self) -> str:
        return f"seat:{self.seat}" if self.seat else f"office:{self.office}"


class Consultation(Choices):
    """One of the two consultations during the staff review; whether one is needed is judged by the steering group."""

    key: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    office: str = Field(min_length=1)
    business_days: int = Field(default=10, ge=1, le=250)


class Circulation(Choices):
    """Who answers, and how long it usually takes."""

    capacities: tuple[str, ...] = Field(min_length=1)
    other_capacities: tuple[str, ...] = ()
    business_days: int = Field(ge=1, le=250)
    response_business_days: int = Field(ge=1, le=250)

    @property
    def known_capacities(self) -> tuple[str, ...]:
        """All capacities that people may have: those asked as a rule, and the others."""
        return (*self.capacities, *self.other_capacities)


class Groups(Choices):
    """The perspectives of Part II.B; the mark that protects the legal exposure in a report."""

    perspectives: tuple[str, ...]
    look_in_business_days: int = Field(ge=1, le=250)
    legal_exposure_mark: str = Field(default="", pattern=r"^\S*$")


class PublicMeetings(Choices):
    """By when a meeting's papers are public, where counsel says that public-meeting rules apply; None: no date.

    Hours before a meeting are counted on business days alone; hours and days after it are counted through.
    """

    notice_hours_before: int | None = Field(default=None, ge=1, le=2000)
    agenda_hours_before: int | None = Field(default=None, ge=1, le=2000)
    votes_hours_after: int | None = Field(default=None, ge=1, le=2000)
    minutes_days_after: int | None = Field(default=None, ge=1, le=250)
    citation: str = ""


class Named(Choices):
    """A choice with a key and a name."""

    key: str = Field(min_length=1)
    name: str = Field(min_length=1)


class Mark(Named):
    """A mark on a text, which capacities may read what carries it, and the office or seat that lifts it.

    Where neither is named, the public records officer lifts it. A `preliminary` mark ends for a text at its adoption.
    """

    citation: str
    readers: tuple[Readers, ...] = Field(min_length=1)
    office: str = ""
    seat: str = ""
    preliminary: bool = False

    @model_validator(mode="after")
    def _one_office(self) -> Mark:
        if self.office and self.seat:
            raise ValueError("A mark is lifted by an office or by a seat: give one of them.")
        return self


class Mechanism(Named):
    """A way of dissemination or tracking, and what it asks of agencies."""

    asks: Literal["", "acknowledge", "attest", "status"]
    business_days: int = Field(default=20, ge=1, le=500)


class Review(Choices):
    """Months until the next review, by need and by risk."""

    months: dict[Level, dict[Level, Annotated[int, Field(ge=1, le=120)]]]


class Deadlines(Choices):
    """Business days that people are given, and when they are reminded."""

    decision_business_days: int = Field(ge=1, le=250)
    lead_business_days: int = Field(ge=1, le=250)
    secretary_business_days: int = Field(ge=1, le=250)
    adoption_business_days: int = Field(ge=1, le=250)
    correct_business_days: int = Field(ge=1, le=250, default=10)
    settle_business_days: int = Field(ge=1, le=250, default=2)
    reminders_before: tuple[Annotated[int, Field(ge=0, le=30)], ...]


class StepDays(Choices):
    """Business days that each step of a timeline takes."""

    drafting: int = Field(ge=1, le=500)
    review: int = Field(ge=1, le=250)
    feedback: int = Field(ge=1, le=250)
    decision: int = Field(ge=1, le=250)
    adoption: int = Field(ge=1, le=250)


class Timeline(Named):
    """A template of a timeline, for a kind of policy."""

    days: StepDays


class Plan(Named):
    """A plan with editions and goals that policies serve, and the seat whose it is.

    `asks_standing`: a new edition asks which policies still stand. `must_accord` says where it stands that it
    must accord with the policies: while it is drafted, its seat gets the list of those in force.
    """

    seat: str
    asks_standing: bool = False
    must_accord: str = ""


class Body(Named):
    """A body that is reported to when it is convened."""

    citation: str = ""


class Corrections(Choices):
    """What makes a technical correction more than a slip: it touches one of these words, a digit, or too many words."""

    binding_words: tuple[str, ...] = ("shall", "must", "may", "not")
    number_words: tuple[str, ...] = NUMBER_WORDS
    date_words: tuple[str, ...] = DATE_WORDS
    most_words: int = Field(default=12, ge=0, le=200)


class Drafts(Choices):
    """What a draft usually has. `templates` is the folder of templates, beside `process.toml`; "" for those shipped.

    `sections` are a policy's usual ones, each with the other names under which it may stand after "|".
    """

    templates: str = ""
    sections: tuple[str, ...] = ("Purpose|Objective", "Scope|Applicability", "Responsibilities|Roles")


class Template(Choices):
    """A template of drafts for a kind of policy: its version, and its text as Markdown."""

    key: str
    kind: str
    number: int
    text: str

    @property
    def digest(self) -> str:
        """The SHA-256 of its text."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def file_name(self) -> str:
        """The name of its files, without an ending."""
        return f"{self.key}-v{self.number}"


class HouseRules(Choices):
    """Rules that a government adds for itself."""

    respond_before_secretary: bool = False
    confirm_a_change_of_office: bool = True
    confirmed_by: tuple[Literal["contact", "advisor", "records"], ...] = ("contact", "advisor", "records")


class ProcessChange(Choices):
    """The decision that this file rests on: the number of one of the steering group's ("2026-3")."""

    decided: str = ""
