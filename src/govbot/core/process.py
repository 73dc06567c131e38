"""This government's choices, read from `process.toml`: seats, tracks, capacities, marks, holidays, cadences.

Pure: it is given the text of the file, and answers with the choices or with problems that name their line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

import holidays
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from govbot.core.config_errors import in_words, place
from govbot.core.grammar import Strength

Level = Literal["high", "medium", "low"]
Readers = Literal[
    "steering", "lead", "liaison", "member", "reviewer", "consulted", "secretary", "contact", "publisher",
    "records", "auditor", "author",
]  # fmt: skip


class ProcessErrors(Exception):
    """`process.toml` cannot be used; each problem is a sentence that names its line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


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
    """A seat of the Steering Group."""

    key: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    directs: bool = False


class Track(_Choices):
    """One review of Step 2, and the office or seat that does it."""

    key: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    office: str = ""
    seat: str = ""
    strength: Strength = "will"
    business_days: int = Field(default=10, ge=1, le=250)

    @model_validator(mode="after")
    def _one_reviewer(self) -> Track:
        if bool(self.office) == bool(self.seat):
            raise ValueError("A track names either an office or a seat: give one of them.")
        return self

    @property
    def party(self) -> str:
        return f"seat:{self.seat}" if self.seat else f"office:{self.office}"


class Consultation(_Choices):
    """One of the two consultations of Step 2, in OPM's judgment."""

    key: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    office: str = Field(min_length=1)
    business_days: int = Field(default=10, ge=1, le=250)


class Circulation(_Choices):
    """Step 3: who answers, and how long it usually takes."""

    capacities: tuple[str, ...] = Field(min_length=1)
    business_days: int = Field(ge=1, le=250)
    response_business_days: int = Field(ge=1, le=250)


class Groups(_Choices):
    """Step 1: the perspectives of Part II.B."""

    perspectives: tuple[str, ...]
    look_in_business_days: int = Field(ge=1, le=250)


class Named(_Choices):
    """A choice with a key and a name."""

    key: str = Field(min_length=1)
    name: str = Field(min_length=1)


class Mark(Named):
    """A mark on a text, and which capacities may read what carries it."""

    citation: str
    readers: tuple[Readers, ...] = Field(min_length=1)


class Mechanism(Named):
    """A way of dissemination or tracking, and what it asks of agencies."""

    asks: Literal["", "acknowledge", "attest", "status"]
    business_days: int = Field(default=20, ge=1, le=500)


class Review(_Choices):
    """Step 7: months until the next review, by need and by risk."""

    months: dict[Level, dict[Level, Annotated[int, Field(ge=1, le=120)]]]


class Deadlines(_Choices):
    """Business days that people are given, and when they are reminded."""

    decision_business_days: int = Field(ge=1, le=250)
    lead_business_days: int = Field(ge=1, le=250)
    secretary_business_days: int = Field(ge=1, le=250)
    adoption_business_days: int = Field(ge=1, le=250)
    reminders_before: tuple[Annotated[int, Field(ge=0, le=30)], ...]


class QuietHours(_Choices):
    """When people are not written to: before and after these hours, and on days that are no business days."""

    observe: bool = True
    until: time = time(8)
    after: time = time(18)


class HouseRules(_Choices):
    """Rules that a government adds for itself."""

    respond_before_secretary: bool = False


class Process(_Choices):
    """All choices of this government."""

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
    quiet_hours: QuietHours = QuietHours()
    house_rules: HouseRules = HouseRules()

    @property
    def director(self) -> Seat:
        return next(seat for seat in self.seats if seat.directs)

    def mark(self, key: str) -> Mark | None:
        return next((mark for mark in self.marks if mark.key == key), None)

    def review_months(self, need: Level, risk: Level) -> int:
        return self.review.months[need][risk]


def read_process(text: str, name: str = "process.toml") -> Process:
    """The choices that this text makes; raises `BadProcess` with a sentence for each problem, by line."""
    try:
        choices = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"line {line.group(1)}" if line else "the last line"
        raise ProcessErrors([f"{name}, {where}: this is not TOML: {error}."]) from None
    try:
        process = Process.model_validate(choices)
    except ValidationError as errors:
        problems = [
            f"{name}, line {line_of(text, problem['loc'])}: {place(problem['loc'])}: {in_words(problem)}"
            for problem in errors.errors()
        ]
        raise ProcessErrors(problems) from None
    problems = [f"{name}, line {line_of(text, where)}: {why}" for where, why in _disagreements(process)]
    if problems:
        raise ProcessErrors(problems)
    return process


def _disagreements(process: Process) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Where the choices do not fit together: the place, and a sentence."""
    if sum(seat.directs for seat in process.seats) != 1:
        yield ("seats",), "Exactly one of the seats has “directs = true”: the one that records decisions."
    if process.quiet_hours.until >= process.quiet_hours.after:
        yield (
            ("quiet_hours", "after"),
            "Quiet hours begin, at “after”, later on the day than they end, at “until”.",
        )
    known = {seat.key for seat in process.seats}
    for number, track in enumerate(process.tracks):
        if track.seat and track.seat not in known:
            yield ("tracks", number, "seat"), f"There is no seat “{track.seat}”. Name one that is listed."
    for kind in ("seats", "tracks", "consultations", "sources", "marks", "mechanisms"):
        keys = [item.key for item in getattr(process, kind)]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                yield (kind, number, "key"), f"The key “{key}” stands twice among the {kind}."
    levels = get_args(Level)
    months = process.review.months
    if any(need not in months or risk not in months[need] for need in levels for risk in levels):
        yield (
            ("review", "months"),
            "Give the months for high, medium and low need, each by high, medium and low risk.",
        )


def line_of(text: str, place: Sequence[int | str]) -> int:
    """The line, from 1, on which a key stands, given its place: ("tracks", 2, "strength"); as near as can
    be."""
    lines = text.splitlines()
    if not place:
        return 1
    header = re.compile(rf"^\s*\[{{1,2}}\s*{re.escape(str(place[0]))}\s*\]{{1,2}}")
    starts = [number for number, line in enumerate(lines) if header.match(line)]
    which = place[1] if len(place) > 1 and isinstance(place[1], int) else 0
    if which >= len(starts):
        return starts[-1] + 1 if starts else 1
    keys = [part for part in place[1:] if isinstance(part, str)]
    for number in range(starts[which] + 1, len(lines)):
        if lines[number].lstrip().startswith("["):
            break
        if keys and re.match(rf"^\s*{re.escape(keys[0])}\s*=", lines[number]):
            return number + 1
    return starts[which] + 1
