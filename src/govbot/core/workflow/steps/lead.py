"""The person who carries a policy from first to last is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Command, Event, Needs
from govbot.core.membership.choices import steering_group
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext


class ChangeLead(Command):
    lead: Annotated[str, Ask("New {lead}", "person", choices=steering_group)]
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def change_lead(context: PolicyContext, command: ChangeLead) -> Iterator[Event]:
    yield e.LeadChanged(lead=command.lead, reason=command.reason)


has_lead = Needs(
    "a lead",
    met=lambda context: bool(context.state.lead),
    otherwise="No {lead} has been named yet; recommending the pursuit names one.",
)
