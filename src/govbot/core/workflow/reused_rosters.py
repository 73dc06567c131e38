"""A saved roster in a form: chosen, edited before it is used, and who of it drops out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govbot.core.grammar import Ask, Choice
from govbot.core.membership.choices import as_choices, everybody
from govbot.core.membership.roster_actions import have_left, saved_choices, still_there
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.events import RosterEntry
from govbot.core.workflow.roster import chosen_roster, with_saved

NAMES = 10


def has_rosters(context: PolicyContext) -> bool:
    return bool(context.directory.rosters)


def named(context: PolicyContext) -> str:
    """The saved roster with which the button opens the form; "" for none."""
    return context.about if context.about in context.directory.rosters else ""


def _to_leave_out(context: PolicyContext) -> list[Choice]:
    """The people of the roster that the button names, else everybody."""
    saved = context.directory.rosters.get(context.about)
    if saved is None:
        return everybody(context)
    return as_choices(context.directory, {place.person for place in still_there(saved, context.directory)})


SAVED = Ask(
    "Saved roster",
    "choice",
    "Everybody on it is asked, besides whom else you choose; “/gov rosters” shows who that is",
    optional=True,
    choices=saved_choices,
    initial=named,
    when=has_rosters,
)
WITHOUT = Ask("… without these people", "people", optional=True, choices=_to_leave_out, when=has_rosters)


def roster_of(
    context: PolicyContext,
    capacities: Collection[str],
    agencies: Collection[str],
    people: Collection[str],
    saved: str,
    without: Collection[str],
) -> tuple[RosterEntry, ...]:
    """Whom these answers name, with the saved roster and without those left out."""
    chosen = chosen_roster(context.directory, capacities, agencies, people)
    roster = context.directory.rosters.get(saved)
    if roster is None and not without:
        return chosen
    places = still_there(roster, context.directory) if roster else []
    return with_saved(context.directory, chosen, places, without)


def dropped_out(context: PolicyContext, saved: str) -> Iterator[str]:
    """Who of the saved roster is not asked any more, and why."""
    roster = context.directory.rosters.get(saved)
    left = have_left(roster, context.directory) if roster else []
    if roster is None or not left:
        return
    people = list(dict.fromkeys(place.person for place in left))
    shown = ", ".join(context.directory.named(person) for person in people[:NAMES])
    more = f" and {len(people) - NAMES} more" if len(people) > NAMES else ""
    yield context.say(
        "Of the saved roster “{name}” these have left the directory or their {agency}, and are not asked: {people}.",
        name=roster.name,
        people=f"{shown}{more}",
    )


def said_above(context: PolicyContext) -> Iterator[str]:
    """Above the form that a saved roster opens: who has left of it."""
    yield from dropped_out(context, context.about)
