"""The saved rosters: who is on each, who has left, and the buttons to use, rename or delete it."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text
from govbot.core.membership.roster_actions import have_left, still_there
from govbot.core.membership.roster_events import SavedPlace
from govbot.core.membership.saved_rosters import SavedRoster

MOST_ON_A_CARD = 4
NAMES = 12
NONE_SAVED = (
    "No roster is saved yet. Once a feedback period is open, save its roster with “/gov save-roster”."
)
USE = ("open_feedback", "add_to_roster")  # whichever the policy is ready for


def rosters_card(general: View, view: View | None = None, page: int = 0) -> Card:
    """All saved rosters; `view` is the policy for which one is sought, where there is one."""
    shown = view or general
    saved = general.directory.rosters.values()
    headline = f"Saved rosters, for {view.title}" if view else "Saved rosters"
    if not saved:
        return Card(headline, (Text(NONE_SAVED),), shown.subject)
    items = [tuple(_roster(general, view, each)) for each in saved]
    return Card(headline, page_of(shown, "rosters", items, page, MOST_ON_A_CARD), shown.subject)


def _roster(general: View, view: View | None, saved: SavedRoster) -> Iterator[Part]:
    there, left = still_there(saved, general.directory), have_left(saved, general.directory)
    people = len({place.person for place in there})
    agencies = len({place.agency for place in there if place.agency})
    yield Text(saved.name, "strong")
    of = f" from {saved.of}" if saved.of else ""
    counted = general.say(
        "{people} people of {count} {agencies}; saved{of} by {name}, {day}.",
        people=people,
        count=agencies,
        of=of,
        name=general.name(saved.by),
        day=general.day(saved.on),
    )
    yield Text(counted, "small")
    yield Text(f"{_names(general, there)}.")
    if left:
        yield Text(f"Left since, and asked no more: {_names(general, left)}.", "warning")
    use = view.buttons(*USE, about=saved.id) if view else ()
    keep = general.buttons("rename_roster", "remove_roster", about=saved.id)
    if use or keep:
        yield Buttons(tuple(button for row in (*use, *keep) for button in row.buttons))


def _names(general: View, places: list[SavedPlace]) -> str:
    """The first of these people by name, and how many more."""
    people = list(dict.fromkeys(place.person for place in places))
    more = f" and {len(people) - NAMES} more" if len(people) > NAMES else ""
    return f"{', '.join(general.name(person) for person in people[:NAMES])}{more}"
