"""The open obligations of a policy (party, action, due), collected from the steps in the order of the process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govbot.core.grammar import Obligation, Strength
from govbot.core.remembered import remembered
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.steps import (
    adoption,
    afterwards,
    agency_response,
    circulation,
    consultations,
    corrections,
    drafted_responses,
    drafting,
    entered,
    group_meetings,
    groups,
    implementation,
    need_upkeep,
    needs,
    questions,
    responses,
    secretary,
    staff_review,
    timelines,
    upkeep,
    word_file,
)

STEPS = (
    needs,
    need_upkeep,
    groups,
    group_meetings,
    drafting,
    staff_review,
    consultations,
    circulation,
    questions,
    responses,
    drafted_responses,
    agency_response,
    secretary,
    adoption,
    corrections,
    word_file,
    implementation,
    upkeep,
    afterwards,
    timelines,
    entered,
)
# The record's name of the step to which what is awaited belongs; only what may be passed over needs one.
STEP_OF = {
    "advance": "Step 1",
    "close_development": "Step 1",
    "answer_request": "Step 1",
    "state_position": "Step 1",
    "look_in": "Step 1",
    "assemble_group": "Step 1",
    "submit_draft": "Step 1",
    "note_group_published": "Step 1",
    "give_review": "Step 2",
    "confirm_conditions": "Step 2",
    "answer_review": "Step 2",
    "give_advice": "Step 2",
    "give_feedback": "Step 3",
    "respond_to_comments": "Step 3",
    "respond_to_agency": "Step 3",
    "acknowledge": "Step 6",
    "attest": "Step 6",
    "report_status": "Step 6",
    "decide_variance": "Step 6",
    "complete_review": "Step 7",
}
TO_NAME = ("role:lead", "group")  # parties that stand for the people whom the policy knows


@remembered
def obligations(policy: Policy) -> tuple[Obligation, ...]:
    """The policy's open obligations; those of the lead and of the group name each person."""
    awaited: list[Obligation] = []
    settled = {settlement.key: settlement for settlement in policy.settlements}
    for obligation in as_asked(policy):
        settlement = settled.get(obligation.key)
        if settlement and settlement.base == obligation.due:
            if settlement.due is None:
                continue
            obligation = replace(obligation, due=settlement.due)
        if obligation.party in TO_NAME:
            awaited.extend(_named(policy, obligation))
        else:
            awaited.append(obligation)
    return tuple(awaited)


def as_asked(policy: Policy) -> Iterator[Obligation]:
    """What the steps await, by the dates that they gave; the lead and the group not named yet."""
    for step in STEPS:
        yield from step.obligations(policy)


def strength_of(policy: Policy, awaited: Obligation) -> Strength:
    """How the policy asks for it: a row of the database does not say."""
    known = (obligation for obligation in obligations(policy) if obligation.key == awaited.key)
    return next((obligation.strength for obligation in known), "may")


def _named(policy: Policy, obligation: Obligation) -> tuple[Obligation, ...]:
    if obligation.party == "role:lead":
        return (replace(obligation, party=f"lead:{policy.lead}"),)
    if obligation.party == "group":
        group = policy.development.group if policy.development else None
        people = group.everybody if group else ()
        return tuple(replace(obligation, party=f"member:{person}") for person in people)
    return (obligation,)
