"""People come and go in the year: absences, designees, those who leave, and the change of the CISO."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.core.year.calendar import business_days_on
from tests.core.year.people import REPRESENTATIVES

AT_WORK = ("drafting", "staff review", "agency feedback", "secretary's review")

if TYPE_CHECKING:
    from tests.core.year.year import Year


def changes(year: Year) -> Iterator[tuple[date, list[Callable[[], None]]]]:
    """By the day: absences, a representative and a reviewer who leave, and the change of the CISO."""
    start = year.today

    def on(days: int, *acts: Callable[[], None]) -> tuple[date, list[Callable[[], None]]]:
        return business_days_on(start, days), [*acts]

    yield on(20, lambda: _out(year, "cio", "budget", 12))
    yield on(31, lambda: _out(year, "legal", "regulatory", 15))
    yield on(38, lambda: _leaves(year, "expert"))
    yield on(45, lambda: _leaves(year, "ciso"))
    yield on(52, lambda: _succeeds(year, "ciso", "next_ciso"))
    yield on(60, lambda: _leaves(year, min(REPRESENTATIVES)))
    yield on(110, lambda: _leaves(year, _still_asked(year)))
    yield on(75, lambda: _designee(year, "cdo", "professor", 30))
    yield on(90, lambda: _out(year, "secretary", "contact", 9))
    yield on(130, lambda: _leaves(year, "planning"))
    yield on(150, lambda: _leaves(year, "cdo"))
    yield on(158, lambda: _succeeds(year, "cdo", "next_cdo"))
    yield on(180, lambda: _out(year, "advisor", "budget", 10))


def _out(year: Year, person: str, alternate: str, days: int) -> None:
    until = year.today + timedelta(days=days)
    year.government.do("announce_absence", person, until=until.isoformat(), alternate=alternate)
    year.staff.out[person] = (alternate, until)


def _leaves(year: Year, person: str) -> None:
    year.government.do("deactivate_person", "keeper", person=person)
    year.staff.gone.add(person)


def _still_asked(year: Year) -> str:
    """Somebody whose answer is awaited in an open feedback period; their place passes to their colleagues."""
    asked = (item.party for _, item in year.book.open() if item.action == "give_feedback")
    return next(asked, "person:" + max(REPRESENTATIVES)).partition(":")[2]


def _designee(year: Year, seat: str, person: str, days: int) -> None:
    until = year.today + timedelta(days=days)
    year.government.do(
        "name_designee", year.staff.seats[seat], of=seat, person=person, until=until.isoformat()
    )
    year.staff.designees[seat] = (person, until)


def _succeeds(year: Year, former: str, person: str) -> None:
    """Somebody takes a seat (its first holder's id is its key), and what the one before them led."""
    year.government.do("fill_seat", "keeper", seat=former, person=person)
    year.staff.seats[former] = person
    for number, page in year.book.pages.items():
        if page.lead == former:
            year.act(number, "change_lead", "advisor", lead=person)
        if former in page.liaisons and page.stage in AT_WORK:
            year.act(number, "change_liaisons", "advisor", liaisons=[person])
