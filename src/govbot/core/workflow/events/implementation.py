"""Reports of agencies and policy variances."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from govbot.core.grammar import Event


class Acknowledged(Event):
    version: str
    agency: str
    mechanism: str = ""
    text: str = ""


class Attested(Event):
    """`instead_of` are people whose earlier answers for the agency this one takes the place of."""

    version: str
    agency: str
    mechanism: str = ""
    text: str
    instead_of: tuple[str, ...] = ()


class StatusReported(Event):
    """`instead_of` as in `Attested`."""

    version: str
    agency: str
    mechanism: str = ""
    status: Literal["not started", "under way", "implemented", "not applicable"]
    text: str = ""
    done_by: date | None = None
    instead_of: tuple[str, ...] = ()


class VarianceReported(Event):
    version: str
    variance: str
    agency: str
    section: str = ""
    text: str
    until: date | None = None


class VarianceRequested(Event):
    version: str
    variance: str
    agency: str
    section: str = ""
    text: str
    until: date | None = None
    decision_due: datetime


class VarianceDecided(Event):
    variance: str
    granted: bool
    reasons: str = ""


ImplementationEvents = (
    Acknowledged | Attested | StatusReported | VarianceReported | VarianceRequested | VarianceDecided
)
