"""What agencies report of their implementation, and policy variances."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.marked import entered_id
from govbot.core.workflow.policy import AgencyReport, Policy, Variance


def implementation(policy: Policy, entry: Entry, event: e.ImplementationEvents) -> Policy:
    match event:
        case e.Acknowledged():
            return _reported(policy, entry, event, "acknowledged")
        case e.Attested():
            return _reported(policy, entry, event, "attested")
        case e.StatusReported():
            return _reported(policy, entry, event, event.status)
        case e.VarianceReported() | e.VarianceRequested():
            requested = isinstance(event, e.VarianceRequested)
            variance = Variance(
                id=event.variance,
                version=event.version,
                agency=event.agency,
                section=event.section,
                text=event.text,
                until=event.until,
                requested=requested,
                by=entry.actor,
                decision_due=event.decision_due if isinstance(event, e.VarianceRequested) else None,
                entered=entered_id(policy, entry),
            )
            return replace(policy, variances=(*policy.variances, variance))
        case e.VarianceDecided():
            decided = tuple(
                replace(variance, granted=event.granted, reasons=event.reasons)
                if variance.id == event.variance
                else variance
                for variance in policy.variances
            )
            return replace(policy, variances=decided)


def _reported(
    policy: Policy, entry: Entry, event: e.Acknowledged | e.Attested | e.StatusReported, kind: str
) -> Policy:
    entered = entered_id(policy, entry)
    report = AgencyReport(
        event.agency,
        event.mechanism,
        kind,
        event.text,
        entry.actor,
        entry.happened_on,
        entered,
        () if isinstance(event, e.Acknowledged) else event.instead_of,
        event.version,
        entry.recorded_at,
    )
    versions = tuple(
        replace(version, reports=(*version.reports, report)) if version.number == event.version else version
        for version in policy.versions
    )
    return replace(policy, versions=versions)
