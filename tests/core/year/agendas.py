"""Agendas and minutes of the year against the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from govbot.core.membership.meetings import obligations as of_meetings
from govbot.core.workflow.agenda import agenda_lines, decisions_of
from govbot.core.workflow.weekly import Line
from tests.core.year.book import Page
from tests.core.year.calendar import business_days_on, day_of
from tests.core.year.weekly import SOON, expected_lines, late, shown_line
from tests.core.year.year import Year


def check_agenda(year: Year) -> None:
    """The next agenda has each policy's matters under their headings, and its own items."""
    government = year.government
    ahead = sorted(year.ahead, key=lambda id: year.meeting_on[id])
    for id in ahead:
        meeting = government.directory.meetings.meeting(id)
        assert meeting is not None
        assert [item.text for item in meeting.items] == year.ahead[id], (year.today, id)
    since = year.held[-1].on if year.held else None
    for number, page in year.book.pages.items():
        policy = government.policies[f"policy:ITP-{number}"]
        changed_at = max(
            entry.recorded_at for entry in government.entries if entry.stream == f"policy:{policy.id}"
        )
        drawn = agenda_lines(
            policy, government.directory, government.process, government.now, changed_at, since
        )
        shown = Counter(_heading(each.heading, each.line) for each in drawn)
        assert shown == Counter(_expected_matters(page, year, since)), (year.today, number, page.stage)
        year.seen.update(heading for heading, _ in shown)


def _heading(heading: str, line: Line) -> tuple[str, str]:
    if heading == "late":
        return (heading, shown_line(line).kind)
    return (heading, line.actions[0] if line.actions else "")


def _expected_matters(page: Page, year: Year, since: date | None) -> Iterator[tuple[str, str]]:
    """Needs, reports and requested variances to decide; what is late; reviews that come; deviations since."""
    now = year.government.now
    for item in page.items.values():
        if item.action in ("recommend_pursuing", "decide_variance"):
            yield ("decide", item.action)
        elif item.action == "advance" and item not in list(late(page, now)):
            yield ("decide", "advance")
        elif item.action == "complete_review" and item.due and now < item.due:
            is_soon = day_of(item.due) - timedelta(days=SOON) <= year.today
            yield from [("review", "complete_review")] if is_soon else []
    for line in expected_lines(page, year):
        if line.about != "recommend_pursuing":
            yield ("late", line.kind)
    for day in page.deviations:
        if since is None or day >= since:
            yield ("deviation", "")


def check_meetings(year: Year) -> None:
    """Each agenda went out three business days before, once; the minutes have all that was decided on their day."""
    government = year.government
    for id, day in year.meeting_on.items():
        goes_out = business_days_on(day, -3)
        sent = [on for sent_id, on in year.sent if sent_id == id]
        assert sent == ([max(goes_out, year.called[id])] if year.today >= goes_out else []), (year.today, id)
    awaited = [each.about for each in of_meetings(government.directory.meetings) if each.party != "clock"]
    assert sorted(awaited) == sorted(year.ahead), "the minutes of every meeting ahead are awaited"
    for number, held in enumerate(year.held):
        meeting = government.directory.meetings.meeting(held.id)
        assert meeting is not None
        assert (meeting.present, meeting.held) == (held.present, True)
        assert [item.text for item in meeting.items] == list(held.items)
        left = [item.text for item in meeting.items if item.id in meeting.deferred]
        assert left == list(held.deferred)
        is_last = number == len(year.held) - 1
        assert (meeting.confirmed_on is None) == is_last, held.id
        shown = {
            (int(policy.id.rpartition("-")[2]), decision.kind)
            for policy in government.policies.values()
            for decision in decisions_of(policy, held.on)
        }
        decided = {
            (number, kind)
            for number, page in year.book.pages.items()
            for day, kind in page.decisions
            if day == held.on
        }
        assert shown == decided, held.id
        apart = [each.text for each in government.directory.meetings.decisions if each.meeting == held.id]
        assert apart == ([held.apart] if held.apart else []), held.id
