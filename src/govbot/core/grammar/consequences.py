"""Obligations (what is awaited, from whom, by when) and notifications (messages that follow from an event)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from govbot.core.grammar.rows import Strength


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something awaited: from which party, which action, by when (an aware UTC instant, or none), about what.

    A party is text: `person:ID`, `lead:ID`, `member:ID` (of the group), `seat:KEY`, `office:NAME`, `steering`,
    `role:KIND`, `agency:CODE`, or `clock` for what time itself brings about. `since` is when it began to be
    awaited. `what` is a template (`Process.say`): "your {agency}'s response on D2". `strength` is how the policy
    asks for it.
    """

    party: str
    action: str
    what: str
    due: datetime | None = None
    about: str = ""
    since: datetime | None = None
    strength: Strength = field(default="may", compare=False)
    key: tuple[str, str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.party, self.action, self.about))


@dataclass(frozen=True, slots=True)
class Notification:
    """A message that follows from an event: to a party, a `channel:NAME` or `room`, with which card."""

    to: str
    card: str
    about: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    urgent: bool = False
