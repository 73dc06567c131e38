"""The book of the year: after each act, what must be open, of whom and until when. From PROCESS.md, *The moves*."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

TRACKS = {
    "legal": "office:OPM Legal Counsel",
    "regulatory": "office:OPM Regulatory Affairs",
    "fiscal": "seat:budget",
    "objectives": "office:OPM Policy Planning",
    "data_plan": "seat:cdo",
    "it_plan": "seat:cio",
}
STEPS = ("need", "drafting", "staff review", "agency feedback", "secretary's review", "release candidate")
OVER = ("closed", "joined")
Key = tuple[str, str, str]  # party, action, about


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is open: of which party, what, about what, by when; and whether it shall or will be done."""

    party: str
    action: str
    about: str = ""
    due: datetime | None = None
    is_required: bool = False

    @property
    def key(self) -> Key:
        return (self.party, self.action, self.about)


@dataclass
class Page:
    """The book's page of one policy. `targets` are the days aimed at; `slips` the stages whose slip has been said."""

    stage: str = "need"
    lead: str = ""
    liaisons: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    group: bool = False
    draft: int = 0
    reports: int = 0
    period: int = 0
    comments: int = 0
    closes_on: date | None = None
    parked_until: date | None = None
    variances: int = 0
    review_on: date | None = None
    items: dict[Key, Item] = field(default_factory=dict)
    targets: dict[str, date] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    slips: list[tuple[str, date]] = field(default_factory=list)
    decisions: list[tuple[date, str]] = field(default_factory=list)
    deviations: list[date] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    touched: date = date.min

    def opens(self, *items: Item) -> None:
        for item in items:
            self.items[item.key] = item

    def ends(self, *actions: str, party: str = "", about: str = "") -> None:
        """What of these actions (of this party, about this) is open is so no more."""
        self.items = {
            key: item
            for key, item in self.items.items()
            if item.action not in actions or party not in ("", item.party) or about not in ("", item.about)
        }

    def comes_to(self, stage: str) -> None:
        """A target is met for good once its stage, or a later one, is reached; its slip is no question any more."""
        self.stage = stage
        self.reached |= {*(STEPS[: STEPS.index(stage) + 1] if stage in STEPS else STEPS)}
        for number, (target, _) in enumerate(self.slips, 1):
            if target in self.reached:
                self.ends("explain_slip", about=f"S{number}")

    @property
    def ahead(self) -> list[tuple[str, date]]:
        """The targets of stages that were never reached; whether their day is over is for whoever asks."""
        is_under_way = self.stage in STEPS
        return [
            (stage, day) for stage, day in self.targets.items() if is_under_way and stage not in self.reached
        ]


@dataclass
class Book:
    """A page for each policy, by its number; the meetings; what was decided apart from policies."""

    pages: dict[int, Page] = field(default_factory=dict)

    def open(self) -> Iterable[tuple[int, Item]]:
        return ((number, item) for number, page in self.pages.items() for item in page.items.values())
