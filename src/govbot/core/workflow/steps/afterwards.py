"""After an emergency: what was to be done later is awaited, whatever has become of the development since."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.grammar import Obligation
from govbot.core.workflow.policy import Policy


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The lead: each thing that was to be done afterwards, by its date; its words may carry a mark."""
    for thing in policy.afterwards:
        if not thing.done:
            what = f"what was to be done after the emergency, {thing.item}"
            yield Obligation("role:lead", "done_afterwards", what, thing.due, thing.item, strength="shall")
