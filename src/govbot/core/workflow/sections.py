"""Where a section of an earlier draft stands in the current one, carried over draft by draft."""

from __future__ import annotations

from govbot.core.workflow.policy import Development


def section_now(development: Development, draft: int, section: str) -> str:
    """The section's label in the current draft; "" where it has lost its place."""
    at = draft
    for later in development.drafts:
        if later.number <= draft or later.withdrawn:
            continue
        if later.carried_from == at and section:
            section = dict(later.carried).get(section, section)
        at = later.number
    return section
