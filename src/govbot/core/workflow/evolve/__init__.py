"""How each event changes where a policy stands; one file for each group of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from govbot.core.entered import EnteredEvents
from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.anytime import anytime
from govbot.core.workflow.evolve.board import board
from govbot.core.workflow.evolve.decisions import decided
from govbot.core.workflow.evolve.drafting import drafting
from govbot.core.workflow.evolve.entered import remembered, said_of_entries
from govbot.core.workflow.evolve.feedback import feedback
from govbot.core.workflow.evolve.group_meetings import group_meetings
from govbot.core.workflow.evolve.groups import groups
from govbot.core.workflow.evolve.implementation import implementation
from govbot.core.workflow.evolve.needs import needs
from govbot.core.workflow.evolve.secretary import secretary
from govbot.core.workflow.evolve.staff_review import staff_review
from govbot.core.workflow.evolve.versions import versions
from govbot.core.workflow.policy import STAGES, Policy


def evolve(policy: Policy, entry: Entry) -> Policy:
    """The policy after this entry."""
    if isinstance(entry.event, EnteredEvents):
        return said_of_entries(policy, entry.event)
    return _dated(remembered(policy, decided(_evolve(policy, entry), entry), entry), entry)


def _dated(policy: Policy, entry: Entry) -> Policy:
    """The policy, with the day on which its development came to its stage, and the targets that it has met so."""
    development = policy.development
    if development is None or (development.stages and development.stages[-1][0] == development.stage):
        return policy
    stages = (*development.stages, (development.stage, entry.happened_on))
    reached = STAGES[: STAGES.index(development.stage) + 1] if development.stage in STAGES else ()
    met: dict[str, date] = {at: day for at, day in development.targets.items() if at in reached}
    return replace(policy, development=replace(development, stages=stages, met={**development.met, **met}))


def _evolve(policy: Policy, entry: Entry) -> Policy:
    event = cast(e.StepEvents, entry.event)
    if isinstance(event, e.FeedbackEvents):
        return feedback(policy, entry, event)
    if isinstance(event, e.BoardEvents):
        return board(policy, entry, event)
    if isinstance(event, e.NeedEvents):
        return needs(policy, entry, event)
    if isinstance(event, e.GroupEvents):
        return groups(policy, entry, event)
    if isinstance(event, e.DraftingEvents):
        return drafting(policy, entry, event)
    if isinstance(event, e.StaffReviewEvents):
        return staff_review(policy, entry, event)
    if isinstance(event, e.SecretaryEvents):
        return secretary(policy, entry, event)
    if isinstance(event, e.VersionEvents):
        return versions(policy, entry, event)
    if isinstance(event, e.ImplementationEvents):
        return implementation(policy, entry, event)
    if isinstance(event, e.AnyGroupEvents):
        return group_meetings(policy, entry, event)
    return anytime(policy, entry, event)
