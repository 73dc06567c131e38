"""Who prints the memo that is signed on paper, and on which draft it is."""

from __future__ import annotations

from govbot.core.grammar import Capacity, RuleContext
from govbot.core.workflow.policy import Draft, Policy
from govbot.core.workflow.readers import NOT_SHOWN, may_read_draft

PRINTERS = frozenset({"contact", "lead", "advisor", "secretary", "delegate"})
NOTHING_TO_SIGN = (
    "No request to the {secretary} is pending, so there is nothing to print for signature. The {lead} asks for a "
    "decision with “/gov secretary”."
)
NOT_FOR_YOU = "The memo for signature is printed by the {secretary_office} or the {lead}."


def why_no_memo(context: RuleContext[Policy], held: tuple[Capacity, ...]) -> str | None:
    """Why there is no memo to print for this person, as a sentence; None where there is."""
    if not {capacity.kind for capacity in held} & PRINTERS:
        return context.say(NOT_FOR_YOU)
    draft = asked_about(context.state)
    if draft is None:
        return context.say(NOTHING_TO_SIGN)
    if not may_read_draft(context.state, context.process, draft, context.who.person, held):
        return context.say(NOT_SHOWN)
    return None


def asked_about(policy: Policy) -> Draft | None:
    """The draft of the pending request; None where none is pending."""
    development = policy.development
    if development is None or development.request is None:
        return None
    number = development.request.draft
    return next((draft for draft in development.drafts if draft.number == number), None)
