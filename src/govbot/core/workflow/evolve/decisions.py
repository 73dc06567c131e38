"""What the steering group decided, kept as it is recorded: on which consensus, or who differs and why."""

from __future__ import annotations

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.marked import changed
from govbot.core.workflow.policy import Decision, Policy


def decided(policy: Policy, entry: Entry) -> Policy:
    """The policy with this entry among the decisions of the steering group, where it is one."""
    decision = _decision(entry)
    return changed(policy, decisions=(*policy.decisions, decision)) if decision else policy


def _decision(entry: Entry) -> Decision | None:
    on = entry.happened_on
    match entry.event:
        case e.DecisionRecorded() as event:
            return Decision("decided", on, event.text, event.consensus, event.differs)
        case e.PursuitRecommended() as event:
            return Decision("recommends pursuing it", on, event.reasons)
        case e.NeedDeclined() as event:
            return Decision("not at this time", on, event.reasons)
        case e.NeedJoined() as event:
            return Decision(f"joined to {event.other}", on, event.reasons)
        case e.AdvancedToStaffReview() as event:
            return Decision("advanced to staff review", on, consensus=event.consensus)
        case e.SentBack() as event:
            return Decision("sent back to drafting", on, event.reasons)
        case e.DevelopmentClosed() as event:
            return Decision("closed without a policy", on, event.reasons)
        case _:
            return None
