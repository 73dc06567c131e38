"""One government's process: its seats, tracks, capacities, marks, holidays, cadences, and its words. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from hashlib import sha256
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import holidays
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    model_validator,
)

from govbot.core.grammar import Source, Strength
from govbot.core.texts import STAGE_NAMES, STEP_NAMES, SourceKey, Texts, fill, fill_kept, words_of

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
_HOUR = re.compile(r"\d{2}:\d{2}")


def _known_zone(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"“{zone}” is no time zone; write one as in “America/New_York”.") from None
    return zone


def _hour(given: object) -> object:
    """An hour of the day: a bare number would be read as seconds after midnight."""
    if isinstance(given, time) or (isinstance(given, str) and _HOUR.fullmatch(given)):
        return given
    raise ValueError("Write an hour as in “17:00”.")


def _known_holidays(region: str) -> str:
    country, _, subdivision = region.partition("-")
    try:
        holidays.country_holidays(country, subdiv=subdivision or None)
    except (NotImplementedError, AttributeError):
        raise ValueError(f"“{region}” has no holidays in the library; write one as in “US-CT”.") from None
    return region


class _Choices(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Government(_Choices):
    """Who governs: names, zone, office hours."""

    name: str = Field(min_length=1)
    zone: Annotated[str, AfterValidator(_known_zone)]
    zone_label: str = Field(min_length=1)
    holidays: Annotated[str, AfterValidator(_known_holidays)]
    closures: tuple[date, ...] = ()
    close_of_business: Annotated[time, BeforeValidator(_hour)]
    policy_prefix: str = Field(pattern=r"^[A-Z]{1,8}$")
    originator: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    process_version: str
    secretary: str = Field(min_length=1)


class Seat(_Choices):
    """A seat of the steering group."""

    key: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    directs: bool = False


class Track(_Choices):
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


class Consultation(_Choices):
    """One of the two consultations during the staff review; whether one is needed is judged by the steering group."""

    key: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    office: str = Field(min_length=1)
    business_days: int = Field(default=10, ge=1, le=250)


class Circulation(_Choices):
    """Who answers, and how long it usually takes."""

    capacities: tuple[str, ...] = Field(min_length=1)
    other_capacities: tuple[str, ...] = ()
    business_days: int = Field(ge=1, le=250)
    response_business_days: int = Field(ge=1, le=250)

    @property
    def known_capacities(self) -> tuple[str, ...]:
        """All capacities that people may have: those asked as a rule, and the others."""
        return (*self.capacities, *self.other_capacities)


class Groups(_Choices):
    """The perspectives of Part II.B; the mark that protects the legal exposure in a report."""

    perspectives: tuple[str, ...]
    look_in_business_days: int = Field(ge=1, le=250)
    legal_exposure_mark: str = Field(default="", pattern=r"^\S*$")


class Named(_Choices):
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


class Review(_Choices):
    """Months until the next review, by need and by risk."""

    months: dict[Level, dict[Level, Annotated[int, Field(ge=1, le=120)]]]


class Deadlines(_Choices):
    """Business days that people are given, and when they are reminded."""

    decision_business_days: int = Field(ge=1, le=250)
    lead_business_days: int = Field(ge=1, le=250)
    secretary_business_days: int = Field(ge=1, le=250)
    adoption_business_days: int = Field(ge=1, le=250)
    correct_business_days: int = Field(ge=1, le=250, default=10)
    settle_business_days: int = Field(ge=1, le=250, default=2)
    reminders_before: tuple[Annotated[int, Field(ge=0, le=30)], ...]


class StepDays(_Choices):
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


class Corrections(_Choices):
    """What makes a technical correction more than a slip: it touches one of these words, a digit, or too many words."""

    binding_words: tuple[str, ...] = ("shall", "must", "may", "not")
    number_words: tuple[str, ...] = NUMBER_WORDS
    date_words: tuple[str, ...] = DATE_WORDS
    most_words: int = Field(default=12, ge=0, le=200)


class Drafts(_Choices):
    """What a draft usually has. `templates` is the folder of templates, beside `process.toml`; "" for those shipped.

    `sections` are a policy's usual ones, each with the other names under which it may stand after "|".
    """

    templates: str = ""
    sections: tuple[str, ...] = ("Purpose|Objective", "Scope|Applicability", "Responsibilities|Roles")


class Template(_Choices):
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


class QuietHours(_Choices):
    """When people are not written to: before and after these hours, and on days that are no business days."""

    observe: bool = True
    until: time = time(8)
    after: time = time(18)


class HouseRules(_Choices):
    """Rules that a government adds for itself."""

    respond_before_secretary: bool = False
    confirm_a_change_of_office: bool = True
    confirmed_by: tuple[Literal["contact", "advisor", "records"], ...] = ("contact", "advisor", "records")


class ProcessChange(_Choices):
    """The decision that this file rests on: the number of one of the steering group's ("2026-3")."""

    decided: str = ""


class Process(_Choices):
    """All choices of this government, and its words."""

    government: Government
    seats: tuple[Seat, ...] = Field(min_length=1)
    tracks: tuple[Track, ...] = Field(min_length=1)
    consultations: tuple[Consultation, ...] = ()
    circulation: Circulation
    groups: Groups
    sources: tuple[Named, ...] = Field(min_length=1)
    marks: tuple[Mark, ...] = ()
    mechanisms: tuple[Mechanism, ...] = Field(min_length=1)
    review: Review
    deadlines: Deadlines
    corrections: Corrections = Corrections()
    quiet_hours: QuietHours = QuietHours()
    house_rules: HouseRules = HouseRules()
    drafts: Drafts = Drafts()
    templates: tuple[Template, ...] = ()
    timelines: tuple[Timeline, ...] = ()
    plans: tuple[Plan, ...] = ()
    bodies: tuple[Body, ...] = ()
    change: ProcessChange = ProcessChange()
    texts: Texts
    _words: tuple[Government, Texts, Mapping[str, str]] | None = PrivateAttr(None)

    @property
    def director(self) -> Seat:
        return next(seat for seat in self.seats if seat.directs)

    def mark(self, key: str) -> Mark | None:
        return next((mark for mark in self.marks if mark.key == key), None)

    def review_months(self, need: Level, risk: Level) -> int:
        return self.review.months[need][risk]

    @property
    def words(self) -> Mapping[str, str]:
        """Every name that a template may use, with its text; made once for these choices."""
        known = self._words
        if known is None or known[0] is not self.government or known[1] is not self.texts:
            known = (self.government, self.texts, words_of(self.texts.names, given_names(self.government)))
            self._words = known
        return known[2]

    def say(self, template: str, /, **values: object) -> str:
        """The template with this government's names and the values filled in; values stand as they are.

        Raises `TemplateError` for a placeholder that is neither a name nor a value.
        """
        return fill(template, self.words, values)

    def say_kept(self, kept: str) -> str:
        """The same for a template that the database has kept: whatever is no name stays as it is."""
        return fill_kept(kept, self.words)

    def stage(self, stage: str) -> str:
        """A stage of a policy as people read it, given the record's name of it."""
        return self.words[STAGE_NAMES[stage]] if stage in STAGE_NAMES else stage

    def step(self, step: str) -> str:
        """A step of the process as people read it, given the record's name of it."""
        return self.words[STEP_NAMES[step]] if step in STEP_NAMES else step

    def source(self, key: SourceKey) -> Source:
        """The policy's sentence of this key, and where it stands."""
        quotation = self.texts.sources[key]
        return Source(quotation.where, quotation.sentence)


def given_names(government: Government) -> Mapping[str, str]:
    """The names that templates take from `process.toml`."""
    return {
        "government": government.name,
        "secretary": government.secretary,
        "process_version": government.process_version,
    }
