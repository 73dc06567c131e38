"""The oracle of the year: obligations, desks, the overview, the weekly list, agendas and minutes against the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.overview import Open, Row, overview
from govbot.core.workflow.parties import desk_of
from govbot.core.workflow.passing_on import answerable
from govbot.core.workflow.weekly import LISTED_WHEN_LATE
from tests.core.year.agendas import check_agenda, check_meetings
from tests.core.year.book import OVER, Item, Page
from tests.core.year.calendar import day_of
from tests.core.year.people import REPRESENTATIVES
from tests.core.year.weekly import check_weekly, late, office, slipped
from tests.core.year.year import Year


def look(year: Year) -> None:
    """All that must hold on a morning, or as a meeting begins."""
    for check in (check_open, check_desks, check_overview, check_weekly, check_agenda, check_meetings):
        check(year)


# Nothing is lost ---------------------------------------------------------------------------------------


def check_open(year: Year) -> None:
    """What is open is what the book says, by the same dates: nothing is lost, nothing is asked twice."""
    for number, page in year.book.pages.items():
        awaited = obligations(year.government.policies[f"policy:ITP-{number}"])
        shown = [
            Item(each.party, each.action, each.about, each.due, each.strength != "may")
            for each in awaited
            if each.party != "clock"
        ]
        lost, more = set(page.items.values()) - set(shown), set(shown) - set(page.items.values())
        assert (lost, more) == (set(), set()), (year.today, number, page.stage)
        assert len(shown) == len(page.items), (year.today, number)


def check_desks(year: Year) -> None:
    """Everything open belongs to one party with a living person, and stands on the desks of its people alone."""
    government, today = year.government, year.today
    directory, process = government.directory, government.process
    director = process.director.key
    desks = {
        person: desk_of(person, directory, process, today)
        for person in directory.people
        if directory.is_active(person)
    }
    for number, item in year.book.open():
        page, policy = year.page(number), government.policies[f"policy:ITP-{number}"]
        people = year.staff.answer(item.party, page.lead, page.liaisons, today)
        assert people, (today, number, item)
        assert all(person in desks for person in people), (today, number, item)
        answers = answerable(item.party, policy, directory, director, today)
        assert sorted(answers.people) == sorted(people), (today, number, item)
        at = {person for person, desk in desks.items() if desk.answers(policy, item.party)}
        assert at == set(people), (today, number, item)


# The overview ------------------------------------------------------------------------------------------


def check_overview(year: Year) -> None:
    """Each policy that is not over has a row, with its offices, what is late, and what comes next; late ones first."""
    rows = rows_of(year)
    shown = {int(row.listed.id.rpartition("-")[2]): row for row in rows}
    assert set(shown) == {number for number, page in year.book.pages.items() if page.stage not in OVER}
    for number, row in shown.items():
        page = year.page(number)
        expected = Counter(office(item) for item in page.items.values())
        assert dict(row.offices) == dict(expected), (year.today, number)
        assert row.late == min(_late_since(page, year), default=None), (year.today, number, row.reasons)
        following = row.following[0] if row.following else None
        assert following == min(_ahead(page, year), default=None), (year.today, number, row.following)
        asked = {
            REPRESENTATIVES[item.party.partition(":")[2]][0]
            for item in page.items.values()
            if item.action == "give_feedback"
        }
        assert row.agencies == asked, (year.today, number)
    order = [
        (row.late is None, row.late or (row.following[0] if row.following else date.max)) for row in rows
    ]
    assert order == sorted(order), year.today


def rows_of(year: Year) -> list[Row]:
    government = year.government
    awaited = {
        policy.id: [
            Open(each.party, each.action, each.what, each.due, 1, each.action in LISTED_WHEN_LATE)
            for each in obligations(policy)
        ]
        for policy in government.policies.values()
    }
    return overview(government.listed, awaited, government.directory, government.process, government.now)


def _late_since(page: Page, year: Year) -> Iterator[date]:
    yield from (day_of(item.due) for item in late(page, year.government.now) if item.due)
    yield from (day for _, day in slipped(page, year.today))


def _ahead(page: Page, year: Year) -> Iterator[date]:
    now = year.government.now
    yield from (day_of(item.due) for item in page.items.values() if item.due and item.due > now)
    yield from (day for _, day in page.ahead if day >= year.today)
    if page.closes_on:
        yield page.closes_on
    if page.review_on and page.review_on >= year.today:
        yield page.review_on
    if page.parked_until:
        yield page.parked_until
