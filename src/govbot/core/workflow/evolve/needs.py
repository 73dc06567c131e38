"""Needs, and the steering group's word on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from govbot.core.grammar import Entry
from govbot.core.plain_text import without_harmful
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.marked import current, develop
from govbot.core.workflow.policy import Development, Policy, Support


def needs(policy: Policy, entry: Entry, event: e.NeedEvents) -> Policy:
    match event:
        case e.NeedRaised():
            development = Development(
                number=len(policy.past) + 1,
                stage="need",
                text=event.text,
                sources=event.sources,
                plan_goal=event.plan_goal,
                decision_due=event.decision_due,
                bills=event.bills,
                similar=event.similar,
                about_process=event.about_process,
                process=event.process,
            )
            return replace(
                policy,
                title=without_harmful(event.title),
                raisers=(entry.actor,),
                development=development,
                goals=event.goals,
            )
        case e.PursuitRecommended():
            targets = {"release candidate": event.target} if event.target else {}
            pursued = develop(
                policy,
                stage="drafting",
                need=event.need,
                risk=event.risk,
                decision_due=None,
                lead_due=event.lead_due,
                targets=targets,
                target_dues={"release candidate": event.target_due} if event.target_due else {},
            )
            return replace(pursued, lead=event.lead)
        case e.NeedDeclined():
            return develop(policy, stage="closed", closed_because=event.reasons, decision_due=None)
        case e.NeedTakenUpAgain():
            return _before_the_group(policy, event.decision_due)
        case e.NeedBroughtBack():
            return _before_the_group(policy, event.decision_due)
        case e.NeedParked():
            parked = {"parked_until": event.until, "parked_back": event.back, "parked_because": event.reasons}
            return develop(policy, decision_due=None, **parked)
        case e.NeedSupported():
            others = tuple(each for each in current(policy).supports if each.person != entry.actor)
            support = Support(entry.actor, event.why, entry.happened_on, entry.recorded_at)
            return develop(policy, supports=(*others, support))
        case e.BillTracked():
            return develop(policy, bills=_with_bill(current(policy).bills, event))
        case e.NeedJoined():
            return develop(policy, stage="joined", joined_to=event.other, decision_due=None)
        case e.NeedReceived():
            raisers = tuple(dict.fromkeys((*policy.raisers, *event.raisers)))
            return replace(policy, raisers=raisers, joined=(*policy.joined, event.joined, *event.with_it))
        case e.NeedCorrected():
            corrected = develop(policy, text=event.text, sources=event.sources, plan_goal=event.plan_goal)
            if event.goals is not None:
                corrected = replace(corrected, goals=event.goals)
            if event.bills is not None:
                corrected = develop(corrected, bills=event.bills)
            return replace(corrected, title=without_harmful(event.title))
        case e.NeedWithdrawn():
            return develop(
                policy, stage="closed", closed_because=event.reason, withdrawn=True, decision_due=None
            )
        case e.LeadChanged():
            return replace(policy, lead=event.lead)
        case e.DevelopmentClosed():
            closed = replace(
                current(policy),
                stage="closed",
                closed_because=event.reasons,
                decision_due=None,
                lead_due=None,
                request=None,
            )
            if policy.versions:
                return replace(
                    policy,
                    development=None,
                    past=(*policy.past, closed),
                    next_review_on=event.next_review_on or policy.next_review_on,
                    review_due=event.review_due or policy.review_due,
                )
            return replace(policy, development=closed)


def _before_the_group(policy: Policy, decision_due: datetime) -> Policy:
    """The need is to be decided on again: it is neither put aside nor parked."""
    parked = {"parked_until": None, "parked_back": None, "parked_because": ""}
    return develop(policy, stage="need", closed_because="", decision_due=decision_due, **parked)


def _with_bill(bills: tuple[e.Bill, ...], event: e.BillTracked) -> tuple[e.Bill, ...]:
    """The bills, with this one at its stage, or without it where no stage is given."""
    others = tuple(bill for bill in bills if bill.number.casefold() != event.bill.casefold())
    return (*others, e.Bill(number=event.bill, stage=event.stage)) if event.stage else others
