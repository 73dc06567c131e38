"""Saved rosters are renamed and deleted, by those who open feedback periods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from govbot.core.grammar import Ask, Choice, Command, FieldErrors, Needs, RuleContext
from govbot.core.membership import events as e
from govbot.core.membership.choices import about_or_first
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.directory import Directory
from govbot.core.membership.roster_events import RosterRemoved, RosterSaved, SavedPlace
from govbot.core.membership.saved_rosters import SavedRoster

SAME_NAME = "Another saved roster has this name. Choose another name."


def saved_choices(context: RuleContext[Any]) -> list[Choice]:
    """Each saved roster by its name, with how many places it has, and how many of those drop out."""
    return [
        Choice(saved.id, words_of(saved, context.directory)) for saved in context.directory.rosters.values()
    ]


def words_of(saved: SavedRoster, directory: Directory) -> str:
    """ "Security liaisons (31 people; 2 have left)"."""
    people = len({place.person for place in still_there(saved, directory)})
    left = len(have_left(saved, directory))
    gone = f"; {left} {'has' if left == 1 else 'have'} left" if left else ""
    return f"{saved.name} ({people} {'person' if people == 1 else 'people'}{gone})"


def _usual(context: RuleContext[Any]) -> str:
    """The roster that the button names, else the first."""
    return about_or_first(context, saved_choices(context))


def check_name(directory: Directory, name: str, id: str) -> None:
    """Raises FieldErrors where another saved roster has this name."""
    names = {saved.name.casefold() for saved in directory.rosters.values() if saved.id != id}
    if name.casefold() in names:
        raise FieldErrors({"name": SAME_NAME})


def is_there(place: SavedPlace, directory: Directory) -> bool:
    """Whether the person is still in the directory, and answers for this agency."""
    if not directory.is_active(place.person):
        return False
    return not place.agency or place.agency in directory.people[place.person].agencies


def still_there(saved: SavedRoster, directory: Directory) -> list[SavedPlace]:
    return [place for place in saved.places if is_there(place, directory)]


def have_left(saved: SavedRoster, directory: Directory) -> list[SavedPlace]:
    """The places that drop out: whoever had them has left the directory, or that agency."""
    return [place for place in saved.places if not is_there(place, directory)]


class RenameRoster(Command):
    roster: Annotated[str, Ask("Which roster?", "choice", choices=saved_choices, initial=_usual)]
    name: Annotated[str, Ask("Its new name", "line", most=80)]


def rename_roster(context: DirectoryContext, command: RenameRoster) -> Iterator[e.DirectoryEvent]:
    check_name(context.directory, command.name, command.roster)
    saved = context.directory.rosters[command.roster]
    yield RosterSaved(roster=saved.id, name=command.name, places=saved.places)


class RemoveRoster(Command):
    roster: Annotated[str, Ask("Which roster?", "choice", choices=saved_choices, initial=_usual)]


def remove_roster(context: DirectoryContext, command: RemoveRoster) -> Iterator[e.DirectoryEvent]:
    yield RosterRemoved(roster=command.roster)


def removed_in_advance(context: DirectoryContext, command: RemoveRoster) -> Iterator[str]:
    """Which roster goes, before it is confirmed."""
    saved = context.directory.rosters[command.roster]
    yield f"The saved roster “{saved.name}” is deleted. Feedback periods that were opened with it stay as they are."


has_rosters = Needs(
    "a saved roster",
    met=lambda context: bool(context.directory.rosters),
    otherwise="No roster is saved. Save that of a feedback period with “/gov save-roster”.",
)
