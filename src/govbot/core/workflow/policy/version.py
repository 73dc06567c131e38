"""Adopted versions, and what agencies report of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from govbot.core.grammar import DocumentRef
from govbot.core.workflow.events import AgencyAsked
from govbot.core.workflow.policy.secretary import Approval


@dataclass(frozen=True, slots=True)
class Correction:
    """A technical correction: what was replaced, and why."""

    old_words: str
    new_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """What an agency reported of its implementation of a version; `entered` is the id of the entered act."""

    agency: str
    mechanism: str
    kind: str
    text: str
    by: str
    on: date
    entered: str = ""


@dataclass(frozen=True, slots=True)
class Variance:
    """A policy variance, reported or requested by an agency."""

    id: str
    version: str
    agency: str
    section: str
    text: str
    until: date | None
    requested: bool
    by: str
    decision_due: datetime | None = None
    granted: bool | None = None
    reasons: str = ""
    entered: str = ""
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the policy as adopted and published."""

    number: str
    title: str
    originator: str
    effective_on: date
    in_force_from: datetime
    adopted_on: date
    description: str
    laws: str
    publisher: str
    paper: DocumentRef
    draft: int
    approval: Approval | None
    asked: tuple[AgencyAsked, ...] = ()
    agencies: tuple[str, ...] = ()
    allows_variance_requests: bool = False
    status: Literal["adopted", "in force", "superseded", "rescinded"] = "adopted"
    address: str = ""
    reports: tuple[AgencyReport, ...] = ()
    correction: Correction | None = None
