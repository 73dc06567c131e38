"""Cards about marks: what was marked or is marked no more; never the marked text."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Facts, Part, Text

SET = "From now on only those whom the mark names read it. It stands in no preview, digest or public page."
LIFTED = "The mark is lifted; whoever may read what is not marked reads it again."


def mark_changed(view: View) -> Iterator[Part]:
    """To the lead, the liaisons and whoever wrote it."""
    names = {mark.key: mark.name for mark in view.process.marks}
    marks = [names.get(key, key) for key in view.facts.get("marks", "").split()]
    item = view.facts.get("item", "")
    yield Facts(
        (
            ("It is about", item),
            ("Mark", ", ".join(marks)),
            ("By", view.name(view.facts.get("by", ""))),
        )
    )
    yield Text(SET if view.facts.get("what") == "MarkSet" else LIFTED)
    yield from view.buttons("lift_mark")
