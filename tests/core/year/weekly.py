"""The lists of the year by hand: the weekly list's lines with their numbers, the matters of an agenda, vacancies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from govbot.core.workflow.weekly import Line, lines_of, vacancies
from tests.core.year.book import OVER, STEPS, Item, Page
from tests.core.year.calendar import day_of, due_in
from tests.core.year.people import AGENCIES, IDS, REPRESENTATIVES, SEATS
from tests.core.year.year import Year

AT_REST = 10  # business days without anything recorded
SOON = 60  # days before a regular review is due: from then on it is announced, and on the agenda
AGENCY = {agency.code: agency.name for agency in AGENCIES}
SEAT = {key: name for name, key in SEATS.items()}
OFFICE = {
    "role:advisor": "Senior Policy Advisor",
    "role:secretary": "OPM Secretary",
    "role:publisher": "OPM's publisher",
    "steering": "Steering Group",
}


def office(item: Item) -> str:
    """The office of an item, as lists name it."""
    kind, _, of = item.party.partition(":")
    match kind:
        case "seat":
            return SEAT[of]
        case "office":
            return of
        case "agency":
            return AGENCY[of]
        case "person":
            return AGENCY[REPRESENTATIVES[of][0]]
        case "lead":
            return "policy lead"
        case "member":
            return "ad hoc group"
        case "named":
            return "the reviewer whom the policy lead named"
        case _:
            return OFFICE[item.party]


def late(page: Page, now: datetime) -> Iterator[Item]:
    """What shall or will be done and is past its date, and a need that is not decided on."""
    for item in page.items.values():
        if item.due and item.due <= now and (item.is_required or item.action == "recommend_pursuing"):
            yield item


def slipped(page: Page, today: date) -> list[tuple[str, date]]:
    return [(stage, day) for stage, day in page.ahead if day < today]


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """A line of the weekly list: its office, the kind, what it is about, of how many people, since when."""

    office: str
    kind: str
    about: str = ""
    many: int = 1
    since: str = ""


def check_weekly(year: Year) -> None:
    """The lines of each policy, with how many people of an office, and since when; and the vacancies."""
    government = year.government
    for number, page in year.book.pages.items():
        shown = sorted(shown_line(line) for line in lines(year, number))
        assert shown == sorted(expected_lines(page, year)), (year.today, number, page.stage)
        year.seen.update(line.kind for line in shown)
    vacant = vacancies(government.directory, government.process, year.today)
    assert vacant == expected_vacancies(year), year.today


def lines(year: Year, number: int) -> list[Line]:
    government = year.government
    stream = f"policy:ITP-{number}"
    changed_at = max(entry.recorded_at for entry in government.entries if entry.stream == stream)
    policy = government.policies[stream]
    return lines_of(policy, government.directory, government.process, government.now, changed_at)


def shown_line(line: Line) -> Shown:
    if "due since" in line.what:
        action = "recommend_pursuing" if "recommend_pursuing" in line.actions else line.about.split("/")[1]
        return Shown(line.office, "late", action, line.many, line.what.partition("due since ")[2])
    if "has passed" in line.what:
        return Shown(line.office, "slipped", line.what.split("“")[1].split("”")[0])
    if "has to be named" in line.what:
        return Shown(line.office, "to name", line.what)
    return Shown(line.office, "at rest", "", 1, line.what.partition("recorded since ")[2])


def _said(day: date) -> str:
    return f"{day:%a, %b} {day.day}, {day.year}"


def expected_lines(page: Page, year: Year) -> list[Shown]:
    """By hand from PROCESS.md, *Nothing falls silent*."""
    today, staff = year.today, year.staff
    since: dict[tuple[str, str, str], list[date]] = {}
    for item in late(page, year.government.now):
        assert item.due
        since.setdefault((office(item), item.action, _told_apart(item)), []).append(day_of(item.due))
    found = [
        Shown(of, "late", action, len(days), _said(min(days))) for (of, action, _), days in since.items()
    ]
    stages = {"secretary's review": "OPM Secretary's review"}
    found += [Shown("policy lead", "slipped", stages.get(stage, stage)) for stage, _ in slipped(page, today)]
    under_way = page.stage in STEPS
    if page.lead and page.stage not in OVER and not staff.here(page.lead):
        found.append(Shown("Senior Policy Advisor", "to name", "a {lead} has to be named"))
    if page.group and under_way and not staff.here(*page.liaisons):
        found.append(Shown("policy lead", "to name", "a {liaison} has to be named"))
    for item in page.items.values():
        if item.action == "give_review" and not staff.own(item.party, page.lead, page.liaisons, today):
            found.append(
                Shown("policy lead", "to name", f"a reviewer for {TRACK[item.about]} has to be named")
            )
    is_quiet = due_in(page.touched, AT_REST) < year.government.now
    if under_way and page.stage != "need" and is_quiet and not found:
        found.append(Shown("policy lead", "at rest", "", 1, _said(page.touched)))
    return found


TRACK = {
    "legal": "legal guidelines",
    "regulatory": "regulatory requirements",
    "fiscal": "fiscal constraints",
    "objectives": "policy objectives",
    "data_plan": "the State Data Plan",
    "it_plan": "the IT Strategic Plan",
}


def _told_apart(item: Item) -> str:
    """Two reviews of one office are two lines; the positions of a group's members are one."""
    return item.about if item.action in ("give_review", "answer_review", "explain_slip") else ""


def expected_vacancies(year: Year) -> list[str]:
    staff = year.staff
    seats = [SEAT[seat] for seat in SEAT if not staff.seat(seat, year.today)]
    return [*seats, *(name for name, person in IDS.items() if not staff.here(person))]
