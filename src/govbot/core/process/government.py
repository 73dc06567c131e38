"""Who governs, and when: the first section of `process.toml`, and its quiet hours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Annotated
from zoneinfo import ZoneInfo

import holidays
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

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


class Choices(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Government(Choices):
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


class QuietHours(Choices):
    """When people are not written to: before and after these hours, and on days that are no business days."""

    observe: bool = True
    until: time = time(8)
    after: time = time(18)


def given_names(government: Government) -> Mapping[str, str]:
    """The names that templates take from `process.toml`."""
    return {
        "government": government.name,
        "secretary": government.secretary,
        "process_version": government.process_version,
    }
