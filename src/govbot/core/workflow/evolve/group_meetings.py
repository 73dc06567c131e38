"""The meetings of a policy's ad hoc group, and counsel's answer on public-meeting rules."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.grammar import Entry
from govbot.core.membership import meetings
from govbot.core.workflow import events as e
from govbot.core.workflow.policy import Policy


def group_meetings(policy: Policy, entry: Entry, event: e.AnyGroupEvents) -> Policy:
    policy = replace(policy, meetings=meetings.after(policy.meetings, entry))
    development = policy.development
    if isinstance(event, e.MeetingRulesAnswered) and development and development.group:
        group = replace(development.group, public_meeting=event.answer)
        return replace(policy, development=replace(development, group=group))
    return policy
