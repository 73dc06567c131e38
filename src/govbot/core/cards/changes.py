"""What changed between two texts of a policy, for a chat: the passages as a redline."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.core.cards.paging import page_of
from govbot.core.cards.texts import draft_to_read
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text
from govbot.core.grammar import Change
from govbot.core.redline import shown_changes, shown_summary
from govbot.core.workflow.comparisons import VERSION
from govbot.core.workflow.policy import Draft

MOST_PASSAGES = 200
ON_A_CARD = 12


def text_name(label: str) -> str:
    """How people read which text it is: "D2", "version 1.0"."""
    return f"version {label.removeprefix(VERSION)}" if label.startswith(VERSION) else label


def changes_card(view: View, about: tuple[str, str], texts: tuple[str, str], page: int = 0) -> Card:
    """The changes of the later text (`about[0]`, `texts[0]`) since the earlier one."""
    (label, earlier), (after, before) = about, texts
    passages: Sequence[Change] = shown_changes(before, after, most=MOST_PASSAGES)
    parts: list[Part] = [Text(f"{shown_summary(before, after)}, since {text_name(earlier)}.", "strong")]
    items = [(passage,) for passage in passages]
    parts += page_of(view, "changes", items, page, ON_A_CARD, f"{label} {earlier} ") if items else ()
    parts.append(Buttons(view.reading(f"Read {label}", label)))
    return Card(f"{label} of {view.title}: changes since {text_name(earlier)}", tuple(parts), view.subject)


def compared_with(view: View, draft: Draft) -> tuple[tuple[str, str], ...]:
    """The other texts that the person may read: label and words, newest first."""
    drafts = [
        other.label
        for other in reversed(view.development.drafts)
        if other.label != draft.label and draft_to_read(view, other.label)
    ]
    versions = [f"{VERSION}{version.number}" for version in reversed(view.policy.versions)]
    return tuple((label, text_name(label)) for label in (*drafts, *versions))
