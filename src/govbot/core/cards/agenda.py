"""The agenda of a meeting: its own items, then what is open, with the buttons that settle each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Part, Text
from govbot.core.cards.weekly import PolicyLine, settling
from govbot.core.cards.whose_meeting import actions_of, none_called, public_rows, publishing, whose
from govbot.core.membership.meetings import AgendaItem, Meeting
from govbot.core.workflow.agenda import HEADINGS

MOST_LINES = 8
NOTHING_OPEN = "Nothing is open that the agenda would be drawn from, and no item was added."
DRAWN = "The agenda is drawn from what is open now. The {by} adds items and takes some off."
DRAFT = "This agenda is a draft until it is sent to everybody of the group."


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A line drawn from a policy, under one of the agenda's headings."""

    heading: str
    on: PolicyLine


def agenda_card(
    view: View,
    called: Meeting | None,
    entries: Sequence[AgendaEntry],
    page: int | None = 0,
    headings: Mapping[str, str] = HEADINGS,
) -> Card:
    """The agenda, by its headings in their order; until it is sent its title says that it is a draft.

    Without a page: the whole agenda, as it is printed.
    """
    if called is None:
        calling = view.buttons(actions_of(view).call)
        return Card(
            f"There is no agenda of {whose(view)} now", (Text(none_called(view)), *calling), view.subject
        )
    what = "Agenda" if called.sent else "Draft agenda"
    headline = f"{what} of {whose(view)}, {view.when(called.starts_at)}"
    items = [*_own(called), *_drawn(view, entries, headings)]
    first = () if page else (*_first(view, called),)
    about = f"{called.id} "
    shown = page_of(view, "agenda", items, page, MOST_LINES, about) if items else (Text(NOTHING_OPEN),)
    return Card(headline, (*first, *shown, *_around(view, called)), view.subject)


def _first(view: View, called: Meeting) -> Iterator[Part]:
    yield Facts((("Where", called.place), *public_rows(view, called)))
    if not called.sent:
        yield Text(DRAFT, "warning")
    by = view.say("{liaison}" if view.policy.id else "{advisor}")
    yield Text(view.say(DRAWN, by=by), "small")


def _own(called: Meeting) -> Iterator[Item]:
    for number, own in enumerate(called.items):
        title = (Text("Items of this meeting", "strong"),) if not number else ()
        yield (*title, Text(item_words(own)))


def _drawn(view: View, entries: Sequence[AgendaEntry], headings: Mapping[str, str]) -> Iterator[Item]:
    for heading, words in headings.items():
        lines = [entry for entry in entries if entry.heading == heading]
        for number, entry in enumerate(lines):
            title = (Text(words, "strong"),) if not number else ()
            yield (*title, *_line(view, entry.on))


def item_words(item: AgendaItem) -> str:
    return f"{item.id}: {item.text}"


def _line(general: View, each: PolicyLine) -> Iterator[Part]:
    words, drawn = settling(each)
    of = "" if general.policy.id else f"{each.view.title} · "
    yield Text(f"{of}{words}")
    yield Buttons((*drawn, each.view.show("status", "Where it stands")))


def _around(view: View, called: Meeting) -> Iterator[Part]:
    """The agenda as a document, and what can be done with the meeting now."""
    names = actions_of(view)
    if page := view.page(names.agenda_page, called.id):
        yield Buttons(page)
    yield from publishing(view, called)
    begun = called.starts_at <= view.now
    done = (names.record, *names.apart, names.edit) if begun else (names.edit, names.send)
    yield from view.buttons(*done, about=called.id)
