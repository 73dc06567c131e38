"""Where a section, or a paragraph, of an earlier draft stands in the current one, carried over draft by draft."""

from __future__ import annotations

from govbot.core.redline import place_key, place_of
from govbot.core.workflow.policy import Comment, Development


def section_now(development: Development, draft: int, section: str) -> str:
    """The section's label in the current draft; "" where it has lost its place. A paragraph is named as `place_key`.

    Of a paragraph that was not carried over its section alone is known.
    """
    at, key = draft, section
    for later in development.drafts:
        if later.number <= draft or later.withdrawn:
            continue
        if later.carried_from == at and key:
            names = dict(later.carried)
            label, _ = place_of(key)
            key = names.get(key, names.get(label, key))
        at = later.number
    return key


def place_now(development: Development, comment: Comment) -> str:
    """Where a comment stands in the current draft, as `place_key`; "" where it has lost its place, or never had one."""
    if comment.placed:
        draft, section, paragraph = comment.placed
        return section_now(development, draft, place_key(section, paragraph))
    return section_now(development, comment.draft, place_key(comment.section, comment.paragraph))


def place_words(key: str) -> str:
    """A place as people read it: "“2.1 Scope”, paragraph 3"."""
    section, paragraph = place_of(key)
    return f"“{section}”, paragraph {paragraph}" if paragraph else f"“{section}”"


def lost(development: Development) -> tuple[Comment, ...]:
    """The comments that count, and whose place the current draft no longer has."""
    return tuple(
        comment for comment in development.counted if comment.section and not place_now(development, comment)
    )
