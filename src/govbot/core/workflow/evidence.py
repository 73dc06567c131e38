"""The files that stand as evidence of acts: of those entered for somebody else, and of own acts of an earlier day.

Pure: asked by cards, by the page that opens a file, and by lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govbot.core.entered import EnteredAct, act_of
from govbot.core.grammar import Capacity, DocumentRef, Event, RuleContext
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import VoiceNamed
from govbot.core.process import Process
from govbot.core.workflow import events as e
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.readers import SEE_CONSULTATIONS
from govbot.core.workflow.standing import may_read

# Who opens the evidence of an act besides the person, and whoever entered it; marks keep their own readers besides.
OPENERS = frozenset(
    {
        "lead", "advisor", "liaison", "steering", "reviewer", "secretary", "delegate", "secretary_designee",
        "contact", "records", "auditor",
    }
)  # fmt: skip
NO_EVIDENCE = "There is no file of evidence to this. “/gov evidence” lists those of a policy."
NOT_YOURS = (
    "This file is shown to the person whose act it is, to whoever entered it, and to those who guide, review, decide "
    "and look after the record. Ask the {lead}."
)


def kept_with(state: Any) -> tuple[EnteredAct, ...]:
    """The acts of a policy, or of the directory, that have a file as evidence: entered ones, then own ones."""
    return tuple(act for act in (*state.entered, *state.evidence) if act.paper)


def attached_act(policy: Policy, comment: str) -> EnteredAct | None:
    """The act that keeps the file which the author of this comment sent with it."""
    for act in policy.evidence:
        if isinstance(act.event, e.FeedbackGiven) and act.event.comment == comment and act.event.attached:
            return act
    return None


def attached_to(policy: Policy, comment: str) -> DocumentRef | None:
    """That file; None where there is none."""
    act = attached_act(policy, comment)
    return act.paper if act else None


def evidence_named(context: RuleContext[Any]) -> EnteredAct | None:
    """The act with the evidence that `context.about` names ("A1", "F2"); None where there is none."""
    state = context.directory if context.subject == DIRECTORY else context.state
    return act_of(kept_with(state), context.about)


def why_no_evidence(context: RuleContext[Any], held: tuple[Capacity, ...]) -> str | None:
    """Why the evidence that `context.about` names is not shown to this person, as a sentence; None where it is."""
    act = evidence_named(context)
    if act is None:
        return NO_EVIDENCE
    policy = context.state if isinstance(context.state, Policy) else Policy(id="")
    return (
        None if may_open(act, policy, context.process, context.who.person, held) else context.say(NOT_YOURS)
    )


def may_open(
    act: EnteredAct, policy: Policy, process: Process, person: str, held: tuple[Capacity, ...]
) -> bool:
    """Whether this person may open the evidence of this act.

    A consultation's advice is for those who see the consultation, and a marked item for those whom the mark names.
    """
    kinds = {capacity.kind for capacity in held}
    item = item_of(act.event, policy)
    if item and not may_read(policy, process, item, person, held):
        return False
    if isinstance(act.event, e.AdviceGiven):
        return bool(kinds & SEE_CONSULTATIONS)
    if isinstance(act.event, VoiceNamed) and "keeper" in kinds:
        return True
    return person in (*act.people, act.entered_by) or bool(kinds & OPENERS)


def evidence_open_to(
    state: Any, policy: Policy, process: Process, person: str, held: tuple[Capacity, ...]
) -> Iterator[EnteredAct]:
    """The acts with evidence that this person may open."""
    return (act for act in kept_with(state) if may_open(act, policy, process, person, held))


def item_of(event: Event, policy: Policy) -> str:
    """The item that carries the marks of an act, as policies name it ("comment C1"); "" where it is none."""
    match event:
        case e.FeedbackGiven():
            return f"comment {event.comment}"
        case e.ReviewGiven():
            return f"review {event.track}"
        case e.AdviceGiven():
            return f"advice {event.consultation}"
        case e.DraftSubmitted() | e.Approved() | e.Returned():
            return f"draft D{event.draft}"
        case e.ReportMade():
            return f"report {event.report}"
        case e.DeviationRecorded():
            ids = (
                deviation.id
                for deviation in policy.deviations
                if (deviation.exigency, deviation.public_sentence) == (event.exigency, event.public_sentence)
            )
            return f"deviation {next(ids, '')}"
        case _:
            return ""
