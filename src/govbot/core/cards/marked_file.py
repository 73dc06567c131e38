"""What a person's own marked-up file says, item by item, to be looked through before it is handed in."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Part, Text
from govbot.core.workflow import events as e
from govbot.core.workflow.marked_up import words_of
from govbot.core.workflow.policy import MarkedFile
from govbot.core.workflow.steps.marked_file import own_files

NONE = "You have sent no marked-up file of which anything is left. Send one with “/gov marked-file”."
NOT_YET = (
    "Nothing of this is handed in yet. Tick what you hand in; one of them can be worded otherwise first."
)
NOT_FITTING = (
    "It does not read as D{draft}, which is out for feedback: these are the comments in its margin alone."
)
MOST_ON_A_CARD = 12


def marked_file_card(view: View, page: int = 0) -> Card:
    """What is left of the person's last file, with the button that hands it in."""
    files = own_files(view.at())
    if not files:
        return Card("No marked-up file", (Text(NONE),), view.subject)
    return Card(
        f"What “{files[0].name}” says of {view.title}", tuple(_parts(view, files[0], page)), view.subject
    )


def _parts(view: View, file: MarkedFile, page: int) -> Iterator[Part]:
    yield Text(NOT_YET, "strong")
    if not file.fits:
        yield Text(NOT_FITTING.format(draft=file.draft), "warning")
    items = [tuple(_item(item)) for item in file.left]
    yield from page_of(view, "marked", items, page, MOST_ON_A_CARD)
    yield from view.buttons("hand_in_marked", about=file.id)


def _item(item: e.MarkedItem) -> Iterator[Part]:
    where = item.section or "The whole draft"
    yield Text(f"{item.number} · {where}", "strong")
    if item.text and item.passage:
        yield Text(item.passage, "quote")
    yield Text(words_of(item))
