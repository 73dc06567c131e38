"""What a Word file held besides the text of a draft: a line on its cards, the passages, and the confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text
from govbot.core.grammar import Document, DocumentRef
from govbot.core.held import HELD, Held, from_text
from govbot.core.workflow.policy import Draft
from govbot.core.workflow.readers import READERS, may_read_draft

SHOWN = "The Word file of {label} also held: {held}. It is not in the text, or stands there otherwise."
OPEN = "What the file held"
NOTHING = "The file of {label} held nothing besides its text."
NOT_KEPT = "What it was in detail was not kept when {label} was submitted. The file itself shows it."
HOLDS = (
    "“{name}” holds more than the text that is read out of it. Whoever may read the draft can open this; what is "
    "published leaves it out:"
)
SURE = "Nothing is recorded yet. Submit the file all the same, or choose another one."
SUBMIT = "Submit all the same"
CONFIRMED_PASSAGES, CONFIRMED_LENGTH = 3, 80  # of each kind, in a confirmation
MOST_ON_A_CARD = 12


def held_line(view: View, draft: Draft) -> Iterator[Part]:
    """What the draft's Word file held, in a line, and the button that opens the passages.

    Nothing where it held nothing, nothing of a marked draft for whom the mark does not name, and nothing for those
    who only answer: deleted words and comments are not for them.
    """
    held = held_by(draft.paper)
    if not held or not may_open(view, draft):
        return
    yield Text(SHOWN.format(label=draft.label, held=held), "warning")
    yield Buttons((view.show("held", OPEN, draft.label),), of_line=True)


def may_open(view: View, draft: Draft) -> bool:
    """Whether the viewer may see what the draft's file held, and the file itself: by a part in it, and its marks."""
    has_part = bool({capacity.kind for capacity in view.held} & READERS)
    return has_part and may_read_draft(view.policy, view.process, draft, view.viewer, view.held)


def held_by(paper: DocumentRef) -> str:
    """What a file held, in a line; files that were read by an earlier version have it in whole sentences."""
    return paper.header.get(HELD) or paper.header.get("notes", "").rstrip(".")


def held_card(view: View, draft: Draft, held: Sequence[Held], page: int = 0) -> Card:
    """The passages, by kind."""
    items = [item for kind in held for item in _passages(kind)]
    parts = list(page_of(view, "held", items, page, MOST_ON_A_CARD, f"{draft.label} "))
    if not items:
        template = NOT_KEPT if held_by(draft.paper) else NOTHING
        parts = [Text(template.format(label=draft.label))]
    return Card(f"The Word file of {draft.label} of {view.title}", tuple(parts), view.subject)


def _passages(kind: Held) -> Iterator[tuple[Part, ...]]:
    """The passages of a kind, each by itself; above the first of them, what they are."""
    head = Text(kind.named[:1].upper() + kind.named[1:], "strong")
    first, *others = kind.passages or ("",)
    yield (head, Text(first, "quote")) if first else (head,)
    for words in others:
        yield (Text(words, "quote"),)
    if kind.passages and kind.count > len(kind.passages):
        yield (
            Text(f"… and {kind.count - len(kind.passages)} more, beyond these or without words.", "small"),
        )


def confirmation(documents: Sequence[object]) -> Iterator[Part]:
    """What the Word files among these hold, to be seen before anything is recorded."""
    for document in documents:
        if isinstance(document, Document) and document.held:
            lines = [f"• {_in_short(kind)}" for kind in from_text(document.held)]
            yield Text("\n".join((HOLDS.format(name=document.paper.name), *lines)), "warning")


def _in_short(kind: Held) -> str:
    """A kind and the first of its passages: "2 deletions: “may”, “at once”"."""
    shown = [f"“{_cut(' '.join(words.split()))}”" for words in kind.passages[:CONFIRMED_PASSAGES]]
    more = ["…"] if kind.count > len(shown) and shown else []
    return f"{kind.named}: {', '.join((*shown, *more))}" if shown else kind.named


def _cut(words: str) -> str:
    return words if len(words) <= CONFIRMED_LENGTH else words[: CONFIRMED_LENGTH - 1].rstrip() + "…"
