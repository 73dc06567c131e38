"""The year day by day: what is due happens, people act, the Steering Group meets twice a month, people come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from govbot.core.decide import decide_due
from govbot.core.grammar import Acting, Capacity
from govbot.core.membership import meetings
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME
from govbot.core.workflow.policy import Development
from tests.core import given as g
from tests.core.given import Government
from tests.core.year.acts import ACTS
from tests.core.year.book import Book, Item, Page
from tests.core.year.calendar import business_days_on, end_of, is_open, months_on
from tests.core.year.changes import changes
from tests.core.year.lives import MEETING, Life, life
from tests.core.year.people import NAMES, REPRESENTATIVES, Staff, directory_events

Look = Callable[["Year"], None]
MONTHS = {"high": 6, "low": 12}  # until the next review, where the need is high; by the risk
APART = 9  # business days between the beginnings of two policies


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting as it must be on record: its items, who was there, what was left for the next."""

    id: str
    on: date
    present: tuple[str, ...]
    items: tuple[str, ...]
    deferred: tuple[str, ...]
    apart: str = ""


@dataclass
class Year:
    """The government with its book, and each policy's way with the day on which it goes on."""

    policies: int
    days: int
    seed: int = 0
    government: Government = field(default_factory=lambda: Government(known=NAMES))
    staff: Staff = field(default_factory=Staff)
    book: Book = field(default_factory=Book)
    lives: dict[int, tuple[Life, date]] = field(default_factory=dict)
    waiting: dict[int, Life] = field(default_factory=dict)
    meeting_on: dict[str, date] = field(default_factory=dict)
    ahead: dict[str, list[str]] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    sent: list[tuple[str, date]] = field(default_factory=list)
    called: dict[str, date] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    # Acts --------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.government.today

    def act(self, number: int, name: str, person: str, /, **said: Any) -> None:
        """Somebody takes an action on a policy; it is recorded, and written into the book by its own rules."""
        self.government.subject = f"policy:ITP-{number}"
        answers = (
            g.header(self.government, mechanisms=["acknowledgment", "attestation"])
            if name == "adopt"
            else said
        )
        self.government.do(name, person, **answers)
        if name == "open_feedback":
            said["asked"] = self.staff.here(*REPRESENTATIVES)
        if name == "adopt":
            risk = self.government.policy.past[-1].risk
            said = {"review_on": months_on(self.today, MONTHS[risk])}
        self._write(number, name, person, self.today, said)

    def _write(self, number: int, name: str, person: str, day: date, said: dict[str, Any]) -> None:
        page = self.book.pages.setdefault(number, Page())
        page.touched = day
        ACTS[name](page, person, day, said)

    def who(self, number: int, party: str) -> str:
        """The first who answers for a party today."""
        page = self.page(number)
        return self.staff.answer(party, page.lead, page.liaisons, self.today)[0]

    def page(self, number: int) -> Page:
        return self.book.pages[number]

    def development(self, number: int) -> Development:
        development = self.government.policies[f"policy:ITP-{number}"].development
        assert development is not None
        return development

    # Days --------------------------------------------------------------------------------------------

    def run(self, look: Look) -> None:
        """Each day from the first Tuesday of December 2026 on; `look` on each Monday and at each meeting."""
        for event in directory_events():
            self.government.record(DIRECTORY, event)
        last = self.today + timedelta(days=self.days)
        by_day = dict(changes(self))
        while self.today < last:
            self._clock()
            if self.today.weekday() == 0:
                look(self)
            if is_open(self.today):
                for change in by_day.get(self.today, ()):
                    change()
                self._policies_go_on()
                self._call_meetings()
                self._explain()
            self.government.later(hours=2)
            if self.today in self.meeting_on.values():
                look(self)
                self._meet()
            self.government.later(hours=7)
            self._clock()
            self.government.later(hours=15)

    def _policies_go_on(self) -> None:
        started = len(self.book.pages)
        begins = business_days_on(date(2026, 12, 1), APART * started)
        if started < self.policies and self.today >= begins:
            self._go_on(started + 1, life(self, started + 1))
        for number, (way, day) in sorted(self.lives.items()):
            if day <= self.today and number not in self.waiting:
                self._go_on(number, way)

    def _go_on(self, number: int, way: Life) -> None:
        wait = next(way, None)
        self.lives.pop(number, None)
        if wait == MEETING:
            self.waiting[number] = way
        elif wait is not None:
            self.lives[number] = (way, business_days_on(self.today, wait))

    def _clock(self) -> None:
        """What is due by the clock: on the policies, and the agendas' sending."""
        now = self.government.now
        for number, page in self.book.pages.items():
            for stage, day in page.ahead:
                if end_of(day) <= now and (stage, day) not in page.slips:
                    self._write(number, "say_slip", "clock", self.today, {"about": stage, "now": now})
            if page.closes_on and end_of(page.closes_on) <= now:
                self._write(number, "close_by_clock", "clock", self.today, {})
        parked = [
            number
            for number, page in self.book.pages.items()
            if page.parked_until and end_of(page.parked_until) <= now
        ]
        for number in parked:
            self._write(number, "bring_back", "clock", self.today, {})
        self.government.tick()
        who = Acting("clock", Capacity("clock", "the clock"), self.today)
        action = BY_NAME["send_agenda_by_clock"]
        for awaited in list(meetings.obligations(self.government.directory.meetings)):
            if awaited.party == "clock" and awaited.due and awaited.due <= now:
                self.government.keep(decide_due(self.government.at(action, who, awaited.about), action))
                self.sent.append((awaited.about, self.today))

    def _explain(self) -> None:
        """On Thursdays whoever was asked why a target passed says so, on every second policy."""
        if self.today.weekday() != 3:
            return
        for number, page in self.book.pages.items():
            asked = [item for item in page.items.values() if item.action == "explain_slip"]
            for item in asked if number % 2 else ():
                self._explains(number, item)

    def _explains(self, number: int, item: Item) -> None:
        party = "role:lead" if item.party.startswith("lead:") else item.party
        slip = {"which": item.about, "reason": "It took longer"}
        self.government.subject = f"policy:ITP-{number}"
        people = [self.who(number, party)]
        self.government.do("explain_slip", people[0], **slip)
        explained = [
            each.party
            for each in self.page(number).items.values()
            if each.action == "explain_slip"
            and each.about == item.about
            and self.who(number, each.party) == people[0]
        ]
        for each in explained:
            self._write(number, "explain_slip", people[0], self.today, {**slip, "party": each})

    # Meetings ----------------------------------------------------------------------------------------

    def _call_meetings(self) -> None:
        """On the first open day of a month two meetings of it are called: on the second and the fourth Tuesday."""
        first = self.today.replace(day=1)
        if self.today != max(business_days_on(first, 0), date(2026, 12, 1)):
            return
        tuesdays = [day for day in (first + timedelta(days=n) for n in range(28)) if day.weekday() == 1]
        for day in (tuesdays[1], tuesdays[3]):
            self.government.do("call_meeting", "advisor", on=day.isoformat(), at="10:00 AM", place="Room 1")
            id = f"M{len(self.meeting_on) + 1}"
            self.meeting_on[id], self.called[id] = day, self.today
            carried = () if len(self.ahead) else self._left()
            self.ahead[id] = [*carried, f"Item for {id}", f"Second item for {id}"]
            for text in (f"Item for {id}", f"Second item for {id}"):
                self.government.do("edit_agenda", "advisor", meeting=id, added=text)

    def _left(self) -> tuple[str, ...]:
        return self.held[-1].deferred if self.held else ()

    def _meet(self) -> None:
        """Policies that wait for the group are decided on, the minutes written, the last ones confirmed."""
        id = next(id for id, day in self.meeting_on.items() if day == self.today)
        for number, way in sorted(self.waiting.items()):
            self.waiting.pop(number)
            self._go_on(number, way)
        present = tuple(self.staff.steering(self.today)[:4])
        items = self.ahead.pop(id)
        deferred = items[-1:] if len(self.held) % 3 < 2 else []
        self._record(id, present, items, deferred)

    def _record(self, id: str, present: tuple[str, ...], items: list[str], deferred: list[str]) -> None:
        meeting = self.government.directory.meetings.meeting(id)
        assert meeting is not None
        left = [item.id for item in meeting.items if item.text in deferred]
        self.government.do("record_meeting", "advisor", meeting=id, present=list(present), deferred=left)
        apart = f"The forms are shorter, {id}" if len(self.held) % 3 == 0 else ""
        if apart:
            self.government.do(
                "decide_apart", "advisor", kind="reform", text=apart, consensus="reached", meeting=id
            )
        if self.held:
            self.government.do("confirm_minutes", "advisor", meeting=self.held[-1].id)
        self.held.append(Held(id, self.today, present, tuple(items), tuple(deferred), apart))
        following = min(self.ahead, key=lambda each: self.meeting_on[each], default=None)
        if following:
            self.ahead[following] += deferred
