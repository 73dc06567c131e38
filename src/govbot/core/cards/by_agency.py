"""How each agency implements a version: what it acknowledged, attested and reported, and its variances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govbot.core.cards.paging import page_of
from govbot.core.cards.tables import joined
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Table, Text
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.events import Acknowledged, Attested, StatusReported
from govbot.core.workflow.policy import AgencyReport, Variance, Version, differ, standing_answers
from govbot.core.workflow.steps.implementation import SETTLES

MOST_AGENCIES = 12
COLUMNS = ("{Agency}", "Reported", "Policy variances")
TWO_ANSWERS = (
    "Two answers that differ, so neither counts ({kinds}). One of its people can report again for both."
)
REPORTS = (Acknowledged, Attested, StatusReported)


def agencies_card(view: View, page: int = 0) -> Card:
    """Agency by agency, in the order of the directory; those that are silent are named as well."""
    version = view.policy.version or view.policy.adopted
    if version is None:
        nothing = "No version of this policy is adopted yet, so {agencies} are asked nothing."
        headline = view.say("{title}, {agency} by {agency}", title=view.title)
        return Card(headline, (Text(view.say(nothing)),), view.subject)
    silent = [code for code in version.agencies if _is_silent(view, version, code)]
    columns = tuple(view.say(name) for name in COLUMNS)
    items = tuple(
        (Table(columns, (_agency(view, version, code),)), *_evidence(view, version, code))
        for code in version.agencies
        if code not in silent
    )
    listed = page_of(view, "agencies", items, page, MOST_AGENCIES)
    rows = joined(part for part in listed if not isinstance(part, Buttons))
    parts = (*rows, *(part for part in listed if isinstance(part, Buttons)), *_silent(view, silent))
    headline = view.say(
        "Version {number} of {title}, {agency} by {agency}", number=version.number, title=view.title
    )
    return Card(headline, parts or (Text(view.say("No {agency} is listed.")),), view.subject)


def _is_silent(view: View, version: Version, code: str) -> bool:
    said = [report for report in version.reports if report.agency == code]
    said_of = [variance for variance in view.policy.variances if variance.agency == code]
    return not (said or said_of or view.set_aside(*REPORTS, agency=code, version=version.number))


def _silent(view: View, codes: list[str]) -> Iterator[Part]:
    """Those that have reported nothing yet, in one list."""
    if codes:
        names = (f"{view.directory.agency_name(code)} ({code})" for code in codes)
        yield Text(f"Nothing reported yet: {'; '.join(names)}.")


def _agency(view: View, version: Version, code: str) -> tuple[str, ...]:
    """The row of an agency: what it reported, what does not count of it, and its variances."""
    said = [_report(view, report, version) for report in version.reports if report.agency == code]
    if differing := _differing(version, code):
        said.insert(0, view.say(TWO_ANSWERS, kinds=" and ".join(differing)))
    said += view.set_aside(*REPORTS, agency=code, version=version.number)
    vary = [
        _variance(view, variance, version) for variance in view.policy.variances if variance.agency == code
    ]
    name = f"{view.directory.agency_name(code)} ({code})"
    return name, "\n".join(said), "\n".join(vary)


def _evidence(view: View, version: Version, code: str) -> tuple[Part, ...]:
    entered = [report.entered for report in version.reports if report.agency == code]
    entered += [variance.entered for variance in view.policy.variances if variance.agency == code]
    return tuple(replace(row, of_line=True) for row in view.evidence_buttons(*entered))


def _differing(version: Version, code: str) -> list[str]:
    """On what the people of an agency have given answers that differ."""
    names = {"attest": "attestation", "status": "status"}
    return [name for asks, name in names.items() if differ(standing_answers(version, code, SETTLES[asks]))]


def _report(view: View, report: AgencyReport, shown: Version) -> str:
    words = f": {excerpt(report.text, 200)}" if report.text else ""
    by = f"by {view.name(report.by)}{view.entered(report.entered)}"
    carried = report.version not in ("", shown.number)
    on = f" on version {report.version}, carried over" if carried else ""
    return f"{report.kind}{on}, {view.day(report.on)}, {by}{words}"


def _variance(view: View, variance: Variance, shown: Version) -> str:
    kind = "requested" if variance.requested else "reported"
    if variance.granted is not None:
        kind = "granted" if variance.granted else "not granted"
    where = f" from “{variance.section}”" if variance.section else ""
    of = "" if variance.version == shown.number else f" (version {variance.version})"
    entered = view.entered(variance.entered)
    return f"{variance.id}{where}, {kind}{of}{entered}: {excerpt(variance.text, 200)}"
