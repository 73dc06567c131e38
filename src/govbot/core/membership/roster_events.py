"""The events of rosters that are saved under a name, on the directory's stream."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from govbot.core.membership.base import DirectoryEvent


class SavedPlace(BaseModel):
    """A place on a saved roster: a person, the agency ("": from outside), and the capacities asked for."""

    model_config = ConfigDict(frozen=True)

    person: str
    agency: str = ""
    capacities: tuple[str, ...] = ()


class RosterSaved(DirectoryEvent):
    """A roster was saved under a name; `roster` is its id ("R1"). Saved again, it takes the former one's place.

    `of` is the policy from whose feedback period it was taken ("": it was renamed).
    """

    roster: str
    name: str
    places: tuple[SavedPlace, ...]
    of: str = ""


class RosterRemoved(DirectoryEvent):
    """A saved roster was deleted: it is offered no more. What was opened with it stays as it is."""

    roster: str


RosterEvents = RosterSaved | RosterRemoved
