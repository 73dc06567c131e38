"""The roster of a feedback period is saved under a name, to be used again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Command, EventOn, FieldErrors
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.roster_actions import check_name, saved_choices
from govbot.core.membership.roster_events import RosterSaved, SavedPlace
from govbot.core.membership.saved_rosters import MOST_ROSTERS, next_id
from govbot.core.workflow.context import PolicyContext, latest_period

NAME_IT = "Write a name, or choose the saved roster whose place it takes."
TOO_MANY = (
    "{most} rosters are saved, and no more can be. Delete one on “/gov rosters”, or choose one to replace."
)


class SaveRoster(Command):
    name: Annotated[
        str,
        Ask(
            "Under which name?", "line", "Empty: the name of the one that it replaces", optional=True, most=80
        ),
    ] = ""
    replaces: Annotated[
        str,
        Ask(
            "In place of",
            "choice",
            optional=True,
            choices=saved_choices,
            when=lambda context: bool(context.directory.rosters),
        ),
    ] = ""


def save_roster(context: PolicyContext, command: SaveRoster) -> Iterator[EventOn]:
    """Whoever is asked in the latest period, as they are asked there."""
    rosters = context.directory.rosters
    replaced = rosters.get(command.replaces)
    name = command.name or (replaced.name if replaced else "")
    if not name:
        raise FieldErrors({"name": NAME_IT})
    check_name(context.directory, name, command.replaces)
    if replaced is None and len(rosters) >= MOST_ROSTERS:
        raise FieldErrors({"name": TOO_MANY.format(most=MOST_ROSTERS)})
    places = tuple(
        SavedPlace(person=entry.person, agency=entry.agency, capacities=entry.capacities)
        for entry in latest_period(context).roster
    )
    saved = RosterSaved(
        roster=replaced.id if replaced else next_id(rosters), name=name, places=places, of=context.state.id
    )
    yield EventOn(DIRECTORY, saved)
