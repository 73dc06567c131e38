"""Rosters that are saved under a name: what each holds, by whom and when it was saved. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from govbot.core.grammar import Entry
from govbot.core.membership import roster_events as r

MOST_ROSTERS = 50


@dataclass(frozen=True, slots=True)
class SavedRoster:
    """A saved roster, by whom and when it was saved; `of` is the policy whose roster it was."""

    id: str
    name: str
    places: tuple[r.SavedPlace, ...]
    by: str
    on: date
    of: str = ""


def after(rosters: Mapping[str, SavedRoster], entry: Entry) -> dict[str, SavedRoster]:
    """The saved rosters after an entry about them, by id."""
    event = cast(r.RosterEvents, entry.event)
    match event:
        case r.RosterSaved():
            before = rosters.get(event.roster)
            of = event.of or (before.of if before else "")
            saved = SavedRoster(event.roster, event.name, event.places, entry.actor, entry.happened_on, of)
            return {**rosters, event.roster: saved}
        case r.RosterRemoved():
            return {id: saved for id, saved in rosters.items() if id != event.roster}


def next_id(rosters: Mapping[str, SavedRoster]) -> str:
    """An id that no saved roster has."""
    return f"R{max((int(id[1:]) for id in rosters), default=0) + 1}"
