"""The meetings of a policy's ad hoc group: of whom their papers are awaited."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.grammar import Obligation
from govbot.core.membership import meetings
from govbot.core.membership.meetings import Secretariat
from govbot.core.workflow.policy import STAGES, Policy


def obligations(policy: Policy) -> Iterator[Obligation]:
    """While the group is at work: the clock sends an agenda; minutes, and what the law wants public, by a liaison."""
    development = policy.development
    group = development.group if development and development.stage in STAGES else None
    if group is None or group.closed:
        return
    parties = tuple(f"member:{person}" for person in group.liaisons)
    secretariat = Secretariat(
        parties, "send_group_agenda_by_clock", "record_group_meeting", "note_group_published"
    )
    yield from meetings.obligations(policy.meetings, secretariat)
