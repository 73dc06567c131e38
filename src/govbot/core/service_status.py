"""How govbot is doing, as plain values: what its operator looks at, in the terminal, in chat and in graphs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """What is to be told on one platform; "" is what is still to be turned into messages.

    `due` messages could go now, the oldest since `due_since`; `later` ones have a time that has not come,
    `retried` of them because they were tried before. `stuck` have not been taken for minutes, and `why` is what
    the chat said to one of them.
    """

    platform: str
    due: int = 0
    due_since: datetime | None = None
    later: int = 0
    retried: int = 0
    sending: int = 0
    parked: int = 0
    unknown: int = 0
    failed: int = 0
    stuck: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ticked:
    """The last look at what time brings about: when, how much was due, and how many seconds late it was."""

    at: datetime
    done: int
    late: float


@dataclass(frozen=True, slots=True)
class Checked:
    """The last check of the whole record; `bad` is the sentence about the first bad entry, or ""."""

    at: datetime
    entries: int
    bad: str


@dataclass(frozen=True, slots=True)
class Condition:
    """How things stand at `now`. `overdue` is how much time should have brought about by now, and has not.

    `parked` is what of it was given up after the last try: on which policy, and what. `held` says why deadlines and
    messages are held, "" while they are not. `refused` are the platforms that refuse govbot itself, and why;
    `lacking` the sentences that name permissions which were missing within the last day.
    """

    now: datetime
    queues: tuple[QueueStatus, ...]
    overdue: int
    ticked: Ticked | None
    checked: Checked | None
    parked: tuple[tuple[str, str], ...] = ()
    held: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    lacking: tuple[str, ...] = ()
