"""The open obligations of a policy (party, action, due), collected from the steps in the order of the process."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.grammar import Obligation
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.steps import (
    adoption,
    circulation,
    consultations,
    drafting,
    groups,
    implementation,
    needs,
    responses,
    secretary,
    staff_review,
    upkeep,
)

STEPS = (
    needs,
    groups,
    drafting,
    staff_review,
    consultations,
    circulation,
    responses,
    secretary,
    adoption,
    implementation,
    upkeep,
)
TO_NAME = ("role:lead", "group")  # parties that stand for the people whom the policy knows


def obligations(policy: Policy) -> tuple[Obligation, ...]:
    """The policy's open obligations; those of the lead and of the group name each person."""
    awaited: list[Obligation] = []
    for step in STEPS:
        for obligation in step.obligations(policy):
            if obligation.party in TO_NAME:
                awaited.extend(_named(policy, obligation))
            else:
                awaited.append(obligation)
    return tuple(awaited)


def _named(policy: Policy, obligation: Obligation) -> tuple[Obligation, ...]:
    if obligation.party == "role:lead":
        return (replace(obligation, party=f"lead:{policy.lead}"),)
    if obligation.party == "group":
        group = policy.development.group if policy.development else None
        people = group.everybody if group else ()
        return tuple(replace(obligation, party=f"member:{person}") for person in people)
    return (obligation,)
