"""What the tests of the record start from: a clock, one kind of event, and how it folds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from govbot.core.grammar import Acting, Capacity, Entry, Event
from govbot.record import Fold, Record
from tests.places import Place, place_of

MORNING = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
CIO = Acting("p1", Capacity("seat", "Chief Information Officer", "cio"), date(2026, 12, 1))


class Noted(Event):
    """Somebody noted something."""

    words: str
    later: str = ""


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@dataclass
class Notes:
    """A fold that counts how many entries it was given."""

    folded: list[str] = field(default_factory=list)

    def fold(self) -> Fold:
        return Fold(blank=lambda stream: (), evolve=self._evolve, load=load)

    def _evolve(self, state: tuple[str, ...], entry: Entry) -> tuple[str, ...]:
        assert isinstance(entry.event, Noted)
        self.folded.append(entry.event.words)
        return (*state, entry.event.words)


def load(type_name: str, body: str) -> Event:
    assert type_name == "Noted"
    return Noted.model_validate_json(body)


def record_in(where: Path | Place, clock: Clock, notes: Notes | None = None) -> Record:
    fold = (notes or Notes()).fold()
    return Record(place_of(where).url, {"policy": fold, "directory": fold}, clock)
