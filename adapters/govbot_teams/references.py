"""Where people and rooms are to be found: kept from the first contact, refreshed when Teams moves them.

In memory, and as JSON lines in a file where one is named. The file holds ids and addresses, and no token.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom Teams has told us of: `user` is the Entra id, `member` Teams' own ("29:…").

    `conversation` is the personal one ("" where there is none yet), `met_in` any in which they were seen.
    """

    user: str
    member: str = ""
    service: str = ""
    conversation: str = ""
    met_in: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A group chat or a channel, and the Teams ids of those who were seen in it."""

    conversation: str
    service: str = ""
    members: tuple[str, ...] = ()


@dataclass
class References:
    """`path` is the file ("" for none)."""

    path: str = ""
    _people: dict[str, Person] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path and Path(self.path).exists():
            for line in Path(self.path).read_text(encoding="utf-8").splitlines():
                self._read(line)

    def person(self, user: str) -> Person | None:
        """Whom we have met, by Entra id."""
        return self._people.get(user)

    def people(self) -> Iterable[Person]:
        """Everybody whom we have met."""
        return tuple(self._people.values())

    def at(self, conversation: str) -> Person | None:
        """Whose personal conversation this is."""
        return next((one for one in self._people.values() if one.conversation == conversation), None)

    def by_email(self, email: str) -> Person | None:
        """Whom we have met, by address."""
        wanted = email.casefold()
        return next((one for one in self._people.values() if one.email.casefold() == wanted), None)

    def by_member(self, member: str) -> Person | None:
        """Whom we have met, by Teams' own id."""
        return next((one for one in self._people.values() if one.member == member), None)

    def place(self, conversation: str) -> Place | None:
        """A group chat or channel that we have been in."""
        return self._places.get(conversation)

    def meet(self, user: str, **known: str) -> None:
        """Keep what is newly known of a person: member, service, conversation, met_in, email."""
        before = self._people.get(user, Person(user))
        now = replace(before, **{name: value for name, value in known.items() if value})
        if now != before or user not in self._people:
            self._people[user] = now
            self._keep("person", asdict(now))

    def visit(self, conversation: str, service: str, member: str = "") -> None:
        """Keep where a room is, and who is seen in it."""
        before = self._places.get(conversation, Place(conversation))
        members = before.members if not member or member in before.members else (*before.members, member)
        now = Place(conversation, service or before.service, members)
        if now != before:
            self._places[conversation] = now
            self._keep("place", asdict(now))

    def leave(self, user: str) -> None:
        """The app was uninstalled: the personal conversation takes no messages until it is back."""
        if user in self._people:
            self._people[user] = replace(self._people[user], conversation="")
            self._keep("person", asdict(self._people[user]))

    def _keep(self, what: str, fields: dict[str, object]) -> None:
        if self.path:
            with Path(self.path).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"what": what, **fields}) + "\n")

    def _read(self, line: str) -> None:
        try:
            fields = json.loads(line)
            if fields.pop("what") == "person":
                self._people[fields["user"]] = Person(**fields)
            else:
                place = Place(**{**fields, "members": tuple(fields["members"])})
                self._places[place.conversation] = place
        except (ValueError, KeyError, TypeError):
            log.warning("A line of %s can't be read; it is left out.", self.path)
