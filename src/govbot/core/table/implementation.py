"""The rows of implementation by agencies."""

from __future__ import annotations

from govbot.core.grammar import Action, all_of
from govbot.core.table.capacities import ADVISOR
from govbot.core.table.entering import LETTER, WORD_OF_AGENCY
from govbot.core.workflow import sources as s
from govbot.core.workflow.entering import since_adopted
from govbot.core.workflow.requirements import has_version
from govbot.core.workflow.steps import implementation

ROWS: tuple[Action, ...] = (
    Action(
        "acknowledge",
        label="Acknowledge for my {agency}",
        short="Acknowledge",
        command=implementation.Acknowledge,
        rule=implementation.acknowledge,
        by=("agency",),
        open=has_version,
        strength="may",
        source=s.METHODS,
        word="acknowledge",
        style="primary",
        done="Acknowledged.",
        entering=WORD_OF_AGENCY,
        since=since_adopted,
    ),
    Action(
        "attest",
        label="Attest for my {agency}",
        command=implementation.Attest,
        rule=implementation.attest,
        by=("agency",),
        open=has_version,
        strength="may",
        source=s.METHODS,
        word="attest",
        style="primary",
        done="Your attestation is on record.",
        entering=LETTER,
        since=since_adopted,
    ),
    Action(
        "report_status",
        label="Report our status",
        command=implementation.ReportStatus,
        rule=implementation.report_status,
        by=("agency",),
        open=has_version,
        strength="may",
        source=s.METHODS,
        word="report-status",
        style="primary",
        done="Your {agency}'s status is on record.",
        entering=WORD_OF_AGENCY,
        since=since_adopted,
    ),
    Action(
        "report_variance",
        label="Report a policy variance",
        command=implementation.ReportVariance,
        rule=implementation.report_variance,
        by=("agency",),
        open=has_version,
        strength="may",
        source=s.IMPLEMENT,
        word="variance",
        done="The variance is on record.",
        entering=WORD_OF_AGENCY,
        since=since_adopted,
    ),
    Action(
        "request_variance",
        label="Request a policy variance",
        short="Request a variance",
        command=implementation.RequestVariance,
        rule=implementation.request_variance,
        by=("agency",),
        open=all_of(has_version, implementation.provides_for_variances),
        strength="may",
        source=s.IMPLEMENT,
        word="request-variance",
        done="The {steering_group} decides on it.",
        entering=WORD_OF_AGENCY,
        since=since_adopted,
    ),
    Action(
        "decide_variance",
        label="Decide on a requested variance",
        short="Decide on the variance",
        command=implementation.DecideVariance,
        rule=implementation.decide_variance,
        by=ADVISOR,
        open=implementation.has_requested,
        strength="may",
        source=s.IMPLEMENT,
        word="decide-variance",
        style="primary",
        done="The {agency} is told.",
    ),
)
