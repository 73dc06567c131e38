"""Adopted versions, and what agencies report of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from govbot.core.grammar import AttachedFile, DocumentRef
from govbot.core.workflow.events import AgencyAsked
from govbot.core.workflow.policy.secretary import Approval


@dataclass(frozen=True, slots=True)
class Correction:
    """A technical correction: what was replaced, why, and who confirmed or decided it, in which capacity."""

    old_words: str
    new_words: str
    reason: str
    part: str = "text"
    by: str = ""
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class ProposedCorrection:
    """A technical correction that `by` proposed: `touches` says what makes it more than a slip.

    `paper` is the corrected text, or None for a fact of the header, whose whole is `value`. `refused_by` and
    `reasons` are of one that is not made; `made` is the version that it became.
    """

    id: str
    corrects: str
    part: str
    old_words: str
    new_words: str
    value: str
    reason: str
    paper: DocumentRef | None
    touches: tuple[str, ...]
    due: datetime
    by: str
    on: date
    status: Literal["waits", "made", "refused", "void"] = "waits"
    made: str = ""
    refused_by: str = ""
    reasons: str = ""
    passage: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What a button for it is bound to."""
        return self.paper.sha256 if self.paper else sha256(self.value.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """What an agency reported of its implementation of a version; `entered` is the id of the entered act.

    `instead_of` are people whose earlier reports for the agency it takes the place of. `version` is the one on which it
    was given: it carries over to technical corrections of it. `at` is when it was recorded.
    """

    agency: str
    mechanism: str
    kind: str
    text: str
    by: str
    on: date
    entered: str = ""
    instead_of: tuple[str, ...] = ()
    version: str = ""
    at: datetime | None = None


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
    """A version of the policy as adopted and published.

    A technical correction is a version of its own; `first` is the one that was corrected first ("" for others): what
    is asked of agencies stays asked on that one. `base` and `word_due` are as in `Draft`.
    """

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
    first: str = ""
    base: DocumentRef | None = None
    word_due: datetime | None = None
    appendices: tuple[AttachedFile, ...] = ()

    @property
    def asked_as(self) -> str:
        """The number under which agencies were asked."""
        return self.first or self.number


def standing_answers(version: Version, agency: str, kinds: Collection[str]) -> tuple[AgencyReport, ...]:
    """What stands of an agency's reports of these kinds: of each person the last one, one's own before an entered
    one, unless somebody else's took its place."""
    standing: list[AgencyReport] = []
    for report in version.reports:
        if report.agency != agency or report.kind not in kinds:
            continue
        if report.entered and any(other.by == report.by and not other.entered for other in standing):
            continue
        gone = {report.by, *report.instead_of}
        standing = [*(other for other in standing if other.by not in gone), report]
    return tuple(standing)


def differ(answers: Collection[AgencyReport]) -> bool:
    """Whether these answers of one agency say different things."""
    said = {(answer.kind, answer.text if answer.kind == "attested" else "") for answer in answers}
    return len(said) > 1


def agencies_heard(version: Version, kinds: Collection[str]) -> frozenset[str]:
    """The agencies that have answered, and with one voice: two answers that differ are no answer."""
    answered = {report.agency for report in version.reports if report.kind in kinds}
    return frozenset(code for code in answered if not differ(standing_answers(version, code, kinds)))
