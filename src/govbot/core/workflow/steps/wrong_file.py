"""A draft that was a wrong file is withdrawn; it is kept, and shown to hardly anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Command, Event, Needs, all_of
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, current_draft, open_period
from govbot.core.workflow.policy import Development, Draft
from govbot.core.workflow.readers import can_read
from govbot.core.workflow.requirements import before_approval, has_draft

SUBMITTERS = ("lead", "liaison", "member", "reviewer", "staff")


def acted_on(development: Development, draft: Draft) -> bool:
    """Whether anybody has done anything with this draft: a position, a review, a report, a circulation."""
    number, submitted = draft.number, draft.recorded_at
    reports = (report.recorded_at for report in development.reports if report.kind == "recommendation")
    return (
        any(submitted and reported_at and reported_at >= submitted for reported_at in reports)
        or any(position.draft == number for position in development.positions)
        or any(review.outcome and review.draft == number for review in development.reviews)
        or any(period.draft == number for period in development.periods)
    )


def _may_withdraw(context: PolicyContext) -> bool:
    """Its submitter while nobody has acted on it; the directing seat afterwards too.

    It counts as met for whoever has none of the capacities in which one submits a file.
    """
    development = context.state.development
    if development is None or development.draft is None or context.who.capacity.kind not in SUBMITTERS:
        return True
    return development.draft.by == context.who.person and not acted_on(development, development.draft)


def _is_free(context: PolicyContext) -> bool:
    development = context.state.development
    if development is None or development.draft is None:
        return True
    period = open_period(context)
    circulates = period is not None and period.draft == development.draft.number
    return not circulates and development.request is None


can_be_withdrawn = all_of(
    before_approval,
    has_draft,
    Needs(
        "a draft of one's own on which nobody has acted, or the director's seat",
        met=_may_withdraw,
        otherwise=(
            "Its submitter withdraws a file while nobody has acted on it. Ask the {advisor}, or submit the right file "
            "as the next draft."
        ),
    ),
    Needs(
        "a draft that neither circulates nor is before the approver",
        met=_is_free,
        otherwise=(
            "This draft circulates, or the {secretary} has been asked to decide on it. Close the feedback period, or "
            "send it back, first."
        ),
    ),
)


class WithdrawFile(Command):
    reason: Annotated[str, Ask("Why it is the wrong file", "line", most=300)]


def withdraw_file(context: PolicyContext, command: WithdrawFile) -> Iterator[Event]:
    yield e.FileWithdrawn(draft=current_draft(context).number, reason=command.reason)


def withdrawal_in_advance(context: PolicyContext, command: WithdrawFile) -> Iterator[str]:
    """Which file is withdrawn, what happens to it, and which draft is current again."""
    draft, development = current_draft(context), context.state.development
    name = f" ({draft.paper.name})" if can_read(context, draft) else ""
    yield f"{draft.label}{name} is withdrawn."
    yield "It is kept, and read by counsel and the public records officer alone."
    others = [each for each in development.drafts if not each.withdrawn] if development else []
    yield f"{others[-2].label} is the current draft again." if len(others) > 1 else "There is no other draft."
