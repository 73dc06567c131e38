"""The few ways in which every group of events changes a policy: its development, and an item's author and
marks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from govbot.workflow.policy import Development, Policy


def current(policy: Policy) -> Development:
    """The development in progress; rules record nothing about one that there is not."""
    assert policy.development is not None
    return policy.development


def develop(policy: Policy, **changes: Any) -> Policy:
    """The policy with its development changed."""
    return replace(policy, development=replace(current(policy), **changes))


def onward(policy: Policy, **changes: Any) -> Policy:
    """The policy with its current draft taken further: what drafting still waited for is over."""
    taken_further = len(current(policy).drafts)
    return develop(policy, taken_further=taken_further, decision_due=None, lead_due=None, **changes)


def by_author(policy: Policy, item: str, person: str, marks: tuple[str, ...] = ()) -> Policy:
    """The policy with an item's author and marks known."""
    authors = {**policy.authors, item: person}
    return replace(policy, authors=authors, marks={**policy.marks, item: marks} if marks else policy.marks)
